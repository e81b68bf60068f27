package dev.extls.inquiry;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A way to a server on which some connections come to grief by chance, each by itself: most fail, some are refused in the name of the server, and the
 * choice of a few is changed into another one that reads well.
 *
 * @param server what answers behind it
 * @param random decides
 * @param share of the connections that come to grief, 0 to 1
 */
record FaultyWay(Function<Offer, Outcome> server, Random random, double share) implements Function<Offer, Outcome> {
    private static final int KINDS = 100;

    // RFC 8446 section 6
    private static final int UNEXPECTED_MESSAGE = 10;
    private static final int ILLEGAL_PARAMETER = 47;
    private static final int DECODE_ERROR = 50;

    private static final int REFUSALS_IN_A_HUNDRED_ALERTS = 15;

    @Override
    public Outcome apply(Offer offer) {
        Outcome outcome = server.apply(offer);
        return random.nextDouble() < share ? spoilt(offer, outcome) : outcome;
    }

    private Outcome spoilt(Offer offer, Outcome outcome) {
        int kind = random.nextInt(KINDS);
        if (kind < 35) {
            return random.nextBoolean() ? new Outcome.Closed() : new Outcome.Reset();
        }
        if (kind < 60) {
            return new Outcome.Silent("1 s, 0 bytes");
        }
        if (kind < 75) {
            return new Outcome.Garbled("a record of 0 bytes");
        }
        if (kind < 80) {
            return new Outcome.NotReached(Trouble.RESET, "reset");
        }
        Optional<Selection> chosen = outcome.chosen();
        if (kind < 90) {
            return chosen.<Outcome>map(selection -> new Outcome.Selected(selection, stop(), "broken off"))
                    .orElse(outcome);
        }
        if (kind < 96) {
            return new Outcome.Alerted(new Alert(2, toADamagedHello()));
        }
        return chosen.<Outcome>map(selection -> new Outcome.Selected(
                        changed(offer, selection), offer.way() == Way.HELLO ? Stop.AS_ASKED : Stop.OUR_REFUSAL, ""))
                .orElse(outcome);
    }

    private int toADamagedHello() {
        int which = random.nextInt(100);
        return which < 1
                ? Alert.PROTOCOL_VERSION
                : which < REFUSALS_IN_A_HUNDRED_ALERTS
                        ? Alert.HANDSHAKE_FAILURE
                        : any(List.of(DECODE_ERROR, ILLEGAL_PARAMETER, UNEXPECTED_MESSAGE));
    }

    private Stop stop() {
        return List.of(Stop.PEER_CLOSED, Stop.PEER_RESET, Stop.NO_ANSWER).get(random.nextInt(3));
    }

    /** Another suite of the hello, another group, or a lower version, as the two bytes of one of them may read. */
    private Selection changed(Offer offer, Selection was) {
        int what = random.nextInt(1000);
        if (what < 500) {
            List<CipherSuite> fitting = offer.suites().stream()
                    .filter(suite -> KnownSuites.of(was.version()).contains(suite))
                    .toList();
            return new Selection(was.version(), any(fitting), was.groupCode(), was.alpn(), was.retried());
        }
        if (what < 998) {
            if (was.groupCode() < 0) {
                return was;
            }
            List<NamedGroup> groups = was.version() == ProtocolVersion.TLS_1_3 ? offer.groups() : KnownGroups.CURVES;
            return new Selection(was.version(), was.suite(), any(groups).code(), was.alpn(), was.retried());
        }
        ProtocolVersion lower = any(List.of(ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_2));
        return lower.before(offer.version()) && was.version() != ProtocolVersion.TLS_1_3
                ? new Selection(lower, was.suite(), was.groupCode(), was.alpn(), was.retried())
                : was;
    }

    private <T> T any(List<T> those) {
        return those.get(random.nextInt(those.size()));
    }
}
