package dev.extls.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent of HAProxy's agent-check that says up and down in turn. */
public final class FlappingAgent implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger asked = new AtomicInteger();
    private final Thread thread;

    private FlappingAgent(ServerSocket listener) {
        this.listener = listener;
        thread = new Thread(this::answer, "agent");
        thread.setDaemon(true);
    }

    /**
     * Starts it.
     *
     * @return the agent, on a port of its own
     * @throws IOException if there is none
     */
    public static FlappingAgent start() throws IOException {
        FlappingAgent agent = new FlappingAgent(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        agent.thread.start();
        return agent;
    }

    /**
     * Where it listens.
     *
     * @return a port of 127.0.0.1
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * How often it was asked so far.
     *
     * @return 0 or more
     */
    public int asked() {
        return asked.get();
    }

    private void answer() {
        while (!listener.isClosed()) {
            try (Socket one = listener.accept()) {
                String state = asked.getAndIncrement() % 3 == 0 ? "down\n" : "up\n";
                one.getOutputStream().write(state.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // the balancer or the test went away
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
