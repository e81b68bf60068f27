package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What bytes look like, in words. */
final class Words {
    private Words() {}

    /** Each byte as the character with the same number. */
    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    /** Whether a TLS record begins here: content type alert or handshake, version 3.x, RFC 8446 section 5.1. */
    static boolean beginsTls(Bytes bytes, int from) {
        return bytes.length() - from >= 2
                && (bytes.at(from) == 0x15 || bytes.at(from) == 0x16)
                && bytes.at(from + 1) == 0x03;
    }

    /** Says that a line is not of a protocol, and of which it seems to be. */
    static String foreign(String line, String protocol) {
        return "not " + protocol + looks(line) + ": " + line;
    }

    private static String looks(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        if (upper.startsWith("HTTP/")) {
            return ", it looks like HTTP";
        }
        if (upper.startsWith("SSH-")) {
            return ", it looks like SSH";
        }
        if (upper.startsWith("* ")) {
            return ", it looks like IMAP";
        }
        if (upper.startsWith("+OK") || upper.startsWith("-ERR")) {
            return ", it looks like POP3";
        }
        if (upper.matches("[2-5][0-9]{2}([ -].*)?")) {
            return ", it looks like SMTP";
        }
        return "";
    }
}
