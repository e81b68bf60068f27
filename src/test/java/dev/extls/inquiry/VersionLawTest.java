package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the law: what was seen, the version in question, the answer. */
class VersionLawTest {
    private static final List<CipherSuite> EVERY_TLS_1_0 = KnownSuites.of(TLS_1_0);

    private record Row(String name, Seen seen, ProtocolVersion version, Expected expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Expected(
            AnswerKind kind, Proof proof, Optional<Trouble> reason, boolean contradicted, List<String> evidence) {}

    private static Expected confirmed(String... evidence) {
        return new Expected(AnswerKind.YES, Proof.CONFIRMED, Optional.empty(), false, List.of(evidence));
    }

    private static Expected selected(String... evidence) {
        return new Expected(AnswerKind.YES, Proof.SELECTED, Optional.empty(), false, List.of(evidence));
    }

    private static Expected both(Proof proof, String... evidence) {
        return new Expected(AnswerKind.YES, proof, Optional.empty(), true, List.of(evidence));
    }

    private static Expected no(String... evidence) {
        return new Expected(AnswerKind.NO, Proof.NONE, Optional.empty(), false, List.of(evidence));
    }

    private static Expected unknown(Trouble reason, String... evidence) {
        return new Expected(AnswerKind.UNKNOWN, Proof.NONE, Optional.of(reason), false, List.of(evidence));
    }

    private static Row row(String name, Seen seen, ProtocolVersion version, Expected expected) {
        return new Row(name, seen, version, expected);
    }

    private static Seen seen() {
        return Seen.nothing();
    }

    /** The usual beginning: o1 is a control. */
    private static Seen answered() {
        return Seen.nothing().negotiated(TLS_1_2);
    }

    /** The same by a hello of our own, which is as demanding as those that are closed. */
    private static Seen helloAnswered() {
        return Seen.nothing().chose(TLS_1_2, TLS_1_2);
    }

    static Stream<Row> chosen() {
        return Stream.of(
                row("a finished handshake", answered(), TLS_1_2, confirmed("o1")),
                row("a ServerHello", seen().chose(TLS_1_0, TLS_1_0), TLS_1_0, selected("o1")),
                row("our refusal leaves it", seen().chose(TLS_1_0, TLS_1_0, Stop.OUR_REFUSAL), TLS_1_0, selected("o1")),
                row(
                        "a later alert leaves it",
                        seen().chose(TLS_1_0, TLS_1_0, Stop.PEER_ALERT),
                        TLS_1_0,
                        selected("o1")),
                row("a later FIN leaves it", seen().chose(TLS_1_0, TLS_1_0, Stop.PEER_CLOSED), TLS_1_0, selected("o1")),
                row("a later RST leaves it", seen().chose(TLS_1_0, TLS_1_0, Stop.PEER_RESET), TLS_1_0, selected("o1")),
                row("later silence leaves it", seen().chose(TLS_1_0, TLS_1_0, Stop.NO_ANSWER), TLS_1_0, selected("o1")),
                row(
                        "the finished handshake is named first",
                        seen().chose(TLS_1_2, TLS_1_2).negotiated(TLS_1_2),
                        TLS_1_2,
                        confirmed("o2", "o1")),
                row("YES for the lower one chosen", seen().chose(TLS_1_2, TLS_1_3), TLS_1_2, selected("o1")),
                row("NO for the one offered", seen().chose(TLS_1_2, TLS_1_3), TLS_1_3, no("o1")),
                row("NO by TLS 1.0 in place of TLS 1.2", seen().chose(TLS_1_0, TLS_1_2), TLS_1_2, no("o1")),
                row("one between them stays open", seen().chose(TLS_1_0, TLS_1_2), TLS_1_1, unknown(Trouble.OUR_FAULT)),
                row("no YES for a higher one", seen().chose(TLS_1_2, TLS_1_0), TLS_1_2, unknown(Trouble.OUR_FAULT)),
                row("no NO by a higher one", seen().chose(TLS_1_2, TLS_1_0), TLS_1_0, unknown(Trouble.NOT_TLS, "o1")),
                row("SSL 2.0 in its own framing", seen().chose(SSL_2_0, SSL_2_0), SSL_2_0, selected("o1")),
                row(
                        "no SSL 2.0 when SSL 3.0 answers",
                        seen().chose(SSL_3_0, SSL_2_0),
                        SSL_2_0,
                        unknown(Trouble.NOT_TLS, "o1")),
                row(
                        "no SSL 3.0 by an SSL 2.0 hello",
                        seen().chose(SSL_3_0, SSL_2_0),
                        SSL_3_0,
                        unknown(Trouble.OUR_FAULT)),
                row("no SSL 2.0 in a TLS record", seen().chose(SSL_2_0, TLS_1_2), SSL_2_0, unknown(Trouble.OUR_FAULT)),
                row(
                        "no NO by SSL 2.0 in a TLS record",
                        seen().chose(SSL_2_0, TLS_1_2),
                        TLS_1_2,
                        unknown(Trouble.NOT_TLS, "o1")),
                row(
                        "YES however often closed before",
                        seen().rst(TLS_1_2).negotiated(TLS_1_2),
                        TLS_1_2,
                        confirmed("o2")),
                row(
                        "trouble does not touch a YES",
                        answered()
                                .ended(TLS_1_2, new Outcome.Silent("20 s"))
                                .ended(TLS_1_2, new Outcome.Garbled("HTTP")),
                        TLS_1_2,
                        confirmed("o1")));
    }

    static Stream<Row> contradictions() {
        return Stream.of(
                row("YES and 70", answered().alert(TLS_1_2, 70), TLS_1_2, both(Proof.CONFIRMED, "o1", "o2")),
                row(
                        "70 and YES",
                        seen().alert(TLS_1_2, 70).negotiated(TLS_1_2),
                        TLS_1_2,
                        both(Proof.CONFIRMED, "o2", "o1")),
                row(
                        "YES and a lower one",
                        seen().chose(TLS_1_2, TLS_1_2).chose(TLS_1_0, TLS_1_2),
                        TLS_1_2,
                        both(Proof.SELECTED, "o1", "o2")),
                row("YES and one suite list refused is none", answered().alert(TLS_1_2, 40), TLS_1_2, confirmed("o1")),
                row(
                        "YES and every suite refused",
                        seen().chose(TLS_1_0, TLS_1_0).alert(TLS_1_0, 40, EVERY_TLS_1_0),
                        TLS_1_0,
                        both(Proof.SELECTED, "o1", "o2")),
                row(
                        "YES and one close is none",
                        answered().rst(TLS_1_0).chose(TLS_1_0, TLS_1_0),
                        TLS_1_0,
                        selected("o3")),
                row(
                        "YES and two closes between answers",
                        helloAnswered()
                                .ended(TLS_1_0, new Outcome.Reset())
                                .ended(TLS_1_0, new Outcome.Reset())
                                .negotiated(TLS_1_2)
                                .chose(TLS_1_0, TLS_1_0),
                        TLS_1_0,
                        both(Proof.SELECTED, "o5", "o1", "o2", "o3", "o4")));
    }

    static Stream<Row> alerts() {
        return Stream.of(
                row("70 after a control", answered().alert(TLS_1_0, 70), TLS_1_0, no("o2")),
                row("70 alone", seen().alert(TLS_1_0, 70), TLS_1_0, no("o1")),
                row("70 twice", seen().alert(TLS_1_0, 70).alert(TLS_1_0, 70), TLS_1_0, no("o1", "o2")),
                row("70 to another version", answered().alert(TLS_1_0, 70), TLS_1_1, unknown(Trouble.OUR_FAULT)),
                row("70 beside a close", answered().rst(TLS_1_0).alert(TLS_1_0, 70), TLS_1_0, no("o3")),
                row(
                        "70 as a warning",
                        answered().warning(TLS_1_0, 70),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2")),
                row(
                        "40 to every suite, control before",
                        answered().alert(TLS_1_0, 40, EVERY_TLS_1_0),
                        TLS_1_0,
                        no("o2", "o1")),
                row(
                        "40 to every suite, control after",
                        seen().alert(TLS_1_0, 40, EVERY_TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2")),
                row("71 to every suite", answered().alert(TLS_1_0, 71, EVERY_TLS_1_0), TLS_1_0, no("o2", "o1")),
                row(
                        "40 and 71 to every suite between them",
                        answered()
                                .alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(0, 50))
                                .alert(TLS_1_0, 71, EVERY_TLS_1_0.subList(50, EVERY_TLS_1_0.size())),
                        TLS_1_0,
                        no("o2", "o3", "o1")),
                row("40 to the lists of rest", everySuiteInLists(), TLS_1_0, no("o2", "o3", "o4", "o1")),
                row(
                        "40 to every suite but one",
                        answered().alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(1, EVERY_TLS_1_0.size())),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2")),
                row(
                        "40 to every suite but one, which was closed",
                        answered()
                                .alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(1, EVERY_TLS_1_0.size()))
                                .rst(TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3")),
                row(
                        "40 to every suite, no control",
                        seen().alert(TLS_1_0, 40, EVERY_TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o1")),
                row(
                        "40 to every suite, a control of a version never offered",
                        seen().alert(TLS_1_0, 40, EVERY_TLS_1_0).chose(TLS_1_3, TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o1")),
                row(
                        "40 to every suite of another version",
                        answered().alert(TLS_1_1, 40, EVERY_TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.OUR_FAULT)),
                row(
                        "40 as a warning to every suite",
                        answered().warning(TLS_1_0, 40),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2")),
                row("SSL 2.0: 40 to every kind", answered().alert(SSL_2_0, 40), SSL_2_0, no("o2", "o1")),
                row("SSL 2.0: 70", answered().alert(SSL_2_0, 70), SSL_2_0, no("o2")),
                row(
                        "SSL 2.0: NO-CIPHER-ERROR to every kind",
                        answered().ended(SSL_2_0, new Outcome.Sslv2Error(1)),
                        SSL_2_0,
                        no("o2", "o1")),
                row(
                        "SSL 2.0: NO-CIPHER-ERROR to every kind, no control",
                        seen().ended(SSL_2_0, new Outcome.Sslv2Error(1)),
                        SSL_2_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o1")),
                row(
                        "SSL 2.0: another error says nothing about kinds",
                        answered().ended(SSL_2_0, new Outcome.Sslv2Error(2)),
                        SSL_2_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2")),
                row(
                        "SSL 2.0: an error without a name",
                        answered().ended(SSL_2_0, new Outcome.Sslv2Error(0xffff)),
                        SSL_2_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2")),
                row("SSL 2.0: 10", answered().alert(SSL_2_0, 10), SSL_2_0, unknown(Trouble.REFUSED_EVERY_HELLO, "o2")));
    }

    private static Seen everySuiteInLists() {
        Seen seen = answered().alert(TLS_1_0, 40);
        KnownSuites.rest(TLS_1_0, Set.copyOf(KnownSuites.likely(TLS_1_0)))
                .forEach(suites -> seen.alert(TLS_1_0, 40, suites));
        return seen;
    }

    static Stream<Row> otherAlerts() {
        return Stream.of(0, 10, 20, 22, 42, 46, 47, 50, 80, 86, 90, 109, 112, 116, 120, 255)
                .map(number -> row(
                        "alert " + number + " refuses nothing",
                        answered().alert(TLS_1_0, number, EVERY_TLS_1_0).alert(TLS_1_0, number, EVERY_TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2", "o3")));
    }

    static Stream<Row> closes() {
        return Stream.of(
                row("RST alone", seen().rst(TLS_1_0), TLS_1_0, unknown(Trouble.RESET, "o1")),
                row("FIN alone", seen().fin(TLS_1_0), TLS_1_0, unknown(Trouble.CLOSED, "o1")),
                row(
                        "RST three times, no control",
                        seen().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o1", "o2", "o3")),
                row(
                        "RST three times, control only before",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "RST three times, control only after",
                        seen().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o1", "o2", "o3")),
                row(
                        "RST once between two",
                        helloAnswered().rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2")),
                row(
                        "RST twice between two: both may be chance",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3")),
                row(
                        "FIN twice between two: both may be chance",
                        helloAnswered().fin(TLS_1_0).fin(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.CLOSED, "o2", "o3")),
                row(
                        "RST three times between two",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "FIN three times between two",
                        helloAnswered().fin(TLS_1_0).fin(TLS_1_0).fin(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "FIN and RST, three in all, between two: some of them may be chance",
                        helloAnswered().fin(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "FIN and RST, five in all, between two",
                        helloAnswered()
                                .fin(TLS_1_0)
                                .rst(TLS_1_0)
                                .fin(TLS_1_0)
                                .fin(TLS_1_0)
                                .fin(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.CLOSED, "o2", "o3", "o4", "o5", "o6")),
                row(
                        "FIN and RST, six in all, between two",
                        helloAnswered()
                                .fin(TLS_1_0)
                                .rst(TLS_1_0)
                                .fin(TLS_1_0)
                                .fin(TLS_1_0)
                                .fin(TLS_1_0)
                                .fin(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8")),
                row(
                        "RST three times between two, and silence to another version",
                        helloAnswered()
                                .ended(TLS_1_1, new Outcome.Silent("20 s"))
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o3", "o4", "o5")),
                row(
                        "RST four times between two, and silence to another version",
                        helloAnswered()
                                .ended(TLS_1_1, new Outcome.Silent("20 s"))
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o3", "o4", "o5", "o6", "o7")),
                row(
                        "RST three times between two, and a connection that was not made",
                        helloAnswered()
                                .ended(TLS_1_1, notReached(Trouble.CONNECT_TIMEOUT))
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o3", "o4", "o5")),
                row(
                        "RST three times between two, and FIN to a hello that was answered another time",
                        helloAnswered()
                                .fin(TLS_1_2, KnownSuites.likely(TLS_1_2))
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .chose(TLS_1_2, TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o3", "o4", "o5")),
                row(
                        "SSL 2.0 closed three times between two",
                        helloAnswered().fin(SSL_2_0).fin(SSL_2_0).fin(SSL_2_0).negotiated(TLS_1_2),
                        SSL_2_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "a ServerHello suffices as control",
                        seen().chose(TLS_1_2, TLS_1_2, Stop.PEER_RESET)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .chose(TLS_1_1, TLS_1_1),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5", "o6")),
                row(
                        "an alert is no control",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).alert(TLS_1_2, 40),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "a version never offered is no control",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).chose(TLS_1_3, TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "closes on each side of a control: all lie between the outer two",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o5", "o6")),
                row(
                        "the nearest control before is named",
                        helloAnswered()
                                .negotiated(TLS_1_1)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2)
                                .negotiated(TLS_1_1),
                        TLS_1_0,
                        no("o2", "o3", "o4", "o5", "o6")),
                row(
                        "a close before the first control does not count",
                        seen().rst(TLS_1_0)
                                .negotiated(TLS_1_2)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o1", "o3", "o4")),
                row(
                        "a close after the last control does not count",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2)
                                .rst(TLS_1_0),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o5")),
                row(
                        "closes of two versions do not add up",
                        helloAnswered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_1).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3")),
                row(
                        "a control that still lasts is not before",
                        helloAnswered()
                                .lasting(1.2)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "a control that began while the last close lasted is not after",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .lasting(1.2)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "a control that began while the first close lasted is not after",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .lasting(3.2)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "ending in the instant of the next start is in order",
                        helloAnswered()
                                .lastingUntilTheNext()
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .lastingUntilTheNext()
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "each close came just as an answered one ended: who serves one at a time may still have been at it",
                        helloAnswered()
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .chose(TLS_1_2, TLS_1_2)
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .chose(TLS_1_2, TLS_1_2)
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o4", "o6")),
                row(
                        "one of them came later than that",
                        helloAnswered()
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .chose(TLS_1_2, TLS_1_2)
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .chose(TLS_1_2, TLS_1_2)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o4", "o6", "o7")),
                row(
                        "closes side by side between two",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .lasting(1.5)
                                .rst(TLS_1_0)
                                .lasting(0.9)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "every suite but one closed",
                        helloAnswered()
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(1, EVERY_TLS_1_0.size()))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(1, EVERY_TLS_1_0.size()))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(1, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "every suite closed in two lists, that of the likely ones twice: a third close of other suites does not help",
                        helloAnswered()
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(0, 64))
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(0, 64))
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(64, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.CLOSED, "o2", "o3", "o4")),
                row(
                        "every suite closed in two lists, that of the likely ones three times",
                        helloAnswered()
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(0, 64))
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(0, 64))
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(0, 64))
                                .fin(TLS_1_0, EVERY_TLS_1_0.subList(64, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5", "o6")),
                row(
                        "five closes are no refusal where the rest was refused by 40: closing is not its way",
                        helloAnswered()
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(50, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2", "o3", "o4", "o5", "o6", "o7")),
                row(
                        "six closes are, and the rest was refused by 40",
                        helloAnswered()
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(50, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5", "o6", "o7", "o9")),
                row(
                        "the same, but closed once only",
                        helloAnswered()
                                .rst(TLS_1_0, EVERY_TLS_1_0.subList(0, 50))
                                .alert(TLS_1_0, 40, EVERY_TLS_1_0.subList(50, EVERY_TLS_1_0.size()))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.REFUSED_EVERY_HELLO, "o2", "o3")),
                row(
                        "a handshake is no hello of ours, whatever it offers",
                        helloAnswered()
                                .add(Offer.handshake(TLS_1_0, List.of()), new Outcome.Reset())
                                .add(Offer.handshake(TLS_1_0, List.of()), new Outcome.Reset())
                                .add(Offer.handshake(TLS_1_0, List.of()), new Outcome.Reset())
                                .rst(TLS_1_0, without(KnownSuites.ofHandshake(TLS_1_0)))
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4", "o5")),
                row(
                        "closed beside a connection that was answered",
                        helloAnswered()
                                .chose(TLS_1_1, TLS_1_1)
                                .lasting(1.2)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o3", "o4", "o5")),
                row(
                        "closed beside a connection that was refused by an alert",
                        helloAnswered()
                                .rst(TLS_1_0)
                                .lasting(1.2)
                                .alert(TLS_1_1, 40)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o4", "o5")),
                row(
                        "only handshakes are answered, which may be shorter",
                        answered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).negotiated(TLS_1_2),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "a hello like those closed is answered later",
                        answered().rst(TLS_1_0).rst(TLS_1_0).rst(TLS_1_0).chose(TLS_1_2, TLS_1_2),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "only hellos without extensions are answered, those closed have some",
                        seen().chose(SSL_3_0, SSL_3_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .rst(TLS_1_0)
                                .chose(SSL_3_0, SSL_3_0),
                        TLS_1_0,
                        unknown(Trouble.RESET, "o2", "o3", "o4")),
                row(
                        "those closed have none either",
                        seen().chose(SSL_3_0, SSL_3_0)
                                .add(everySuite(Shape.WITHOUT_EXTENSIONS), new Outcome.Reset())
                                .add(everySuite(Shape.WITHOUT_EXTENSIONS), new Outcome.Reset())
                                .add(everySuite(Shape.WITHOUT_EXTENSIONS), new Outcome.Reset())
                                .chose(SSL_3_0, SSL_3_0),
                        TLS_1_0,
                        no("o1", "o2", "o3", "o4", "o5")),
                row(
                        "SSL 3.0 has no extensions that could be disliked",
                        answered().rst(SSL_3_0).rst(SSL_3_0).rst(SSL_3_0).negotiated(TLS_1_2),
                        SSL_3_0,
                        no("o1", "o2", "o3", "o4", "o5")));
    }

    private static List<CipherSuite> without(List<CipherSuite> some) {
        return EVERY_TLS_1_0.stream().filter(suite -> !some.contains(suite)).toList();
    }

    private static Offer everySuite(Shape shape) {
        return Offer.hello(TLS_1_0, EVERY_TLS_1_0, List.of()).in(shape);
    }

    static Stream<Row> trouble() {
        Bytes bytes = Bytes.fromHex("323530");
        return Stream.concat(
                Stream.of(
                        row("nothing seen", seen(), TLS_1_2, unknown(Trouble.OUR_FAULT)),
                        row(
                                "injected",
                                seen().ended(TLS_1_2, new Outcome.Injected(bytes)),
                                TLS_1_2,
                                unknown(Trouble.NOT_TLS, "o1")),
                        row(
                                "injected, another version",
                                seen().ended(TLS_1_2, new Outcome.Injected(bytes)),
                                TLS_1_0,
                                unknown(Trouble.NOT_TLS, "o1")),
                        row(
                                "silence between controls",
                                answered()
                                        .ended(TLS_1_0, new Outcome.Silent("20 s"))
                                        .ended(TLS_1_0, new Outcome.Silent("20 s"))
                                        .negotiated(TLS_1_2),
                                TLS_1_0,
                                unknown(Trouble.NO_ANSWER, "o2", "o3")),
                        row(
                                "garbled between controls",
                                answered()
                                        .ended(TLS_1_0, new Outcome.Garbled("HTTP"))
                                        .ended(TLS_1_0, new Outcome.Garbled("HTTP"))
                                        .negotiated(TLS_1_2),
                                TLS_1_0,
                                unknown(Trouble.NOT_TLS, "o2", "o3")),
                        row(
                                "not offered by us",
                                answered().ended(TLS_1_0, new Outcome.NotOffered("no such protocol")),
                                TLS_1_0,
                                unknown(Trouble.OUR_FAULT, "o2")),
                        row(
                                "the last trouble is told",
                                answered().rst(TLS_1_0).ended(TLS_1_0, notReached(Trouble.THROTTLED)),
                                TLS_1_0,
                                unknown(Trouble.THROTTLED, "o2", "o3"))),
                Stream.of(Trouble.values())
                        .flatMap(reason -> Stream.of(
                                row(
                                        reason + " for the version asked",
                                        answered().ended(TLS_1_0, notReached(reason)),
                                        TLS_1_0,
                                        unknown(reason, "o2")),
                                row(
                                        reason + " for a version not asked after it",
                                        seen().ended(TLS_1_2, notReached(reason)),
                                        TLS_1_0,
                                        unknown(reason, "o1")))));
    }

    private static Outcome notReached(Trouble trouble) {
        return new Outcome.NotReached(trouble, "421 4.3.2 Service not available");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"chosen", "contradictions", "alerts", "otherAlerts", "closes", "trouble"})
    void theAnswerFollowsFromWhatWasSeen(Row row) {
        Answer answer = VersionLaw.answer(row.version(), row.seen().list());

        assertThat(new Expected(
                        answer.kind(), answer.proof(), answer.reason(), answer.contradicted(), answer.evidence()))
                .isEqualTo(row.expected());
        assertThat(answer.version()).isEqualTo(row.version());
        assertThat(answer.why()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"chosen", "contradictions", "alerts", "otherAlerts", "closes", "trouble"})
    void theOrderOfTheListDoesNotMatter(Row row) {
        List<Observation> shuffled = new ArrayList<>(row.seen().list());
        Collections.shuffle(shuffled, new Random(4711));

        assertThat(VersionLaw.answer(row.version(), shuffled))
                .isEqualTo(VersionLaw.answer(row.version(), row.seen().list()));
    }

    @Test
    void aContradictionNamesBothSides() {
        Answer answer = VersionLaw.answer(TLS_1_2, answered().alert(TLS_1_2, 70).list());

        assertThat(answer.why())
                .isEqualTo("a full handshake finished; but answers contradict each other: 1 of 2 chose it, 1 of 2"
                        + " refused it (fatal protocol_version(70))");
    }

    @Test
    void whatStoppedTheHandshakeSaysMoreThanAHelloThatWasAnsweredBefore() {
        Selection selection = new Selection(TLS_1_2, KnownSuites.likely(TLS_1_2).get(0), -1, "", false);
        Answer answer = VersionLaw.answer(
                TLS_1_2,
                Seen.nothing()
                        .add(
                                Offer.hello(TLS_1_2, KnownSuites.likely(TLS_1_2), List.of()),
                                new Outcome.Selected(selection, Stop.AS_ASKED, ""))
                        .add(
                                Offer.handshake(TLS_1_2, List.of()),
                                new Outcome.Selected(selection, Stop.PEER_ALERT, "handshake_failure(40)"))
                        .list());

        assertThat(answer.why()).isEqualTo("the server chose it; the server then stopped: handshake_failure(40)");
        assertThat(answer.evidence()).containsExactly("o2", "o1");
    }

    @Test
    void aRefusalByClosingNamesBothWaysAndTheControls() {
        Answer answer = VersionLaw.answer(
                TLS_1_0,
                helloAnswered()
                        .fin(TLS_1_0)
                        .rst(TLS_1_0)
                        .rst(TLS_1_0)
                        .rst(TLS_1_0)
                        .rst(TLS_1_0)
                        .rst(TLS_1_0)
                        .negotiated(TLS_1_2)
                        .list());

        assertThat(answer.why())
                .isEqualTo("closed (FIN) or reset (RST) straight after the hello, 6 times, between o1 and o8, which"
                        + " were answered");
    }

    @Test
    void aRefusedListThatWasNotCompleteSaysSo() {
        Answer answer = VersionLaw.answer(TLS_1_0, answered().alert(TLS_1_0, 40).list());

        assertThat(answer.why())
                .isEqualTo("fatal handshake_failure(40); not every suite known for the version was refused");
    }

    @Test
    void aTls13HelloWithTls12BesideItIsAQuestionAboutTls13Only() {
        List<Observation> seen = helloAnswered()
                .add(Offer.tls13OrLower(List.of()), new Outcome.Reset())
                .add(Offer.tls13OrLower(List.of()), new Outcome.Reset())
                .rst(TLS_1_3)
                .negotiated(TLS_1_2)
                .list();

        assertThat(VersionLaw.answer(TLS_1_3, seen).kind()).isEqualTo(AnswerKind.NO);
        assertThat(VersionLaw.answer(TLS_1_2, seen).contradicted()).isFalse();
    }

    @Test
    void anAlertBehindAHeaderOfTheProxyProtocolMayBeTheAnswerToThat() {
        Seen refused = Seen.nothing()
                .alert(ProtocolVersion.TLS_1_2, Alert.PROTOCOL_VERSION)
                .alert(ProtocolVersion.TLS_1_0, Alert.PROTOCOL_VERSION);
        assertThat(refused.answer(ProtocolVersion.TLS_1_0).kind()).isEqualTo(AnswerKind.NO);

        Answer behindHeader = VersionLaw.answer(ProtocolVersion.TLS_1_0, refused.announced());
        assertThat(behindHeader.kind()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(behindHeader.reason()).contains(Trouble.REFUSED_EVERY_HELLO);

        Seen answeredToo = refused.negotiated(ProtocolVersion.TLS_1_3);
        assertThat(VersionLaw.answer(ProtocolVersion.TLS_1_0, answeredToo.announced())
                        .kind())
                .isEqualTo(AnswerKind.NO);
    }
}
