package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Handshake messages out of the contents of records: several in one, or one over many (RFC 8446 section 5.1). */
final class HandshakeMessages {
    private static final int HEADER = 4;

    private byte[] arrived = new byte[512];
    private int begin; // 0 <= begin <= end <= arrived.length: what lies between is not read yet
    private int end;

    /** Takes the content of the next record. */
    void add(Bytes content) {
        int needed = end + content.length();
        if (needed > arrived.length) {
            arrived = Arrays.copyOf(arrived, Math.max(needed, 2 * arrived.length));
        }
        System.arraycopy(content.toArray(), 0, arrived, end, content.length());
        end = needed;
    }

    /** Whether no message has begun. */
    boolean isEmpty() {
        return begin == end;
    }

    /** The type of the message that has begun. */
    OptionalInt type() {
        return isEmpty() ? OptionalInt.empty() : OptionalInt.of(arrived[begin] & 0xff);
    }

    /** The next message with its header, or empty if it has not come whole yet; a length above the bound is a lie. */
    Optional<Bytes> next(int longestBody) throws WireException {
        if (end - begin < HEADER) {
            return Optional.empty();
        }
        int length = (arrived[begin + 1] & 0xff) << 16 | (arrived[begin + 2] & 0xff) << 8 | (arrived[begin + 3] & 0xff);
        if (length > longestBody) {
            throw new WireException("handshake message " + (arrived[begin] & 0xff) + ": length " + length, begin + 1);
        }
        int to = begin + HEADER + length;
        if (to > end) {
            return Optional.empty();
        }
        Bytes message = Bytes.of(Arrays.copyOfRange(arrived, begin, to));
        begin = to;
        return Optional.of(message);
    }
}
