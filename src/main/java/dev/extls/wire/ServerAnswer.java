package dev.extls.wire;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.DhPrime;
import dev.extls.tls.NamedGroup;
import java.util.List;
import java.util.Optional;

/**
 * What a server has said so far to a ClientHello, as far as it is in the clear: up to ChangeCipherSpec, or up to the
 * ServerHello of TLS 1.3. Nothing encrypted is ever read as something else.
 *
 * @param hellos none; the ServerHello; the HelloRetryRequest; or the HelloRetryRequest and the ServerHello after it
 * @param alerts those in the clear, in the order sent; a closing one is among them
 * @param certificates the chain of the Certificate message up to TLS 1.2, in DER, leaf first; at most 100
 * @param groupCode the group of the ServerKeyExchange: a named curve, the number for curves that are spelled out, or the finite field of RFC
 *     7919 whose prime it has; -1 without one
 * @param prime of the ServerKeyExchange of a DHE or DH_anon suite; no bytes without one
 * @param certificateRequested whether a CertificateRequest came, up to TLS 1.2
 * @param helloDone whether the ServerHelloDone came, up to TLS 1.2
 * @param ticket content of the NewSessionTicket, up to TLS 1.2 (RFC 5077 section 3.3); empty without one
 * @param encryptionBegun whether the server's ChangeCipherSpec came, up to TLS 1.2
 * @param problem the first thing that is wrong, in one line of ASCII; empty if nothing is
 */
public record ServerAnswer(
        List<ServerHello> hellos,
        List<Alert> alerts,
        List<Bytes> certificates,
        int groupCode,
        DhPrime prime,
        boolean certificateRequested,
        boolean helloDone,
        Optional<Bytes> ticket,
        boolean encryptionBegun,
        String problem) {
    /** Copies. */
    public ServerAnswer {
        hellos = List.copyOf(hellos);
        alerts = List.copyOf(alerts);
        certificates = List.copyOf(certificates);
    }

    /** How far an answer is. */
    public enum State {
        /** No fault, no ServerHello, no fatal alert; there may be warnings. */
        INCOMPLETE,
        /** A ServerHello or HelloRetryRequest came, whatever followed. */
        HELLO,
        /** A fatal alert came before any ServerHello. */
        ALERTED,
        /** Not TLS, or broken, before any ServerHello or fatal alert; {@link ServerAnswer#problem()} says why. */
        NOT_TLS
    }

    /**
     * Reads an answer. The work is proportional to the bytes.
     *
     * @param received all bytes of the server since our ClientHello
     * @return what they say; never fails
     */
    public static ServerAnswer read(Bytes received) {
        return new ServerAnswerReader(received).read();
    }

    /**
     * How far it is.
     *
     * @return a ServerHello counts before an alert, an alert before a problem
     */
    public State state() {
        if (!hellos.isEmpty()) {
            return State.HELLO;
        }
        if (fatalAlert().isPresent()) {
            return State.ALERTED;
        }
        return problem.isEmpty() ? State.INCOMPLETE : State.NOT_TLS;
    }

    /**
     * The first ServerHello or HelloRetryRequest.
     *
     * @return the hello, or empty
     */
    public Optional<ServerHello> hello() {
        return hellos.stream().findFirst();
    }

    /**
     * The ServerHello after a HelloRetryRequest.
     *
     * @return the hello, or empty
     */
    public Optional<ServerHello> secondHello() {
        return hellos.stream().skip(1).findFirst();
    }

    /**
     * The fatal alert in the clear.
     *
     * @return the alert, or empty
     */
    public Optional<Alert> fatalAlert() {
        return alerts.stream().filter(Alert::fatal).findFirst();
    }

    /**
     * The length of the prime.
     *
     * @return in bits, 0 without one
     */
    public int primeBits() {
        return prime.bits();
    }

    /**
     * Whether anything of a full handshake came behind the ServerHello, up to TLS 1.2: a server that takes up a session sends none of it (RFC
     * 5246 section 7.3).
     *
     * @return true for a certificate, a ServerKeyExchange or a ServerHelloDone
     */
    public boolean full() {
        return helloDone || !certificates.isEmpty() || groupCode >= 0 || primeBits() > 0;
    }

    /**
     * The group of the ServerKeyExchange.
     *
     * @return the group, or empty; a TLS 1.3 group stands in {@link ServerHello#group()}
     */
    public Optional<NamedGroup> keyExchangeGroup() {
        return groupCode < 0 ? Optional.empty() : Optional.of(new NamedGroup(groupCode));
    }
}
