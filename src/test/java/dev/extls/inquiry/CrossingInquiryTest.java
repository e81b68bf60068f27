package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrossingInquiryTest {
    private static final CipherSuite SUITE = new CipherSuite(0xc030);
    private static final Session BY_ID =
            new Session(TLS_1_2, SUITE, Extras.NONE.withSession(Bytes.fromHex("01".repeat(32))));
    private static final Session BY_TICKET = new Session(
            TLS_1_2,
            SUITE,
            Extras.NONE.withTicket(Bytes.fromHex("02".repeat(160))).withSession(Bytes.fromHex("02".repeat(32))));

    @Test
    void sessionsAreMadeByHandshakesOfTheSuiteThatWasNegotiatedAndAskForATicket() {
        Seen seen = Seen.nothing().negotiated(TLS_1_2);

        List<Offer> offers = CrossingInquiry.ofVirtual(List.of(), 1).next(seen.list());

        assertThat(offers).hasSize(4).allSatisfy(offer -> {
            assertThat(offer.way()).isEqualTo(Way.HANDSHAKE);
            assertThat(offer.version()).isEqualTo(TLS_1_2);
            assertThat(offer.suites())
                    .containsExactlyElementsOf(seen.list().get(0).outcome().chosen().stream()
                            .map(selection -> selection.suite())
                            .toList());
            assertThat(offer.extras().ticket()).isEqualTo(Optional.of(Bytes.EMPTY));
        });
    }

    @Test
    void sessionsThatWereMadeBeforeTheCrossingBeganDoNotCount() {
        Seen seen = Seen.nothing().negotiated(TLS_1_2).asking(Question.PASSAGE).negotiated(TLS_1_2);
        Observation latest = seen.list().get(1);

        assertThat(CrossingInquiry.ofVirtual(List.of(), latest.number()).next(seen.list()))
                .hasSize(4);
        assertThat(CrossingInquiry.ofVirtual(List.of(), latest.number() - 1).next(seen.list()))
                .hasSize(3);
    }

    @Test
    void whereNoHandshakeFinishedUpToTls12ThereAreNoSessions() {
        assertThat(CrossingInquiry.ofVirtual(List.of(), 1)
                        .next(Seen.nothing().chose(TLS_1_2, TLS_1_2).list()))
                .isEmpty();
        assertThat(CrossingInquiry.ofVirtual(List.of(), 1)
                        .next(Seen.nothing().negotiated(TLS_1_3).list()))
                .isEmpty();
    }

    @Test
    void whoIsNotReachedIsNotAskedOn() {
        Seen seen = Seen.nothing()
                .negotiated(TLS_1_2)
                .ended(TLS_1_2, new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "Connection refused"));

        assertThat(CrossingInquiry.ofVirtual(List.of(), 1).next(seen.list())).isEmpty();
        assertThat(CrossingInquiry.ofMember(List.of(), 1, List.of(BY_ID)).next(seen.list()))
                .isEmpty();
    }

    @Test
    void aMemberMakesASessionOfItsOwnFirstAndIsThenToldOfTheOthersOnceEach() {
        Seen seen = Seen.nothing().negotiated(TLS_1_2);
        CrossingInquiry inquiry = CrossingInquiry.ofMember(List.of(), 1, List.of(BY_ID, BY_TICKET));

        List<Offer> own = inquiry.next(seen.list());
        assertThat(own)
                .singleElement()
                .satisfies(offer -> assertThat(offer.way()).isEqualTo(Way.HANDSHAKE));

        seen.asking(Question.PASSAGE).negotiated(TLS_1_2);
        List<Offer> hellos = inquiry.next(seen.list());
        assertThat(hellos)
                .extracting(Offer::way, Offer::suites, Offer::extras)
                .containsExactly(
                        tuple(Way.HELLO, List.of(SUITE), BY_ID.named()),
                        tuple(Way.HELLO, List.of(SUITE), BY_TICKET.named()));

        hellos.forEach(hello -> seen.add(hello, new Outcome.Silent("10 s, 0 bytes")));
        assertThat(inquiry.next(seen.list())).isEmpty();
    }

    @Test
    void aMemberThatNobodyHasSessionsForIsAskedNothing() {
        assertThat(CrossingInquiry.ofMember(List.of(), 1, List.of())
                        .next(Seen.nothing().negotiated(TLS_1_2).list()))
                .isEmpty();
    }

    @Test
    void aSessionOfAVersionThatAMemberDoesNotSpeakIsNotNamedToIt() {
        Seen seen = Seen.nothing().negotiated(TLS_1_3).asking(Question.PASSAGE).negotiated(TLS_1_3);

        assertThat(CrossingInquiry.ofMember(List.of(), 1, List.of(BY_ID)).next(seen.list()))
                .isEmpty();
    }

    @Test
    void theSeriesIsTheSameForEveryEndpointThatSpeaksAnything() {
        PassageInquiry once = new PassageInquiry(List.of("h2", "http/1.1"), 1);
        PassageInquiry twice = new PassageInquiry(List.of("h2", "http/1.1"), 2);
        List<Offer> series = once.next(Seen.nothing().negotiated(TLS_1_2).list());

        assertThat(series).hasSize(4).doesNotHaveDuplicates();
        assertThat(once.next(Seen.nothing().negotiated(TLS_1_3).list())).isEqualTo(series);
        // each twice in a row
        assertThat(twice.next(Seen.nothing().negotiated(TLS_1_2).list()))
                .isEqualTo(series.stream()
                        .flatMap(offer -> List.of(offer, offer).stream())
                        .toList());
        assertThat(once.next(Seen.nothing().rst(TLS_1_2).list())).isEmpty();
    }

    @Test
    void whatOfTheSeriesWasAskedIsNotAskedAgain() {
        PassageInquiry once = new PassageInquiry(List.of(), 1);
        Seen seen = Seen.nothing().negotiated(TLS_1_2).asking(Question.PASSAGE);
        List<Offer> series = once.next(seen.list());
        seen.add(series.get(0), new Outcome.Reset());

        assertThat(once.next(seen.list())).isEqualTo(series.subList(1, 4));
    }
}
