package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.SampleFlight;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.Extensions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FactInquiryTest {
    private static final CipherSuite SUITE = new CipherSuite(0xc014);
    private static final Bytes TICKET =
            Bytes.fromHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3");
    private static final Bytes ID = Bytes.fromHex("0102030405060708");
    private static final List<String> HTTP = List.of("h2", "http/1.1");

    /** How an offer is answered: a flight, or an outcome in its place. */
    private record Reply(Outcome outcome, SampleFlight flight) {
        static Reply of(Offer offer, SampleFlight flight, String alpn) {
            Selection selection = new Selection(offer.version(), SUITE, 29, alpn, false);
            return new Reply(
                    offer.way() == Way.HANDSHAKE
                            ? new Outcome.Negotiated(selection)
                            : new Outcome.Selected(selection, Stop.AS_ASKED, ""),
                    flight);
        }

        static Reply of(Offer offer, Outcome outcome) {
            return new Reply(outcome, SampleFlight.of(offer.version(), SUITE));
        }
    }

    private static Reply alert(Offer offer, int description) {
        return Reply.of(offer, new Outcome.Alerted(new Alert(2, description)));
    }

    private static SampleFlight plain(Offer offer) {
        return SampleFlight.of(offer.version(), SUITE).session(ID);
    }

    private static void add(Seen seen, Offer offer, Reply reply) {
        seen.add(offer, reply.outcome());
        if (reply.outcome().chosen().isPresent()) {
            seen.sending(reply.flight().answering(offer));
        }
    }

    /** TLS 1.2 and 1.1 live; then facts are asked for to the end. */
    private static List<Observation> course(Function<Offer, Reply> server, List<String> alpn) {
        Seen seen = Seen.nothing();
        for (ProtocolVersion version : List.of(TLS_1_2, TLS_1_1)) {
            Offer offer = Offer.handshake(version, alpn);
            add(seen, offer, server.apply(offer));
        }
        seen.asking(Question.FACTS);
        FactInquiry inquiry = new FactInquiry(alpn);
        for (int round = 0; round < 50; round++) {
            List<Offer> offers = inquiry.next(seen.list());
            if (offers.isEmpty()) {
                return seen.list();
            }
            offers.forEach(offer -> add(seen, offer, server.apply(offer)));
        }
        throw new AssertionError("the inquiry does not end");
    }

    private static String fact(FactKind kind, ProtocolVersion version, List<Observation> seen) {
        return EndpointAnswers.of(Seen.DOOR, seen).facts().stream()
                .filter(fact -> fact.kind() == kind && fact.version() == version)
                .map(fact -> (fact.answer() + " " + fact.value()).strip())
                .findFirst()
                .orElse("");
    }

    @Test
    void aServerThatHasEverythingIsSeenToHaveIt() {
        List<Observation> seen = course(
                offer -> {
                    if (offer.extras().fallback()) {
                        return alert(offer, Alert.INAPPROPRIATE_FALLBACK);
                    }
                    SampleFlight flight = plain(offer)
                            .compressing(offer.extras().compressions().get(0))
                            .saying(Extensions.renegotiationInfo(), Extensions.extendedMasterSecret());
                    boolean taken = offer.extras().sessionId().equals(ID);
                    return Reply.of(
                            offer,
                            taken ? flight.resuming(ID) : flight,
                            offer.alpn().isEmpty() ? "" : offer.alpn().get(0));
                },
                HTTP);

        assertThat(fact(FactKind.SECURE_RENEGOTIATION, TLS_1_2, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.EXTENDED_MASTER_SECRET, TLS_1_1, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.SESSION_ID_RESUMPTION, TLS_1_2, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.COMPRESSION, TLS_1_2, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.FALLBACK_SCSV, TLS_1_1, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.ALPN, TLS_1_2, seen)).isEqualTo("YES h2, http/1.1");
        assertThat(seen).hasSize(2 + 4);
    }

    @Test
    void aServerThatHasNothingIsSeenToRefuseIt() {
        List<Observation> seen = course(offer -> Reply.of(offer, plain(offer), ""), HTTP);

        assertThat(fact(FactKind.SECURE_RENEGOTIATION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.EXTENDED_MASTER_SECRET, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.SESSION_ID_RESUMPTION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.COMPRESSION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.FALLBACK_SCSV, TLS_1_1, seen)).isEqualTo("NO");
        assertThat(fact(FactKind.ALPN, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(seen).hasSize(2 + 4);
    }

    /** A server that promises tickets. */
    private static Reply promising(Offer offer, boolean issues, boolean takesUp) {
        boolean asked = offer.extras().ticket().isPresent();
        boolean named = offer.extras().ticket().equals(Optional.of(TICKET));
        SampleFlight flight = asked ? plain(offer).saying(Extensions.sessionTicket(Bytes.EMPTY)) : plain(offer);
        if (named && takesUp) {
            return Reply.of(offer, flight.resuming(offer.extras().sessionId()), "");
        }
        return Reply.of(offer, asked && issues && offer.way() == Way.HANDSHAKE ? flight.issuing(TICKET) : flight, "");
    }

    @Test
    void aTicketIsAskedForByAHandshakeAndNamedByAHello() {
        List<Observation> seen = course(offer -> promising(offer, true, true), List.of());

        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.ALPN, TLS_1_2, seen)).as("not HTTPS").isEmpty();
        assertThat(tickets(seen)).containsExactly(Way.HANDSHAKE, Way.HELLO);
    }

    @Test
    void aTicketThatIsNotTakenUpTwiceIsRefused() {
        List<Observation> seen = course(offer -> promising(offer, true, false), List.of());

        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(tickets(seen)).containsExactly(Way.HANDSHAKE, Way.HELLO, Way.HANDSHAKE, Way.HELLO);
    }

    @Test
    void aPromiseThatIsBrokenTwiceIsARefusal() {
        List<Observation> seen = course(offer -> promising(offer, false, false), List.of());

        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(tickets(seen)).containsExactly(Way.HANDSHAKE, Way.HANDSHAKE);
    }

    @Test
    void aTicketThatGetsNoAnswerIsUnknown() {
        List<Observation> seen = course(
                offer -> offer.extras().ticket().equals(Optional.of(TICKET))
                        ? Reply.of(offer, new Outcome.Reset())
                        : promising(offer, true, true),
                List.of());

        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("UNKNOWN");
        assertThat(tickets(seen).size()).isLessThanOrEqualTo(8);
    }

    @Test
    void handshakesThatDoNotFinishLeaveTheTicketUnknown() {
        List<Observation> seen = course(
                offer -> offer.way() == Way.HANDSHAKE && offer.extras().ticket().isPresent()
                        ? alert(offer, Alert.HANDSHAKE_FAILURE)
                        : promising(offer, true, true),
                List.of());

        assertThat(fact(FactKind.SESSION_TICKET_RESUMPTION, TLS_1_2, seen)).isEqualTo("UNKNOWN");
        assertThat(tickets(seen).size()).isLessThanOrEqualTo(4);
    }

    /** The ways of what was asked for tickets alone. */
    private static List<Way> tickets(List<Observation> seen) {
        return seen.stream()
                .map(Observation::offer)
                .filter(offer -> offer.extras().ticket().isPresent()
                        && offer.extras().compressions().equals(List.of(0)))
                .map(Offer::way)
                .toList();
    }

    @Test
    void sessionsWithoutAnIdAreRefusedWithoutAnyConnection() {
        List<Observation> seen = course(offer -> Reply.of(offer, plain(offer).session(Bytes.EMPTY), ""), List.of());

        assertThat(fact(FactKind.SESSION_ID_RESUMPTION, TLS_1_2, seen)).isEqualTo("NO");
        assertThat(seen).hasSize(2 + 2);
    }

    @Test
    void troubleIsUnknownAfterTwoTries() {
        List<Observation> seen = course(
                offer -> offer.way() == Way.HANDSHAKE
                        ? Reply.of(offer, plain(offer), "h2")
                        : Reply.of(offer, new Outcome.Silent("no answer within 10.0 s")),
                HTTP);

        for (FactKind kind : List.of(FactKind.SESSION_ID_RESUMPTION, FactKind.COMPRESSION)) {
            assertThat(fact(kind, TLS_1_2, seen)).as("%s", kind).isEqualTo("UNKNOWN");
        }
        assertThat(fact(FactKind.FALLBACK_SCSV, TLS_1_1, seen)).isEqualTo("UNKNOWN");
        assertThat(fact(FactKind.ALPN, TLS_1_2, seen))
                .as("as far as it was seen")
                .isEqualTo("YES h2");
        assertThat(seen.size()).isLessThanOrEqualTo(2 + 10);
    }

    @Test
    void anotherAlertToTheFallbackSignalIsNoAnswer() {
        List<Observation> seen = course(
                offer -> offer.extras().fallback()
                        ? alert(offer, Alert.HANDSHAKE_FAILURE)
                        : Reply.of(offer, plain(offer), ""),
                List.of());

        assertThat(fact(FactKind.FALLBACK_SCSV, TLS_1_1, seen)).isEqualTo("UNKNOWN");
    }

    @Test
    void differentAnswersAboutRenegotiationAreToldAsAContradiction() {
        List<Observation> seen = course(
                offer -> Reply.of(
                        offer,
                        offer.way() == Way.HANDSHAKE && offer.version() == TLS_1_2
                                ? plain(offer).saying(Extensions.renegotiationInfo())
                                : plain(offer),
                        ""),
                List.of());

        assertThat(fact(FactKind.SECURE_RENEGOTIATION, TLS_1_2, seen)).isEqualTo("YES");
        assertThat(fact(FactKind.SECURE_RENEGOTIATION, TLS_1_1, seen)).isEqualTo("NO");
    }

    @Test
    void anyMixtureOfAnswersComesToAnEnd() {
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println("anyMixtureOfAnswersComesToAnEnd: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Observation> seen = course(
                    offer -> switch (random.nextInt(5)) {
                        case 0 -> alert(offer, random.nextInt(256));
                        case 1 -> Reply.of(offer, new Outcome.Reset());
                        case 2 -> Reply.of(offer, new Outcome.Silent("x"));
                        case 3 ->
                            Reply.of(offer, plain(offer).resuming(offer.extras().sessionId()), "h2");
                        default -> Reply.of(offer, plain(offer).compressing(random.nextInt(256)), "x");
                    },
                    HTTP);

            assertThat(EndpointAnswers.of(Seen.DOOR, seen).facts()).isNotNull();
        }
    }
}
