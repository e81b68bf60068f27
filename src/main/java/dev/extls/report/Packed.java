package dev.extls.report;

import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;

/** Text in UTF-8 made small enough to lie in a page many times: zlib (RFC 1950) in base64, of which a browser makes text again. */
final class Packed {
    private Packed() {}

    static String of(byte[] text) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(text);
            deflater.finish();
            byte[] packed = new byte[1024];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * length);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Base64.getEncoder().encodeToString(Arrays.copyOf(packed, length));
        } finally {
            deflater.end();
        }
    }
}
