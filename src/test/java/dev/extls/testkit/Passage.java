package dev.extls.testkit;

import dev.extls.tls.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/** A connection passed on to another server, byte by byte, with the way in which either side ends it. */
final class Passage {
    private static final int CHUNK = 8_192;

    private final Socket server;
    private final Conversation client;

    private Passage(Socket server, Conversation client) {
        this.server = server;
        this.client = client;
    }

    static Passage to(int port, Conversation client) throws IOException {
        return new Passage(client.connections().connect(port), client);
    }

    /**
     * Passes on until both sides have closed.
     *
     * @throws IOException if the client resets the connection
     */
    void passAll() throws IOException {
        pass(Optional::empty);
    }

    /**
     * Passes on until both sides have closed, or until a hello is answered by a script.
     *
     * @param refusal the script for a hello, or empty to pass it on
     * @throws IOException if the client resets the connection
     */
    void passUnless(Function<OfferedHello, Optional<Script>> refusal) throws IOException {
        pass(() -> untilHello(refusal));
    }

    /** What is done with the client's first bytes. */
    private interface Opening {
        Optional<Script> script() throws IOException;
    }

    private void pass(Opening opening) throws IOException {
        Thread back = client.connections().start("back", this::passBack);
        try {
            Optional<Script> script = opening.script();
            if (script.isPresent()) {
                script.get().play(client);
                return;
            }
            client.copyTo(server.getOutputStream());
            server.shutdownOutput();
            back.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            Connections.end(server);
        }
    }

    /** A hello starts where a line could start, with a byte that no line of SMTP, IMAP or POP3 starts with. */
    private Optional<Script> untilHello(Function<OfferedHello, Optional<Script>> refusal) throws IOException {
        int before = '\n';
        for (int next = client.read(); next >= 0; next = client.read()) {
            if (before == '\n' && (next == OfferedHello.HANDSHAKE || next >= OfferedHello.SSL2)) {
                Bytes record = client.readRecord(next);
                Optional<Script> script = refusal.apply(OfferedHello.read(record));
                if (script.isEmpty()) {
                    server.getOutputStream().write(record.toArray());
                }
                return script;
            }
            server.getOutputStream().write(next);
            before = next;
        }
        return Optional.empty();
    }

    private void passBack() {
        try {
            InputStream in = server.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                client.send(Bytes.of(chunk).slice(0, length));
            }
            client.shutdownOutput();
        } catch (IOException reset) {
            resetClient();
        }
    }

    /** The server's RST becomes ours; our own end of the passage does not. */
    private void resetClient() {
        if (server.isClosed()) {
            return;
        }
        try {
            client.reset();
        } catch (IOException closed) {
            // The client was faster.
        }
    }
}
