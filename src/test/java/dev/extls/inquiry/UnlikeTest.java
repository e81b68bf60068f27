package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of signs: what was seen, and whether more than one node must have answered. */
class UnlikeTest {
    private static final String GREETING = "EX01 Microsoft ESMTP MAIL Service ready at ";
    private static final CipherSuite ECDSA = new CipherSuite(0xc02c);
    private static final CipherSuite RSA = new CipherSuite(0xc030);

    private record Row(String name, Seen seen, boolean unlike) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> names() {
        return Stream.of(
                new Row("nothing seen", Seen.nothing(), false),
                new Row("no names", two(), false),
                new Row("one name", answered().by("EX01").negotiated(TLS_1_1).by("ex01"), false),
                new Row("two names", answered().by("EX01").negotiated(TLS_1_1).by("EX02"), true),
                new Row("a name and none", answered().by("EX01").negotiated(TLS_1_1), false),
                new Row(
                        "another name that only throttles",
                        answered()
                                .by("EX01")
                                .ended(TLS_1_1, new Outcome.NotReached(Trouble.THROTTLED, "421"))
                                .by("EX02"),
                        false),
                new Row(
                        "a greeting that came back",
                        two().greeted("POP3 on EX01")
                                .ended(TLS_1_0, new Outcome.Reset())
                                .greeted("POP3 on EX02")
                                .ended(TLS_1_0, new Outcome.Reset())
                                .greeted("POP3 on EX01"),
                        true),
                new Row(
                        "a greeting that is new each time",
                        answered()
                                .greeted("ready 1")
                                .ended(TLS_1_0, new Outcome.Reset())
                                .greeted("ready 2")
                                .ended(TLS_1_1, new Outcome.Reset())
                                .greeted("ready 3"),
                        false),
                new Row(
                        "a time of day that came back",
                        answered()
                                .greeted(GREETING + "Mon, 1")
                                .ended(TLS_1_0, new Outcome.Reset())
                                .greeted(GREETING + "Mon, 2")
                                .ended(TLS_1_1, new Outcome.Reset())
                                .greeted(GREETING + "Mon, 1"),
                        false),
                new Row(
                        "an APOP stamp that came back",
                        answered()
                                .greeted("ready <1.2@ex01>")
                                .ended(TLS_1_0, new Outcome.Reset())
                                .greeted("ready <1.3@ex01>")
                                .ended(TLS_1_1, new Outcome.Reset())
                                .greeted("ready <1.2@ex01>"),
                        false));
    }

    static Stream<Row> certificates() {
        return Stream.of(
                new Row(
                        "one leaf",
                        chose(ECDSA)
                                .certified("a")
                                .add(Seen.hello(TLS_1_2), of(ECDSA, -1))
                                .certified("a"),
                        false),
                new Row(
                        "two leaves",
                        chose(ECDSA)
                                .certified("a")
                                .add(Seen.hello(TLS_1_2), of(ECDSA, -1))
                                .certified("b"),
                        true),
                new Row("two leaves of a fixed elliptic key", leaves(0xc00e, 0xc00f), true),
                new Row("a leaf of a fixed elliptic key, one of RSA", leaves(0xc00e, 0xc014), false),
                new Row("a leaf of a fixed finite-field key, one of RSA", leaves(0x0031, 0x0033), false),
                new Row("two leaves of an RSA key, by whatever exchange", leaves(0xc014, 0x0033), true),
                new Row("two leaves in TLS 1.3, whatever the suite", leavesOfTls13(), true),
                new Row(
                        "a leaf for each kind of key",
                        chose(ECDSA)
                                .certified("a")
                                .add(Offer.handshake(TLS_1_2, List.of()), of(RSA, -1))
                                .certified("b"),
                        false));
    }

    static Stream<Row> offers() {
        return Stream.of(
                new Row("another suite", chose(ECDSA).add(Seen.hello(TLS_1_2), of(RSA, -1)), true),
                new Row(
                        "another suite to another offer",
                        chose(ECDSA).add(Offer.handshake(TLS_1_2, List.of()), of(RSA, -1)),
                        false),
                new Row("another group", at(29).add(Seen.hello(TLS_1_2), of(ECDSA, 23)), true),
                new Row("a group that was not seen", at(29).add(Seen.hello(TLS_1_2), of(ECDSA, -1)), false),
                new Row(
                        "one shape refused",
                        answered()
                                .ended(TLS_1_2, new Outcome.Reset())
                                .ended(TLS_1_2, new Outcome.Reset())
                                .negotiated(TLS_1_1),
                        false),
                new Row("70 and chosen", answered().alert(TLS_1_2, 70), true),
                new Row("a lower one and chosen", answered().chose(TLS_1_1, TLS_1_2), true),
                new Row("a lower one", answered().chose(TLS_1_2, TLS_1_3), false),
                new Row(
                        "closed, then answered",
                        answered().ended(TLS_1_0, new Outcome.Reset()).chose(TLS_1_0, TLS_1_0),
                        true),
                new Row(
                        "answered, then closed once",
                        two().chose(TLS_1_0, TLS_1_0)
                                .ended(TLS_1_0, new Outcome.Reset())
                                .negotiated(TLS_1_2),
                        false),
                new Row(
                        "answered, then closed for good",
                        two().chose(TLS_1_0, TLS_1_0)
                                .ended(TLS_1_0, new Outcome.Reset())
                                .ended(TLS_1_0, new Outcome.Reset()),
                        false),
                new Row(
                        "answered, closed twice, another one answered",
                        two().chose(TLS_1_0, TLS_1_0)
                                .ended(TLS_1_0, new Outcome.Reset())
                                .ended(TLS_1_0, new Outcome.Reset())
                                .negotiated(TLS_1_2),
                        true),
                new Row("answered, then 40", two().chose(TLS_1_0, TLS_1_0).alert(TLS_1_0, 40), true));
    }

    private static Seen answered() {
        return Seen.nothing().negotiated(TLS_1_2);
    }

    private static Seen two() {
        return answered().negotiated(TLS_1_1);
    }

    private static Seen chose(CipherSuite suite) {
        return Seen.nothing().add(Seen.hello(TLS_1_2), of(suite, -1));
    }

    private static Seen at(int group) {
        return Seen.nothing().add(Seen.hello(TLS_1_2), of(ECDSA, group));
    }

    private static Outcome of(CipherSuite suite, int group) {
        return new Outcome.Selected(new Selection(TLS_1_2, suite, group, "", false), Stop.AS_ASKED, "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "certificates", "offers"})
    void unlikeNodesShowThemselves(Row row) {
        assertThat(Unlike.nodes(row.seen().list())).isEqualTo(row.unlike());
    }

    private static Seen leaves(int one, int other) {
        return chose(new CipherSuite(one))
                .certified("a")
                .add(Offer.handshake(TLS_1_2, List.of()), of(new CipherSuite(other), -1))
                .certified("b");
    }

    private static Seen leavesOfTls13() {
        Outcome one = new Outcome.Negotiated(new Selection(TLS_1_3, new CipherSuite(0x1301), -1, "", false));
        Outcome other = new Outcome.Negotiated(new Selection(TLS_1_3, new CipherSuite(0x1302), -1, "", false));
        return Seen.nothing()
                .add(Offer.handshake(TLS_1_3, List.of()), one)
                .certified("a")
                .add(Offer.handshake(TLS_1_3, List.of("h2")), other)
                .certified("b");
    }

    private static Seen lists(Outcome... outcomes) {
        Seen seen = Seen.nothing().negotiated(TLS_1_2).asking(Question.SUITES);
        List.of(outcomes).forEach(outcome -> seen.add(Offer.hello(TLS_1_2, List.of(ECDSA, RSA), List.of()), outcome));
        return seen;
    }

    static Stream<Row> lists() {
        Outcome reset = new Outcome.Reset();
        Outcome refused = new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE));
        return Stream.of(
                new Row("a list answered twice", lists(of(ECDSA, -1), of(ECDSA, -1)), false),
                new Row("a list answered in two ways", lists(of(ECDSA, -1), of(RSA, -1)), true),
                new Row("a list answered, and closed once", lists(of(ECDSA, -1), reset), false),
                new Row("a list answered, and closed twice", lists(of(ECDSA, -1), reset, reset), true),
                new Row("a list closed twice", lists(reset, reset), false),
                new Row("a list answered and refused", lists(of(ECDSA, -1), refused), true),
                new Row(
                        "closed twice where lists are refused otherwise",
                        lists(of(ECDSA, -1), reset, reset)
                                .add(
                                        Offer.hello(TLS_1_2, List.of(new CipherSuite(0x0001)), List.of()),
                                        new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE))),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void unlikeNodesShowThemselvesByTheirLists(Row row) {
        assertThat(Unlike.atSuites(row.seen().list())).isEqualTo(row.unlike());
    }

    static Stream<Row> versions() {
        Outcome refused = new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE));
        Outcome otherVersion = new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION));
        return Stream.of(
                new Row("answered and closed", lists(of(ECDSA, -1), new Outcome.Reset()), true),
                new Row("answered and refused in words", lists(of(ECDSA, -1), otherVersion), true),
                new Row("answered, and its suites refused", lists(of(ECDSA, -1), refused), false),
                new Row("answered", lists(of(ECDSA, -1)), false),
                new Row(
                        "another list closed",
                        lists(of(ECDSA, -1)).add(Offer.hello(TLS_1_2, List.of(RSA), List.of()), new Outcome.Reset()),
                        false),
                new Row(
                        "closed while versions were asked for",
                        Seen.nothing().chose(TLS_1_2, TLS_1_2).ended(TLS_1_2, new Outcome.Reset()),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void aVersionIsInDoubtWhereOneListIsAnsweredAndClosed(Row row) {
        assertThat(Unlike.toLists(TLS_1_2, row.seen().list())).isEqualTo(row.unlike());
    }
}
