package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tickets of TLS 1.3, and what is said where the question stays open. */
class TicketFactTest {
    private static final CipherSuite SUITE_OF_TLS_1_3 = new CipherSuite(0x1302);
    private static final NamedGroup X25519_MLKEM768 = new NamedGroup(4588);
    private static final Extras WITH_ANY_TICKET = Extras.NONE.withTicket(Bytes.EMPTY);

    private final Seen seen = Seen.nothing();

    private List<Offer> next() {
        return new TicketFact(List.of()).next(Acquaintance.of(seen.list()));
    }

    private Fact fact(ProtocolVersion version) {
        return new TicketFact(List.of())
                .facts(Acquaintance.of(seen.list())).stream()
                        .filter(fact -> fact.version() == version)
                        .findFirst()
                        .orElseThrow();
    }

    private static Selection selection(ProtocolVersion version, NamedGroup group) {
        CipherSuite suite = version == TLS_1_3 ? SUITE_OF_TLS_1_3 : new CipherSuite(0xc030);
        return new Selection(version, suite, group.code(), "", false);
    }

    private void finished(Offer offer, NamedGroup group) {
        seen.add(offer, new Outcome.Negotiated(selection(offer.version(), group)));
    }

    private void tls13(NamedGroup group) {
        finished(Offer.handshake(TLS_1_3, List.of()), group);
    }

    private static Offer forTicket() {
        return Offer.handshake(TLS_1_3, List.of())
                .withSuites(List.of(SUITE_OF_TLS_1_3))
                .withGroups(List.of(NamedGroup.X25519))
                .with(WITH_ANY_TICKET);
    }

    @Test
    void aHandshakeOfTls13ThatOffersWhatWasChosenAndNothingElseIsToBeGivenATicket() {
        tls13(NamedGroup.X25519);

        assertThat(next()).containsExactly(forTicket());
    }

    @Test
    void theLatestHandshakeThatFinishedIsMadeOnceMore() {
        tls13(NamedGroup.SECP384R1);
        tls13(NamedGroup.X25519);

        assertThat(next()).containsExactly(forTicket());
    }

    @Test
    void theTicketIsNamedByAHelloWithTheGroupThatWasChosen() {
        tls13(NamedGroup.X25519);
        seen.asking(Question.FACTS);
        finished(forTicket(), NamedGroup.X25519);

        assertThat(next()).singleElement().satisfies(offer -> {
            assertThat(offer.way()).isEqualTo(Way.HELLO);
            assertThat(offer.suites()).containsExactly(SUITE_OF_TLS_1_3);
            assertThat(offer.groups()).containsExactly(NamedGroup.X25519);
            assertThat(offer.extras()).isEqualTo(WITH_ANY_TICKET.withKeyShares(KeyShares.EVERY_CURVE));
        });
    }

    @Test
    void whereNoHelloCanNameTheTicketTwiceItIsUnknown() {
        tls13(NamedGroup.X25519);
        seen.asking(Question.FACTS);
        for (int time = 0; time < 2; time++) {
            finished(forTicket(), NamedGroup.X25519);
            seen.add(next().get(0), new Outcome.NotOffered("no ticket came"));
        }

        assertThat(next()).isEmpty();
        assertThat(fact(TLS_1_3).answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(fact(TLS_1_3).why()).isEqualTo("no ticket came");
        assertThat(fact(TLS_1_3).evidence()).containsExactly("o2", "o4", "o3", "o5");
    }

    @Test
    void handshakesForATicketThatFailAreTriedFourTimes() {
        tls13(NamedGroup.X25519);
        seen.asking(Question.FACTS);
        for (int time = 0; time < 4; time++) {
            assertThat(next()).containsExactly(forTicket());
            seen.add(forTicket(), new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE)));
        }

        assertThat(next()).isEmpty();
        assertThat(fact(TLS_1_3).why()).isEqualTo("the hello was answered by " + new Alert(2, Alert.HANDSHAKE_FAILURE));
    }

    @Test
    void aGroupOfWhichOurHelloHasNoShareLeavesItUnknown() {
        tls13(X25519_MLKEM768);

        assertThat(next()).isEmpty();
        assertThat(fact(TLS_1_3).answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(fact(TLS_1_3).why()).isEqualTo("our side cannot ask with the group that the server chooses");
    }

    @Test
    void withoutAFinishedHandshakeThereIsNoSession() {
        seen.add(
                Offer.handshake(TLS_1_3, List.of()),
                new Outcome.Selected(selection(TLS_1_3, NamedGroup.X25519), Stop.PEER_CLOSED, ""));

        assertThat(next()).isEmpty();
        assertThat(fact(TLS_1_3).why()).isEqualTo("no handshake finished, so there is no session");
    }

    @Test
    void upToTls12NothingIsAskedBeforeATicketIsPromised() {
        finished(Offer.handshake(TLS_1_2, List.of()), NamedGroup.X25519);

        assertThat(next()).isEmpty();
        assertThat(fact(TLS_1_2).answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(fact(TLS_1_2).why()).isEqualTo("not asked");
        assertThat(new TicketFact(List.of()).facts(Acquaintance.of(seen.list())))
                .hasSize(1);
    }

    @Test
    void bothVersionsHaveAFactOfTheirOwn() {
        tls13(NamedGroup.X25519);
        finished(Offer.handshake(TLS_1_2, List.of()), NamedGroup.X25519);

        assertThat(new TicketFact(List.of()).facts(Acquaintance.of(seen.list())))
                .extracting(Fact::version)
                .containsExactly(TLS_1_2, TLS_1_3);
        assertThat(Objects.requireNonNull(next().get(0)).version()).isEqualTo(TLS_1_3);
    }
}
