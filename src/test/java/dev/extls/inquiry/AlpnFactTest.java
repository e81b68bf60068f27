package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlpnFactTest {
    private static final List<String> HTTP = List.of("h2", "http/1.1");
    private static final List<String> OLD_HTTP = List.of("http/1.1");

    private final Seen seen = Seen.nothing();

    private List<Offer> next() {
        return new AlpnFact(HTTP).next(Acquaintance.of(seen.list()));
    }

    private Fact fact() {
        List<Fact> facts = new AlpnFact(HTTP).facts(Acquaintance.of(seen.list()));
        assertThat(facts).hasSize(1);
        return facts.get(0);
    }

    private static Selection selection(ProtocolVersion version, String alpn) {
        return new Selection(version, new CipherSuite(version == TLS_1_3 ? 0x1302 : 0xc030), 29, alpn, false);
    }

    private AlpnFactTest finished(ProtocolVersion version, List<String> offered, String alpn) {
        seen.add(Offer.handshake(version, offered), new Outcome.Negotiated(selection(version, alpn)));
        return this;
    }

    private AlpnFactTest chosen(Offer offer, String alpn) {
        seen.add(offer, new Outcome.Selected(selection(offer.version(), alpn), Stop.AS_ASKED, ""));
        return this;
    }

    private AlpnFactTest alerted(Offer offer, int level, int description) {
        seen.add(offer, new Outcome.Alerted(new Alert(level, description)));
        return this;
    }

    @Test
    void whatWasNotChosenIsOfferedAloneByAHelloOfTheLatestVersionInClear() {
        finished(TLS_1_3, HTTP, "h2").finished(TLS_1_2, HTTP, "h2").finished(TLS_1_1, HTTP, "h2");

        assertThat(next()).singleElement().satisfies(offer -> {
            assertThat(offer.way()).isEqualTo(Way.HELLO);
            assertThat(offer.version()).isEqualTo(TLS_1_2);
            assertThat(offer.alpn()).isEqualTo(OLD_HTTP);
        });
        assertThat(fact().why()).isEqualTo("the server chose h2; of http/1.1 nothing is known");
        assertThat(fact().evidence()).containsExactly("o2");
    }

    @Test
    void inTls13OnlyAFinishedHandshakeTells() {
        finished(TLS_1_3, HTTP, "h2");

        assertThat(next()).containsExactly(Offer.handshake(TLS_1_3, OLD_HTTP));

        seen.asking(Question.FACTS);
        chosen(Offer.handshake(TLS_1_3, OLD_HTTP), "");
        assertThat(next()).as("not finished").containsExactly(Offer.handshake(TLS_1_3, OLD_HTTP));
        assertThat(fact().why()).endsWith("; of http/1.1 nothing is known");

        finished(TLS_1_3, OLD_HTTP, "http/1.1");
        assertThat(next()).isEmpty();
        assertThat(fact().version()).isEqualTo(TLS_1_3);
        assertThat(fact().answer()).isEqualTo(AnswerKind.YES);
        assertThat(fact().value()).isEqualTo("h2, http/1.1");
        assertThat(fact().why()).isEqualTo("the server chose h2, then http/1.1");
        assertThat(fact().evidence()).containsExactly("o1", "o2", "o3");
    }

    @Test
    void aFatalAlertRefusesTheNamesOfItsHelloAndAWarningDoesNot() {
        finished(TLS_1_2, HTTP, "h2");
        seen.asking(Question.FACTS);
        Offer hello = next().get(0);
        alerted(hello, 1, Alert.NO_APPLICATION_PROTOCOL);

        assertThat(next()).as("a warning").containsExactly(hello);

        alerted(hello, 2, Alert.NO_APPLICATION_PROTOCOL);
        assertThat(next()).isEmpty();
        assertThat(fact().value()).isEqualTo("h2");
        assertThat(fact().why()).isEqualTo("the server chose h2; not http/1.1");
    }

    @Test
    void anotherAlertTellsNothingAndIsNotWaitedForMoreThanTwice() {
        finished(TLS_1_2, HTTP, "h2");
        seen.asking(Question.FACTS);
        Offer hello = next().get(0);
        alerted(hello, 2, Alert.HANDSHAKE_FAILURE);
        assertThat(next()).containsExactly(hello);
        alerted(hello, 2, Alert.HANDSHAKE_FAILURE);

        assertThat(next()).isEmpty();
        assertThat(fact().why()).isEqualTo("the server chose h2; of http/1.1 nothing is known");
    }

    @Test
    void aServerThatChoosesNoneIsNotAskedAgain() {
        finished(TLS_1_2, HTTP, "");

        assertThat(next()).isEmpty();
        assertThat(fact().answer()).isEqualTo(AnswerKind.NO);
        assertThat(fact().why()).isEqualTo("the server chose none; not h2, http/1.1");
    }

    @Test
    void aNameThatWasNotOfferedIsNoChoice() {
        finished(TLS_1_2, HTTP, "spdy/3");

        assertThat(next()).isEmpty();
        assertThat(fact().answer()).isEqualTo(AnswerKind.NO);
    }

    @Test
    void bothNamesMayBeChosenByTurns() {
        finished(TLS_1_2, HTTP, "h2").finished(TLS_1_2, HTTP, "http/1.1");

        assertThat(next()).isEmpty();
        assertThat(fact().value()).isEqualTo("h2, http/1.1");
        assertThat(fact().why()).isEqualTo("the server chose h2, then http/1.1");
    }

    @Test
    void withoutAnAnswerThatTellsItIsUnknown() {
        finished(TLS_1_2, List.of(), "");

        assertThat(fact().answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(fact().why()).isEqualTo("no answer that tells of it was seen");
        assertThat(fact().evidence()).isEmpty();
    }

    @Test
    void whereHellosMayHaveNoExtensionsTheQuestionHasNoSense() {
        chosen(
                Offer.hello(TLS_1_2, KnownSuites.likely(TLS_1_2).subList(0, 5), List.of())
                        .withGroups(List.of())
                        .in(Shape.WITHOUT_EXTENSIONS),
                "");

        assertThat(next()).isEmpty();
        assertThat(new AlpnFact(HTTP).facts(Acquaintance.of(seen.list()))).isEmpty();
    }

    @Test
    void withoutNamesNothingIsAskedAndNothingTold() {
        finished(TLS_1_2, List.of(), "");
        Acquaintance known = Acquaintance.of(seen.list());

        assertThat(new AlpnFact(List.of()).next(known)).isEmpty();
        assertThat(new AlpnFact(List.of()).facts(known)).isEmpty();
        assertThat(new AlpnFact(HTTP).facts(Acquaintance.of(List.of()))).isEmpty();
    }
}
