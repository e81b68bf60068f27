package dev.extls.net;

import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the bytes that we really sent against the offer: an answer to another question is no answer. */
final class SentHello {
    private SentHello() {}

    /** What is wrong with the hello that was sent, or empty if it is the offer. */
    static Optional<String> fault(Offer offer, Bytes sent) {
        ClientHelloReader.Reading reading = ClientHelloReader.read(sent);
        if (offer.version() == ProtocolVersion.SSL_2_0) {
            return reading instanceof ClientHelloReader.Reading.Sslv2
                    ? Optional.empty()
                    : Optional.of("no SSL 2.0 hello was sent");
        }
        if (!(reading instanceof ClientHelloReader.Reading.Whole whole)) {
            return Optional.of("no whole ClientHello was sent");
        }
        return versionFault(offer, whole.hello()).or(() -> suiteFault(offer, whole.hello()));
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
        return suites.equals(offer.suites())
                ? Optional.empty()
                : Optional.of("the hello that was sent offers other suites: " + suites);
    }
}
