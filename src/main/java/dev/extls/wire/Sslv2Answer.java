package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.Optional;

/**
 * What a server has said so far to a hello framed as SSL 2.0.
 *
 * @param state how far it is
 * @param hello the SERVER-HELLO, present with {@link State#HELLO} only
 * @param tls what it says in TLS records, present once the first byte is that of a TLS record
 * @param errorCode the code of an ERROR message, -1 without one (SSL 2.0 draft, section 2.7)
 * @param problem why it is {@link State#NOT_TLS}, in one line; empty otherwise
 */
public record Sslv2Answer(
        State state, Optional<Sslv2ServerHello> hello, Optional<ServerAnswer> tls, int errorCode, String problem) {
    /** How far an answer is. */
    public enum State {
        /** No fault, no decision yet. */
        INCOMPLETE,
        /** A SERVER-HELLO of version 0x0002: the server speaks SSL 2.0. */
        HELLO,
        /** A ServerHello or fatal alert in TLS records: this is no SSL 2.0. */
        TLS,
        /** An ERROR message of SSL 2.0. */
        ERROR,
        /** Neither SSL 2.0 nor TLS, or broken. */
        NOT_TLS
    }

    /**
     * Reads an answer.
     *
     * @param received all bytes of the server since our hello
     * @return what they say; never fails
     */
    public static Sslv2Answer read(Bytes received) {
        if (received.length() > 0 && received.at(0) < 0x80) {
            return tls(ServerAnswer.read(received));
        }
        try {
            Optional<Bytes> framed = Sslv2Framing.first(received, Sslv2Framing.SERVER_HELLO, Sslv2Framing.ERROR);
            if (framed.isEmpty()) {
                return new Sslv2Answer(State.INCOMPLETE, Optional.empty(), Optional.empty(), -1, "");
            }
            return framed.get().at(2) == Sslv2Framing.ERROR ? error(framed.get()) : hello(framed.get());
        } catch (WireException e) {
            return new Sslv2Answer(State.NOT_TLS, Optional.empty(), Optional.empty(), -1, e.sentence());
        }
    }

    private static Sslv2Answer tls(ServerAnswer answer) {
        State state = switch (answer.state()) {
            case INCOMPLETE -> State.INCOMPLETE;
            case HELLO, ALERTED -> State.TLS;
            case NOT_TLS -> State.NOT_TLS;
        };
        String problem = state == State.NOT_TLS ? answer.problem() : "";
        return new Sslv2Answer(state, Optional.empty(), Optional.of(answer), -1, problem);
    }

    private static Sslv2Answer error(Bytes framed) throws WireException {
        ByteReader message = Sslv2Framing.message(framed, Sslv2Framing.ERROR, "SSL 2.0 ERROR");
        int code = message.u16("SSL 2.0 ERROR code");
        message.end("SSL 2.0 ERROR");
        return new Sslv2Answer(State.ERROR, Optional.empty(), Optional.empty(), code, "");
    }

    private static Sslv2Answer hello(Bytes framed) throws WireException {
        Sslv2ServerHello hello = Sslv2ServerHello.read(framed);
        if (hello.version() != 0x0002) {
            throw new WireException(String.format("SSL 2.0 SERVER-HELLO version: 0x%04x", hello.version()), 5);
        }
        return new Sslv2Answer(State.HELLO, Optional.of(hello), Optional.empty(), -1, "");
    }
}
