package dev.extls.inquiry;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A server as a function: version first, then suite, each refused in its own way (RFC 8446 section 4.1.1, RFC 5246 section 7.4.1.3). */
record SimulatedServer(
        Set<ProtocolVersion> enabled,
        Predicate<CipherSuite> suites,
        boolean readsSupportedVersions,
        Outcome versionRefused,
        Outcome suitesRefused)
        implements Function<Offer, Outcome> {
    static final Outcome PROTOCOL_VERSION = new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION));
    static final Outcome HANDSHAKE_FAILURE = new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE));
    static final Outcome FIN = new Outcome.Closed();
    static final Outcome RST = new Outcome.Reset();
    static final Outcome SILENT = new Outcome.Silent("20 s, 0 bytes");

    SimulatedServer(Set<ProtocolVersion> enabled, Outcome versionRefused) {
        this(enabled, suite -> !KnownSuites.apart(suite), true, versionRefused, HANDSHAKE_FAILURE);
    }

    /** The same one with other suites. */
    SimulatedServer with(Predicate<CipherSuite> others) {
        return new SimulatedServer(enabled, others, readsSupportedVersions, versionRefused, suitesRefused);
    }

    /** The same one before TLS 1.3 was known: only the version field of the hello counts. */
    SimulatedServer withoutSupportedVersions() {
        return new SimulatedServer(enabled, suites, false, versionRefused, suitesRefused);
    }

    /** What can be negotiated: versions that are enabled and have a suite. */
    Set<ProtocolVersion> alive() {
        Set<ProtocolVersion> alive = EnumSet.noneOf(ProtocolVersion.class);
        enabled.stream()
                .filter(version -> KnownSuites.of(version).stream().anyMatch(suites))
                .forEach(alive::add);
        return alive;
    }

    @Override
    public Outcome apply(Offer offer) {
        Optional<ProtocolVersion> version = version(offer);
        if (version.isEmpty()) {
            return versionRefused;
        }
        List<CipherSuite> ofVersion = KnownSuites.of(version.get());
        return offer.suites().stream()
                .filter(suite -> ofVersion.contains(suite) && suites.test(suite))
                .findFirst()
                .map(suite -> chosen(offer, new Selection(version.get(), suite, -1, "", false)))
                .orElse(suitesRefused);
    }

    private Optional<ProtocolVersion> version(Offer offer) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(enabled::contains)
                .filter(version -> offered(version, offer))
                .max(Comparator.naturalOrder());
    }

    private boolean offered(ProtocolVersion version, Offer offer) {
        if (offer.version() == ProtocolVersion.SSL_2_0 || version == ProtocolVersion.SSL_2_0) {
            return offer.version() == version;
        }
        if (offer.version() != ProtocolVersion.TLS_1_3) {
            return !offer.version().before(version);
        }
        return readsSupportedVersions
                ? version == ProtocolVersion.TLS_1_3 || offer.lower().contains(version)
                : version != ProtocolVersion.TLS_1_3;
    }

    private static Outcome chosen(Offer offer, Selection selection) {
        if (offer.way() == Way.HELLO) {
            return new Outcome.Selected(selection, Stop.AS_ASKED, "");
        }
        return selection.version() == offer.version()
                ? new Outcome.Negotiated(selection)
                : new Outcome.Selected(selection, Stop.OUR_REFUSAL, "a lower version");
    }
}
