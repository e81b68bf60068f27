package dev.extls.written;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to text: UTF-8 with or without byte order mark, UTF-16 as Windows tools write it. Bytes that are no text become U+FFFD
 * and a problem.
 */
public final class Encoding {
    private final byte[] content;
    private final Charset charset;
    private final int mark;

    private Encoding(byte[] content, Charset charset, int mark) {
        this.content = content;
        this.charset = charset;
        this.mark = mark;
    }

    /**
     * Decodes.
     *
     * @param content of a whole file
     * @param problems takes the bytes that are no text
     * @return the text, without byte order mark
     */
    public static String decode(byte[] content, Problems problems) {
        return of(content).decode(problems);
    }

    /** Unicode 15 section 23.8: the byte order mark; without it, a zero byte in the first character tells UTF-16 from UTF-8. */
    private static Encoding of(byte[] content) {
        int first = content.length > 0 ? content[0] & 0xff : -1;
        int second = content.length > 1 ? content[1] & 0xff : -1;
        if (first == 0xff && second == 0xfe) {
            return new Encoding(content, StandardCharsets.UTF_16LE, 2);
        }
        if (first == 0xfe && second == 0xff) {
            return new Encoding(content, StandardCharsets.UTF_16BE, 2);
        }
        if (first == 0xef && second == 0xbb && content.length > 2 && (content[2] & 0xff) == 0xbf) {
            return new Encoding(content, StandardCharsets.UTF_8, 3);
        }
        if (first > 0 && second == 0) {
            return new Encoding(content, StandardCharsets.UTF_16LE, 0);
        }
        return first == 0 && second > 0
                ? new Encoding(content, StandardCharsets.UTF_16BE, 0)
                : new Encoding(content, StandardCharsets.UTF_8, 0);
    }

    private String decode(Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(content, mark, content.length - mark);
        int widest = charset.equals(StandardCharsets.UTF_8) ? in.remaining() : in.remaining() / 2 + 1;
        CharBuffer out = CharBuffer.allocate(widest + 1);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        Cursor cursor = new Cursor(CharBuffer.wrap(out.array()));
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                break;
            }
            cursor.moveTo(out.position());
            int wrong = in.get(in.position()) & 0xff;
            problems.addDamage(
                    cursor.line(),
                    cursor.column(),
                    String.format("the byte 0x%02X, which is no %s here", wrong, charset.name()),
                    "UTF-8 text, or UTF-16 with a byte order mark");
            in.position(in.position() + result.length());
            out.put('\uFFFD');
        }
        return out.flip().toString();
    }
}
