package dev.extls.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports for servers that cannot choose one themselves.
 *
 * <p>They lie below the range that the kernel hands to outgoing connections (Linux: 32768 to 60999), so that no connection of a
 * test takes one away between this choice and the server's bind; and none is given twice.
 */
public final class FreePort {
    private static final int LOWEST = 10_240;
    private static final int COUNT = 20_000;
    private static final int TRIES = 1_000;

    /** Not a test's randomness: it only keeps two test runs on one machine apart. */
    private static final Random RANDOM = new SecureRandom();

    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePort() {}

    /**
     * A port on which nothing listens, on any address.
     *
     * @return 10240 to 30239
     */
    public static synchronized int next() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            if (!GIVEN.contains(port) && free(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port in " + TRIES + " tries");
    }

    /** A listener on all addresses and one on 127.0.0.1 do not exclude each other everywhere, so both are tried. */
    private static boolean free(int port) {
        return binds(new InetSocketAddress(port))
                && binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean binds(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
