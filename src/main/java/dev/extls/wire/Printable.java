package dev.extls.wire;

import dev.extls.tls.Bytes;

/** Hostile bytes on one line of ASCII, for the reason of a refusal to read them. */
final class Printable {
    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_HEX = 8;

    private Printable() {}

    /** The printable start in quotes, or the first bytes in hexadecimal where they are not text. */
    static String start(Bytes bytes, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < bytes.length() && text.length() < LONGEST_QUOTE; i++) {
            int c = bytes.at(i);
            if (c < 0x20 || c > 0x7e) {
                break;
            }
            text.append((char) c);
        }
        return text.length() > 0
                ? '"' + text.toString() + '"'
                : "bytes " + bytes.slice(from, Math.min(bytes.length(), from + LONGEST_HEX));
    }
}
