package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A service of a server on 127.0.0.1.
 *
 * @param service what is spoken there
 * @param port where
 * @param greets whether the server speaks first to whoever connects
 */
record Door(Service service, int port, boolean greets) {
    private static final int PATIENCE_MILLIS = 5_000;

    Door(Service service, int port) {
        this(service, port, service.tlsStart() != TlsStart.AT_ONCE);
    }

    /**
     * A service on a free port that says nothing before a balancer has told whom it speaks for.
     *
     * @param service what will be spoken there
     * @return the door, not open yet
     */
    static Door behindBalancer(Service service) {
        return new Door(service, FreePort.next(), false);
    }

    /**
     * A service on a free port.
     *
     * @param service what will be spoken there
     * @return the door, not open yet
     */
    static Door of(Service service) {
        return new Door(service, FreePort.next());
    }

    /**
     * Whether a connection is accepted; and greeted, where the server speaks first.
     *
     * @return true if the server is ready
     */
    boolean open() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return !greets || socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
