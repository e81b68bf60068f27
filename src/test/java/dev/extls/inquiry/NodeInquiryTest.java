package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class NodeInquiryTest {
    private static final Outcome SILENT = new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "so");

    @Test
    void oneNodeIsEnoughWhenTenMoreConnectionsShowNoOther() {
        assertThat(asked(Sampling.USUAL, number -> "EX01")).hasSize(12);
    }

    @Test
    void aNewNodeMakesItGoOnToTheBound() {
        assertThat(asked(Sampling.USUAL, number -> number == 7 ? "EX02" : "EX01"))
                .hasSize(18);
        assertThat(asked(Sampling.USUAL, number -> "EX" + number)).hasSize(20);
    }

    @Test
    void whatWasToldIsWhatIsMade() {
        assertThat(asked(Sampling.of(500), number -> "EX01")).hasSize(500);
        assertThat(asked(Sampling.of(1), number -> "EX01")).hasSize(1);
    }

    @Test
    void whereTheFirstTellNothingNoMoreAreMade() {
        assertThat(asked(Sampling.USUAL, number -> "")).hasSize(4);
        assertThat(asked(Sampling.of(500), number -> number == 2 ? "EX01" : "")).hasSize(500);
    }

    @Test
    void theOfferIsAHandshakeThatFinishedInTheVersionThatTellsMost() {
        assertThat(offer(Seen.nothing().negotiated(TLS_1_3).negotiated(TLS_1_0).negotiated(TLS_1_2)))
                .satisfies(offer -> {
                    assertThat(offer.version()).isEqualTo(TLS_1_2);
                    assertThat(offer.way()).isEqualTo(Way.HANDSHAKE);
                });
    }

    @Test
    void aVersionThatSomeNodeRefusesIsTakenLast() {
        Seen seen = Seen.nothing()
                .negotiated(TLS_1_2)
                .alert(TLS_1_2, Alert.PROTOCOL_VERSION)
                .negotiated(TLS_1_0);

        assertThat(offer(seen).version()).isEqualTo(TLS_1_0);
    }

    @Test
    void whereNoHandshakeFinishedTheHelloIsMadeAgain() {
        assertThat(offer(Seen.nothing().chose(TLS_1_2, TLS_1_2)).way()).isEqualTo(Way.HELLO);
    }

    @Test
    void whereNothingIsSpokenNothingIsAsked() {
        assertThat(new NodeInquiry(20, 10)
                        .next(Seen.nothing().ended(TLS_1_2, SILENT).list()))
                .isEmpty();
    }

    @Test
    void samplesAnswerNoQuestionButTheirOwn() {
        Seen seen = Seen.nothing().negotiated(TLS_1_2).asking(Question.NODES);
        for (int i = 0; i < 8; i++) {
            seen.alert(TLS_1_2, Alert.PROTOCOL_VERSION);
            seen.negotiated(TLS_1_0);
        }

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(answers.versions().get(TLS_1_2))
                .isEqualTo(EndpointAnswers.of(Seen.DOOR, seen.list().subList(0, 1))
                        .versions()
                        .get(TLS_1_2));
        assertThat(answers.versions().get(TLS_1_0)).extracting(Answer::kind).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(answers.sightings()).hasSize(16);
    }

    @Test
    void membersAreAskedOnceAndPlainEndpointsWhenANumberIsTold() {
        assertThat(most(Sampling.USUAL)).containsExactly(0, 20, 1);
        assertThat(most(Sampling.of(500))).containsExactly(500, 500, 1);
        assertThat(most(Sampling.of(0))).containsExactly(0, 0, 0);
        assertThat(most(Sampling.USUAL.seeingPages())).containsExactly(1, 20, 1);
        assertThat(most(Sampling.NONE.seeingPages())).containsExactly(1, 0, 0);
        assertThatThrownBy(() -> Sampling.of(Sampling.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Integer> most(Sampling sampling) {
        return List.of(Role.STANDALONE, Role.VIRTUAL, Role.MEMBER).stream()
                .map(role -> sampling.most(new Endpoint(
                        "mail.contoso.test",
                        Service.HTTPS,
                        "mail.contoso.test",
                        "mail.contoso.test",
                        "10.0.0.11",
                        443,
                        Map.of(),
                        "pool",
                        role)))
                .toList();
    }

    private static Offer offer(Seen seen) {
        List<Offer> offers = new NodeInquiry(20, 10).next(seen.list());
        assertThat(offers).isNotEmpty().allMatch(offers.get(0)::equals);
        return offers.get(0);
    }

    /** Every sample that is made, where each connection tells a name, or nothing where that is empty. */
    private static List<Observation> asked(Sampling sampling, IntFunction<String> names) {
        Endpoint virtual = new Endpoint(
                "mail.contoso.test",
                Service.SMTP,
                "mail.contoso.test",
                "mail.contoso.test",
                "10.0.0.11",
                25,
                Map.of(),
                "pool",
                Role.VIRTUAL);
        Inquiry inquiry = sampling.of(virtual).orElseThrow();
        List<Observation> seen =
                new ArrayList<>(Seen.nothing().negotiated(TLS_1_2).list());
        for (List<Offer> next = inquiry.next(seen); !next.isEmpty(); next = inquiry.next(seen)) {
            for (Offer offer : next) {
                seen.add(sample(seen.get(0), seen.size(), offer, names.apply(seen.size())));
            }
        }
        return seen.subList(1, seen.size());
    }

    private static Observation sample(Observation like, int number, Offer offer, String name) {
        return new Observation(
                number + 1,
                Question.NODES,
                like.endpoint(),
                offer,
                name.isEmpty() ? SILENT : new Outcome.Negotiated(selection(offer.version())),
                like.started().plusSeconds(number),
                like.took(),
                like.localAddress(),
                new Learned("", name, "", List.of()),
                List.of(),
                like.trust(),
                like.transcript());
    }

    private static Selection selection(ProtocolVersion version) {
        return new Selection(
                version, Offer.handshake(version, List.of()).suites().get(0), 0, "", false);
    }
}
