package dev.extls.net;

import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extensions;
import dev.extls.wire.Sslv2ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the bytes that we really sent against the offer: an answer to another question is no answer. */
final class SentHello {
    private SentHello() {}

    /**
     * What is wrong with the hello that was sent, or empty if it is the offer.
     *
     * @param offer what should have been proposed
     * @param serverName what should stand in server_name, or empty
     * @param sent all TLS bytes that we sent
     */
    static Optional<String> fault(Offer offer, Optional<String> serverName, Bytes sent) {
        ClientHelloReader.Reading reading = ClientHelloReader.read(sent);
        if (offer.version() == ProtocolVersion.SSL_2_0) {
            return reading instanceof ClientHelloReader.Reading.Sslv2 old
                    ? sslv2Fault(offer, old.hello())
                    : Optional.of("no SSL 2.0 hello was sent");
        }
        if (!(reading instanceof ClientHelloReader.Reading.Whole whole)) {
            return Optional.of("no whole ClientHello was sent");
        }
        ClientHello hello = whole.hello();
        return versionFault(offer, hello)
                .or(() -> suiteFault(offer, hello))
                .or(() -> groupFault(offer, hello))
                .or(() -> fault("server name", serverName, hello.serverName()))
                .or(() -> fault("application protocols", offer.alpn(), hello.alpn()))
                .or(() -> shapeFault(offer, hello))
                .or(() -> extrasFault(offer, hello));
    }

    private static Optional<String> sslv2Fault(Offer offer, Sslv2ClientHello hello) {
        return fault("version", ProtocolVersion.SSL_2_0.code(), hello.version())
                .or(() -> fault("cipher kinds", offer.suites(), hello.kinds()));
    }

    /** Below TLS 1.3 a ClientHello names the highest version only; what matters is that it is the one in question. */
    private static Optional<String> versionFault(Offer offer, ClientHello hello) {
        List<ProtocolVersion> offered = hello.offeredVersions();
        List<ProtocolVersion> listed = new ArrayList<>(List.of(offer.version()));
        listed.addAll(offer.lower());
        boolean right = offer.version() == ProtocolVersion.TLS_1_3
                ? offered.containsAll(listed) && listed.containsAll(offered)
                : offered.stream().max(ProtocolVersion::compareTo).equals(Optional.of(offer.version()));
        return right ? Optional.empty() : Optional.of("the hello that was sent offers " + offered);
    }

    private static Optional<String> suiteFault(Offer offer, ClientHello hello) {
        List<CipherSuite> suites = new ArrayList<>(hello.suites());
        suites.remove(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        suites.remove(CipherSuite.TLS_FALLBACK_SCSV);
        return fault("suites", offer.suites(), suites);
    }

    /** BouncyCastle leaves out the groups that a version does not have; it must not leave out all, nor change the order. */
    private static Optional<String> groupFault(Offer offer, ClientHello hello) {
        List<NamedGroup> sent = hello.groups();
        if (sent.equals(offer.groups())) {
            return Optional.empty();
        }
        List<NamedGroup> inOrder = new ArrayList<>(offer.groups());
        inOrder.retainAll(sent);
        boolean some = offer.groups().isEmpty() || !sent.isEmpty();
        return some ? fault("groups", inOrder, sent) : Optional.of("the hello that was sent offers no group");
    }

    private static Optional<String> shapeFault(Offer offer, ClientHello hello) {
        boolean right = switch (offer.shape()) {
            case PLAIN, WITHOUT_SERVER_NAME -> true;
            case SHORT -> hello.message().length() <= 0xff;
            case WITHOUT_EXTENSIONS -> hello.extensions().isEmpty();
        };
        return right
                ? Optional.empty()
                : Optional.of("the hello that was sent has " + hello.message().length() + " bytes and "
                        + hello.extensions().size() + " extensions");
    }

    private static Optional<String> extrasFault(Offer offer, ClientHello hello) {
        Extras extras = offer.extras();
        boolean anySession =
                offer.version() == ProtocolVersion.TLS_1_3 && extras.sessionId().length() == 0;
        return (anySession ? Optional.<String>empty() : fault("session id", extras.sessionId(), hello.sessionId()))
                .or(() -> ticketFault(offer, hello))
                .or(() -> fault("compressions", extras.compressions(), hello.compressions()))
                .or(() -> fault(
                        "fallback signals", extras.fallback(), hello.suites().contains(CipherSuite.TLS_FALLBACK_SCSV)))
                .or(() -> shareFault(offer, hello))
                .or(() -> schemeFault(extras.signatureSchemes(), hello.signatureSchemes()));
    }

    /** A ticket of TLS 1.3 is a pre-shared key (RFC 8446 section 2.2); a handshake waits for one and names none. */
    private static Optional<String> ticketFault(Offer offer, ClientHello hello) {
        if (offer.version() != ProtocolVersion.TLS_1_3) {
            return fault("ticket", offer.extras().ticket(), hello.ticket());
        }
        boolean wanted = offer.way() == Way.HELLO && offer.extras().ticket().isPresent();
        return fault(
                "pre-shared keys",
                wanted,
                hello.extension(Extensions.PRE_SHARED_KEY).isPresent());
    }

    /** What BouncyCastle sends a share of in a handshake is its own affair. */
    private static Optional<String> shareFault(Offer offer, ClientHello hello) {
        return offer.way() == Way.HANDSHAKE || offer.version() != ProtocolVersion.TLS_1_3
                ? Optional.empty()
                : fault("key shares", List.copyOf(MadeUpShares.of(offer).keySet()), hello.shares());
    }

    /** BouncyCastle leaves out the schemes that it does not have; it must not leave out all. */
    private static Optional<String> schemeFault(List<Integer> wanted, List<Integer> sent) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> inOrder = new ArrayList<>(wanted);
        inOrder.retainAll(sent);
        return sent.isEmpty()
                ? Optional.of("the hello that was sent offers no signature scheme")
                : fault("signature schemes", inOrder, sent);
    }

    private static Optional<String> fault(String what, Object wanted, Object sent) {
        return wanted.equals(sent)
                ? Optional.empty()
                : Optional.of("the hello that was sent has other " + what + ": " + sent);
    }
}
