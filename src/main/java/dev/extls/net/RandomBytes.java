package dev.extls.net;

import dev.extls.tls.Bytes;
import java.security.SecureRandom;

/** Bytes that nobody can foresee. */
final class RandomBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomBytes() {}

    static Bytes of(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
