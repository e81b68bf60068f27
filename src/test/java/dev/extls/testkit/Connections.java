package dev.extls.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of a server inside this JVM: a thread for each, all of them ended when it is closed. */
final class Connections implements AutoCloseable {
    /** What is done with one connection. */
    interface Talk {
        /**
         * Talks until it is over; the socket is closed afterwards.
         *
         * @param connections those of the server
         * @param socket accepted
         * @param number 0 for the first connection
         * @throws IOException if the peer or {@link #close()} ended it
         */
        void with(Connections connections, Socket socket, int number) throws IOException;
    }

    private static final Duration TIME_TO_END = Duration.ofSeconds(10);
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final Talk talk;
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private Connections(ServerSocket listener, Talk talk) {
        this.listener = listener;
        this.talk = talk;
    }

    /**
     * Listens on 127.0.0.1 and a port that the kernel chooses.
     *
     * @param talk what is done with each connection
     * @return listening
     */
    static Connections listen(Talk talk) {
        return listen(0, talk);
    }

    /** The same at a port that is free; 0 for any. */
    static Connections listen(int port, Talk talk) {
        return listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), talk);
    }

    /**
     * Listens on an address of its own.
     *
     * @param own a loopback address, and a port that is free; 0 for any
     * @param talk what is done with each connection
     * @return listening
     */
    static Connections listen(InetSocketAddress own, Talk talk) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(own, BACKLOG);
            Connections connections = new Connections(listener, talk);
            connections.start("accept", connections::accept);
            return connections;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * How many connections were accepted.
     *
     * @return 0 or more
     */
    int accepted() {
        return accepted.get();
    }

    /**
     * Waits, but not beyond the end of this server.
     *
     * @param duration how long
     * @throws IOException if the server was closed meanwhile
     */
    void pause(Duration duration) throws IOException {
        try {
            if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server was closed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /**
     * Connects to another server; the connection ends with this one.
     *
     * @param port on 127.0.0.1
     * @return connected
     * @throws IOException if it is refused
     */
    Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        keep(socket);
        return socket;
    }

    /**
     * Runs something in a thread of its own that ends with this server.
     *
     * @param what for the name of the thread
     * @param work must end when its sockets are closed
     * @return the thread, running
     */
    Thread start(String what, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                what + "-" + port());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Closes the listener and every connection and waits for the threads. */
    @Override
    public void close() {
        closing.countDown();
        end(listener);
        Await.until("the connections of port " + port() + " end", TIME_TO_END, () -> {
            sockets.forEach(Connections::end);
            return threads.isEmpty();
        });
    }

    /**
     * Closes something whose closing cannot fail in a way that matters.
     *
     * @param resource a socket
     */
    static void end(Closeable resource) {
        try {
            resource.close();
        } catch (IOException already) {
            // The peer was faster.
        }
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                int number = accepted.getAndIncrement();
                keep(socket);
                start("connection-" + number, () -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try {
            talk.with(this, socket, number);
        } catch (IOException ended) {
            // By the peer or by close(): nothing is left to say.
        } finally {
            end(socket);
            sockets.remove(socket);
        }
    }

    private void keep(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        if (closing.getCount() == 0) {
            end(socket);
            throw new IOException("the server was closed");
        }
    }
}
