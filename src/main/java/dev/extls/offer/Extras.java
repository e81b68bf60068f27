package dev.extls.offer;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a hello says beyond the usual.
 *
 * @param sessionId a session to be taken up (RFC 5246 section 7.4.1.2), at most 32 bytes; no bytes for the usual: none, or random ones in TLS 1.3
 * @param ticket content of session_ticket (RFC 5077 section 3.2): none for no such extension, no bytes to ask for a ticket. In TLS 1.3 (RFC 8446
 *     section 4.6.1), where a ticket and its key are the prober's own, always no bytes: a handshake waits for a ticket, a hello names the latest
 *     one that the endpoint gave
 * @param compressions numbers of compression methods in the order offered, each 0 to 0xff; the usual is null(0) alone
 * @param fallback whether TLS_FALLBACK_SCSV (RFC 7507) stands among the suites
 * @param keyShares the key shares of TLS 1.3
 * @param signatureSchemes numbers for signature_algorithms, most preferred first, each 0 to 0xffff; empty for the usual ones
 */
public record Extras(
        Bytes sessionId,
        Optional<Bytes> ticket,
        List<Integer> compressions,
        boolean fallback,
        KeyShares keyShares,
        List<Integer> signatureSchemes) {
    /** Nothing beyond the usual. */
    public static final Extras NONE =
            new Extras(Bytes.EMPTY, Optional.empty(), List.of(0), false, KeyShares.USUAL, List.of());

    /** RFC 8446 section 4.1.2: legacy_session_id&lt;0..32&gt;. */
    private static final int LONGEST_SESSION_ID = 32;

    /** Checks and copies. */
    public Extras {
        compressions = List.copyOf(compressions);
        signatureSchemes = List.copyOf(signatureSchemes);
        if (sessionId.length() > LONGEST_SESSION_ID
                || ticket.filter(it -> it.length() > 0xffff).isPresent()) {
            throw new IllegalArgumentException("a session id or a ticket is too long");
        }
        if (compressions.isEmpty() || compressions.size() > 0xff || outside(compressions, 0xff)) {
            throw new IllegalArgumentException("no list of compressions: " + compressions);
        }
        if (signatureSchemes.size() > 0x7ffe || outside(signatureSchemes, 0xffff)) {
            throw new IllegalArgumentException("no list of signature schemes: " + signatureSchemes);
        }
    }

    private static boolean outside(List<Integer> numbers, int most) {
        return numbers.stream().anyMatch(number -> number < 0 || number > most);
    }

    /**
     * The session to be taken up.
     *
     * @param id at most 32 bytes
     * @return a copy
     */
    public Extras withSession(Bytes id) {
        return new Extras(id, ticket, compressions, fallback, keyShares, signatureSchemes);
    }

    /**
     * The content of session_ticket.
     *
     * @param content a ticket, or no bytes to ask for one
     * @return a copy
     */
    public Extras withTicket(Bytes content) {
        return new Extras(sessionId, Optional.of(content), compressions, fallback, keyShares, signatureSchemes);
    }

    /**
     * The compression methods.
     *
     * @param numbers at least one
     * @return a copy
     */
    public Extras withCompressions(List<Integer> numbers) {
        return new Extras(sessionId, ticket, numbers, fallback, keyShares, signatureSchemes);
    }

    /**
     * As a client that has tried a later version before.
     *
     * @return a copy
     */
    public Extras asFallback() {
        return new Extras(sessionId, ticket, compressions, true, keyShares, signatureSchemes);
    }

    /**
     * The key shares.
     *
     * @param shares which
     * @return a copy
     */
    public Extras withKeyShares(KeyShares shares) {
        return new Extras(sessionId, ticket, compressions, fallback, shares, signatureSchemes);
    }

    /**
     * The signature schemes.
     *
     * @param numbers of schemes, most preferred first
     * @return a copy
     */
    public Extras withSignatureSchemes(List<Integer> numbers) {
        return new Extras(sessionId, ticket, compressions, fallback, keyShares, numbers);
    }

    /** Why an offer cannot have them; empty if it can. */
    Optional<String> misfit(Way way, ProtocolVersion version, Shape shape) {
        if (Objects.equals(this, NONE)) {
            return Optional.empty();
        }
        if (version == ProtocolVersion.SSL_2_0) {
            return Optional.of("a hello of SSL 2.0 has no extras");
        }
        boolean extensions = !version.before(ProtocolVersion.TLS_1_0) && shape != Shape.WITHOUT_EXTENSIONS;
        if (!extensions && (ticket.isPresent() || !signatureSchemes.isEmpty())) {
            return Optional.of("a ticket and signature schemes stand in extensions");
        }
        if (version == ProtocolVersion.TLS_1_3
                && ticket.filter(content -> content.length() > 0).isPresent()) {
            return Optional.of("a ticket of TLS 1.3 is the prober's own");
        }
        if (version.before(ProtocolVersion.TLS_1_2) && !signatureSchemes.isEmpty()) {
            return Optional.of("signature schemes begin with TLS 1.2"); // RFC 5246 section 7.4.1.4.1
        }
        if (version.before(ProtocolVersion.TLS_1_3) && keyShares != KeyShares.USUAL) {
            return Optional.of("key shares begin with TLS 1.3");
        }
        Extras possible = new Extras(
                Bytes.EMPTY, ticket.map(content -> Bytes.EMPTY), List.of(0), false, KeyShares.USUAL, signatureSchemes);
        return way == Way.HANDSHAKE && !equals(possible)
                ? Optional.of("a handshake asks for a ticket and restricts signature schemes; no more")
                : Optional.empty();
    }
}
