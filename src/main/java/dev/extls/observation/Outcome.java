package dev.extls.observation;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import java.util.Optional;
import java.util.function.Function;

/** How one connection ended. A closed set: {@link #fold} takes one function a case. */
public sealed interface Outcome {
    /**
     * No connection, or the dialogue before TLS failed; no ClientHello was sent.
     *
     * @param trouble the reason
     * @param detail what was seen: the reply of the server or the word of the system; hostile text
     */
    record NotReached(Trouble trouble, String detail) implements Outcome {}

    /**
     * Bytes came with the go-ahead, before our ClientHello: somebody spoke into the connection.
     *
     * @param bytes the first of them
     */
    record Injected(Bytes bytes) implements Outcome {}

    /**
     * A handshake finished.
     *
     * @param selection what was negotiated
     */
    record Negotiated(Selection selection) implements Outcome {}

    /**
     * A ServerHello was seen, no finished handshake.
     *
     * @param selection what the server chose
     * @param stop what stopped it there
     * @param detail the same in words; may quote the server, so hostile
     */
    record Selected(Selection selection, Stop stop, String detail) implements Outcome {}

    /**
     * The server answered the hello with an alert.
     *
     * @param alert the alert
     */
    record Alerted(Alert alert) implements Outcome {}

    /**
     * The server answered the hello with an ERROR message of SSL 2.0 (SSL 2.0 draft, Hickman 1995, section 2.7).
     *
     * @param code the number of the error, 0 to 0xffff
     */
    record Sslv2Error(int code) implements Outcome {
        private static final int NO_CIPHER = 0x0001;

        /** Checks the range. */
        public Sslv2Error {
            if (code < 0 || code > 0xffff) {
                throw new IllegalArgumentException("no error code: " + code);
            }
        }

        /**
         * Whether it says that no cipher kind is common, and no more than that.
         *
         * @return true for NO-CIPHER-ERROR
         */
        public boolean noCipher() {
            return code == NO_CIPHER;
        }

        /**
         * The name of the draft and the number, such as {@code NO-CIPHER-ERROR(1)}.
         *
         * @return never empty
         */
        public String label() {
            String name = switch (code) {
                case NO_CIPHER -> "NO-CIPHER-ERROR";
                case 0x0002 -> "NO-CERTIFICATE-ERROR";
                case 0x0004 -> "BAD-CERTIFICATE-ERROR";
                case 0x0006 -> "UNSUPPORTED-CERTIFICATE-TYPE-ERROR";
                default -> "an error without a name";
            };
            return "SSL 2.0 " + name + "(" + code + ")";
        }
    }

    /** The server closed (FIN) straight after the hello, with no byte in between. */
    record Closed() implements Outcome {}

    /** The server reset (RST) straight after the hello, with no byte in between. */
    record Reset() implements Outcome {}

    /**
     * Nothing that could be read as an answer came until the deadline.
     *
     * @param detail how long, and how many bytes came
     */
    record Silent(String detail) implements Outcome {}

    /**
     * What came is not TLS, or is broken.
     *
     * @param detail what is wrong with it
     */
    record Garbled(String detail) implements Outcome {}

    /**
     * Our side could not put the offer on the wire, or failed for a reason of its own.
     *
     * @param detail what happened
     */
    record NotOffered(String detail) implements Outcome {}

    /**
     * One function a case.
     *
     * @param cases the functions
     * @param <T> what they give
     * @return the result of the fitting one
     */
    default <T> T fold(Cases<T> cases) {
        if (this instanceof NotReached outcome) {
            return cases.notReached().apply(outcome);
        }
        if (this instanceof Injected outcome) {
            return cases.injected().apply(outcome);
        }
        if (this instanceof Negotiated outcome) {
            return cases.negotiated().apply(outcome);
        }
        if (this instanceof Selected outcome) {
            return cases.selected().apply(outcome);
        }
        if (this instanceof Alerted outcome) {
            return cases.alerted().apply(outcome);
        }
        if (this instanceof Sslv2Error outcome) {
            return cases.sslv2Error().apply(outcome);
        }
        if (this instanceof Closed outcome) {
            return cases.closed().apply(outcome);
        }
        if (this instanceof Reset outcome) {
            return cases.reset().apply(outcome);
        }
        if (this instanceof Silent outcome) {
            return cases.silent().apply(outcome);
        }
        if (this instanceof Garbled outcome) {
            return cases.garbled().apply(outcome);
        }
        return cases.notOffered().apply((NotOffered) this);
    }

    /**
     * What the server chose, if it chose.
     *
     * @return the selection of a finished or begun handshake
     */
    default Optional<Selection> chosen() {
        if (this instanceof Negotiated negotiated) {
            return Optional.of(negotiated.selection());
        }
        return this instanceof Selected selected ? Optional.of(selected.selection()) : Optional.empty();
    }

    /**
     * A function for each case.
     *
     * @param <T> what they give
     * @param notReached for {@link NotReached}
     * @param injected for {@link Injected}
     * @param negotiated for {@link Negotiated}
     * @param selected for {@link Selected}
     * @param alerted for {@link Alerted}
     * @param sslv2Error for {@link Sslv2Error}
     * @param closed for {@link Closed}
     * @param reset for {@link Reset}
     * @param silent for {@link Silent}
     * @param garbled for {@link Garbled}
     * @param notOffered for {@link NotOffered}
     */
    record Cases<T>(
            Function<NotReached, T> notReached,
            Function<Injected, T> injected,
            Function<Negotiated, T> negotiated,
            Function<Selected, T> selected,
            Function<Alerted, T> alerted,
            Function<Sslv2Error, T> sslv2Error,
            Function<Closed, T> closed,
            Function<Reset, T> reset,
            Function<Silent, T> silent,
            Function<Garbled, T> garbled,
            Function<NotOffered, T> notOffered) {}
}
