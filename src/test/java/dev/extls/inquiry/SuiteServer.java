package dev.extls.inquiry;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A server as a function: version first, then suite.
 *
 * @param suites what it is configured with in each version, most preferred first
 * @param ownOrder whether its order decides, not the client's
 * @param broken suites that it chooses, and then cannot do
 * @param refusal how it refuses suites
 * @param breakdown how a choice of a broken suite ends
 */
record SuiteServer(
        Map<ProtocolVersion, List<CipherSuite>> suites,
        boolean ownOrder,
        Set<CipherSuite> broken,
        Outcome refusal,
        Outcome breakdown)
        implements Function<Offer, Outcome> {
    static final Outcome HANDSHAKE_FAILURE = new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE));
    private static final Outcome PROTOCOL_VERSION = new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION));

    /** One version, the server's order, alerts. */
    static SuiteServer of(ProtocolVersion version, List<CipherSuite> suites) {
        return new SuiteServer(Map.of(version, suites), true, Set.of(), HANDSHAKE_FAILURE, HANDSHAKE_FAILURE);
    }

    static SuiteServer of(ProtocolVersion version, String... names) {
        return of(version, named(names));
    }

    static List<CipherSuite> named(String... names) {
        return Arrays.stream(names)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }

    SuiteServer and(ProtocolVersion version, List<CipherSuite> more) {
        Map<ProtocolVersion, List<CipherSuite>> all = new EnumMap<>(suites);
        all.put(version, more);
        return new SuiteServer(all, ownOrder, broken, refusal, breakdown);
    }

    SuiteServer inTheOrderOfTheClient() {
        return new SuiteServer(suites, false, broken, refusal, breakdown);
    }

    SuiteServer refusingBy(Outcome outcome) {
        return new SuiteServer(suites, ownOrder, broken, outcome, breakdown);
    }

    /** Chooses these and then fails. */
    SuiteServer breakingDown(Set<CipherSuite> more, Outcome how) {
        return new SuiteServer(suites, ownOrder, more, refusal, how);
    }

    /** What can be negotiated. */
    List<CipherSuite> working(ProtocolVersion version) {
        return suites.getOrDefault(version, List.of()).stream()
                .filter(suite -> !broken.contains(suite))
                .toList();
    }

    @Override
    public Outcome apply(Offer offer) {
        Optional<ProtocolVersion> version = Stream.concat(Stream.of(offer.version()), offer.lower().stream())
                .filter(suites::containsKey)
                .findFirst();
        if (version.isEmpty()) {
            return PROTOCOL_VERSION;
        }
        List<CipherSuite> configured = suites.get(version.get());
        List<CipherSuite> common = new ArrayList<>(ownOrder ? configured : offer.suites());
        common.retainAll(Set.copyOf(ownOrder ? offer.suites() : configured));
        if (common.isEmpty()) {
            return refusal;
        }
        if (broken.contains(common.get(0))) {
            return breakdown;
        }
        Selection selection = new Selection(version.get(), common.get(0), -1, "", false);
        return offer.way() == Way.HANDSHAKE
                ? new Outcome.Negotiated(selection)
                : new Outcome.Selected(selection, Stop.AS_ASKED, "");
    }
}
