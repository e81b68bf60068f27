package dev.extls.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server, lets one connection through at a time, and refuses those that come meanwhile in a way of its own. */
public final class SingleFileProxy extends OneDoor {
    private final AtomicBoolean occupied = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final Connections connections;

    private SingleFileProxy(int port, Refusal refusal) {
        connections = Connections.listen((all, socket, number) -> pass(all, socket, port, refusal));
    }

    /**
     * Before a port.
     *
     * @param port on 127.0.0.1
     * @param refusal what the hello of a second connection is answered with
     * @return listening
     */
    public static SingleFileProxy before(int port, Refusal refusal) {
        return new SingleFileProxy(port, refusal);
    }

    private void pass(Connections all, Socket socket, int port, Refusal refusal) throws IOException {
        Conversation client = new Conversation(socket, all);
        if (!occupied.compareAndSet(false, true)) {
            refused.incrementAndGet();
            client.readRecord();
            refusal.script().play(client);
            return;
        }
        try {
            Passage.to(port, client).passAll();
        } finally {
            occupied.set(false);
        }
    }

    /**
     * How many connections came while another was open.
     *
     * @return 0 or more
     */
    public int refused() {
        return refused.get();
    }

    @Override
    Connections connected() {
        return connections;
    }

    @Override
    public String output() {
        return connections.accepted() + " connections, " + refused + " refused";
    }
}
