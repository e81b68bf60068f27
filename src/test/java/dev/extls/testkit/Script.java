package dev.extls.testkit;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a scripted server does with one connection, turn by turn. After the last turn it closes with FIN. Immutable. */
public final class Script {
    private static final Script EMPTY = new Script(List.of());

    private final List<Turn> turns;

    private Script(List<Turn> turns) {
        this.turns = turns;
    }

    /** One turn. */
    private interface Turn {
        void play(Conversation conversation) throws IOException;
    }

    /**
     * No turn yet.
     *
     * @return the empty script
     */
    public static Script start() {
        return EMPTY;
    }

    /**
     * The clear-text lines before TLS up to the go-ahead; none for TLS at once.
     *
     * @param start the protocol
     * @return a script whose next turn sees the ClientHello
     */
    public static Script upgrading(TlsStart start) {
        return start == TlsStart.AT_ONCE ? EMPTY : EMPTY.then(Upgrade.of(start)::play);
    }

    /**
     * Sends text.
     *
     * @param text ISO 8859-1, with its own line ends
     * @return this and then that
     */
    public Script send(String text) {
        return send(Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /**
     * Sends bytes.
     *
     * @param bytes any
     * @return this and then that
     */
    public Script send(Bytes bytes) {
        return then(conversation -> conversation.send(bytes));
    }

    /**
     * Reads one line, up to and with its LF.
     *
     * @return this and then that
     */
    public Script readLine() {
        return then(Conversation::readLine);
    }

    /**
     * Reads so many bytes.
     *
     * @param bytes how many
     * @return this and then that
     */
    public Script read(int bytes) {
        return then(conversation -> conversation.readExactly(bytes));
    }

    /**
     * Reads one record of TLS or SSL 2.0.
     *
     * @return this and then that
     */
    public Script readRecord() {
        return then(Conversation::readRecord);
    }

    /**
     * Does nothing for a time.
     *
     * @param duration how long
     * @return this and then that
     */
    public Script pause(Duration duration) {
        return then(conversation -> conversation.pause(duration));
    }

    /**
     * Sends bytes one by one.
     *
     * @param interval the pause before each
     * @param bytes any
     * @return this and then that
     */
    public Script drip(Duration interval, Bytes bytes) {
        return then(conversation -> {
            for (int i = 0; i < bytes.length(); i++) {
                conversation.pause(interval);
                conversation.send(bytes.slice(i, i + 1));
            }
        });
    }

    /**
     * Sends the same bytes again and again until the peer closes.
     *
     * @param bytes one or more
     * @return this and then that, the last turn
     */
    public Script endless(Bytes bytes) {
        return endless(Duration.ZERO, bytes);
    }

    /**
     * Sends the same bytes again and again until the peer closes.
     *
     * @param interval the pause before each time
     * @param bytes one or more
     * @return this and then that, the last turn
     */
    public Script endless(Duration interval, Bytes bytes) {
        if (bytes.length() == 0) {
            throw new IllegalArgumentException("nothing cannot be sent endlessly");
        }
        return then(conversation -> {
            while (true) {
                conversation.pause(interval);
                conversation.send(bytes);
            }
        });
    }

    /**
     * Says nothing until the peer closes.
     *
     * @return this and then that, the last turn
     */
    public Script silence() {
        return then(Conversation::drain);
    }

    /**
     * Ends with FIN.
     *
     * @return this and then that, the last turn
     */
    public Script fin() {
        return then(Conversation::fin);
    }

    /**
     * Ends with RST.
     *
     * @return this and then that, the last turn
     */
    public Script reset() {
        return then(Conversation::reset);
    }

    /**
     * Reads a ClientHello and goes on as it deserves.
     *
     * @param decision what to do
     * @return this and then that, the last turn
     */
    public Script decide(Function<OfferedHello, Script> decision) {
        return then(conversation ->
                decision.apply(OfferedHello.read(conversation.readRecord())).play(conversation));
    }

    /**
     * Passes everything on to another server, both ways, until both have closed.
     *
     * @param port on 127.0.0.1
     * @return this and then that, the last turn
     */
    public Script handOver(int port) {
        return then(conversation -> Passage.to(port, conversation).passAll());
    }

    /**
     * Passes everything on to another server, unless the ClientHello, at once or behind an upgrade, is to be answered by a
     * script.
     *
     * @param port on 127.0.0.1
     * @param refusal the script for a hello, or empty to pass it on
     * @return this and then that, the last turn
     */
    public Script handOver(int port, Function<OfferedHello, Optional<Script>> refusal) {
        return then(conversation -> Passage.to(port, conversation).passUnless(refusal));
    }

    /**
     * Plays all turns.
     *
     * @param conversation the connection
     * @throws IOException if the peer or the end of the server ended it
     */
    void play(Conversation conversation) throws IOException {
        for (Turn turn : turns) {
            turn.play(conversation);
        }
        conversation.fin();
    }

    private Script then(Turn turn) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(turn);
        return new Script(List.copyOf(more));
    }
}
