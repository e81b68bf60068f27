package dev.extls.net;

import dev.extls.tls.Bytes;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Bytes drawn by lot for the hellos of our own. They guard no secret, since no handshake goes on from such a hello, and Java's source of
 * secrets takes ten milliseconds to load.
 */
final class RandomBytes {
    private RandomBytes() {}

    static Bytes of(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
