package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static dev.extls.verdict.TlsPassage.Kind.CANNOT_TELL;
import static dev.extls.verdict.TlsPassage.Kind.ENDS_TLS;
import static dev.extls.verdict.TlsPassage.Kind.PASSES_THROUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Course;
import dev.extls.observation.Manner;
import dev.extls.observation.Manner.SessionHabit;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Samples;
import dev.extls.observation.Selection;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassageCheckTest {
    private static final CipherSuite ONE = new CipherSuite(0xc030);
    private static final CipherSuite OTHER = new CipherSuite(0xc02f);
    private static final Offer HELLO = offer(0x009c);
    private static final Offer SECOND = offer(0x009d);
    private static final Offer THIRD = offer(0x003c);
    private static final Bytes SHARED = TestCertificates.file("ex01.der");
    private static final Bytes OWN = TestCertificates.file("expired.der");

    private static final Bytes FIRST_SESSION = Bytes.fromHex("01".repeat(32));
    private static final Bytes SECOND_SESSION = Bytes.fromHex("02".repeat(32));
    private static final Bytes THIRD_SESSION = Bytes.fromHex("04".repeat(32));
    private static final Bytes OWN_SESSION = Bytes.fromHex("03".repeat(32));

    private static Offer offer(int suite) {
        return Offer.hello(TLS_1_2, List.of(ONE, OTHER, new CipherSuite(suite)), List.of());
    }

    static Stream<Arguments> pools() {
        return Stream.of(
                // like in everything: a balancer with the same software and certificate would be
                arguments(
                        "all alike",
                        CANNOT_TELL,
                        List.of(virtual().all()),
                        List.of(member(1).all(), member(2).all())),
                // certificates
                arguments(
                        "a certificate of no member",
                        ENDS_TLS,
                        List.of(virtual().shows(OWN)),
                        List.of(member(1).shows(SHARED), member(2).shows(SHARED))),
                arguments(
                        "a certificate of no member, one of which showed none",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN)),
                        List.of(member(1).shows(SHARED), member(2))),
                arguments(
                        "a certificate of no member beside one of a member",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN).shows(SHARED)),
                        List.of(member(1).shows(SHARED), member(2).shows(SHARED))),
                arguments(
                        "the certificates of two members that have one each",
                        PASSES_THROUGH,
                        List.of(virtual().shows(OWN).shows(SHARED)),
                        List.of(member(1).shows(SHARED), member(2).shows(OWN))),
                arguments(
                        "one certificate of members that have one each",
                        CANNOT_TELL,
                        List.of(virtual().shows(SHARED)),
                        List.of(member(1).shows(SHARED), member(2).shows(OWN))),
                arguments(
                        "two certificates that every member has",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN).shows(SHARED)),
                        List.of(
                                member(1).shows(SHARED).shows(OWN),
                                member(2).shows(OWN).shows(SHARED))),
                arguments(
                        "a certificate of no member where members are asked for other names",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN)),
                        List.of(named("ex01.contoso.test").shows(SHARED))),
                arguments(
                        "a certificate of no member on SMTP, which may be that of another connector",
                        CANNOT_TELL,
                        List.of(on(PoolSamples.virtual(Service.SMTP)).shows(OWN)),
                        List.of(on(PoolSamples.member(Service.SMTP, 1)).shows(SHARED))),
                // versions
                arguments(
                        "a version that every member refuses",
                        ENDS_TLS,
                        List.of(virtual().yes(TLS_1_3)),
                        List.of(member(1), member(2))),
                arguments(
                        "a version that a member is not known to refuse",
                        CANNOT_TELL,
                        List.of(virtual().yes(TLS_1_3)),
                        List.of(member(1), member(2).unknown(TLS_1_3))),
                arguments(
                        "a version that one virtual address of two negotiates",
                        CANNOT_TELL,
                        List.of(virtual().yes(TLS_1_3), virtual()),
                        List.of(member(1), member(2))),
                arguments(
                        "a version that every member negotiates is refused by an alert",
                        ENDS_TLS,
                        List.of(virtual().refuses(TLS_1_0, new Outcome.Alerted(new Alert(2, 70)))),
                        List.of(member(1).yes(TLS_1_0), member(2).yes(TLS_1_0))),
                arguments(
                        "a version that every member negotiates is refused by closes, as a filter does",
                        CANNOT_TELL,
                        List.of(virtual().refuses(TLS_1_0, new Outcome.Reset())),
                        List.of(member(1).yes(TLS_1_0), member(2).yes(TLS_1_0))),
                arguments(
                        "both answers to a version in which members differ",
                        PASSES_THROUGH,
                        List.of(virtual().both(TLS_1_0)),
                        List.of(member(1), member(2).yes(TLS_1_0))),
                arguments(
                        "both answers to a version in which the members that are known agree",
                        CANNOT_TELL,
                        List.of(virtual().both(TLS_1_0)),
                        List.of(member(1), member(2).unknown(TLS_1_0))),
                arguments(
                        "both answers where members are asked for other names",
                        PASSES_THROUGH,
                        List.of(virtual().both(TLS_1_0)),
                        List.of(
                                named("ex01.contoso.test"),
                                named("ex02.contoso.test").yes(TLS_1_0))),
                arguments(
                        "the versions of members that differ, united as no member has them",
                        CANNOT_TELL,
                        List.of(virtual().yes(TLS_1_0).yes(TLS_1_3)),
                        List.of(member(1).yes(TLS_1_0), member(2).yes(TLS_1_3))),
                arguments(
                        "both answers to a version that every member refuses: a node may be missing on the list",
                        CANNOT_TELL,
                        List.of(virtual().both(TLS_1_0)),
                        List.of(member(1), member(2))),
                arguments(
                        "a suite that every member refuses, in a version that was both negotiated and refused",
                        CANNOT_TELL,
                        List.of(virtual().both(TLS_1_2).suites(List.of(ONE, OTHER), List.of())),
                        List.of(member(1).yes(TLS_1_2).suites(List.of(ONE), List.of()))),
                // suites
                arguments(
                        "a suite that every member refuses",
                        ENDS_TLS,
                        List.of(virtual().yes(TLS_1_2).suites(List.of(ONE, OTHER), List.of())),
                        List.of(member(1).yes(TLS_1_2).suites(List.of(ONE), List.of()))),
                arguments(
                        "a suite that a member may accept",
                        CANNOT_TELL,
                        List.of(virtual().yes(TLS_1_2).suites(List.of(ONE, OTHER), List.of())),
                        List.of(member(1).yes(TLS_1_2).suites(List.of(ONE), List.of(OTHER)))),
                arguments(
                        "a suite where a member was not asked",
                        CANNOT_TELL,
                        List.of(virtual().yes(TLS_1_2).suites(List.of(ONE, OTHER), List.of())),
                        List.of(
                                member(1).yes(TLS_1_2).suites(List.of(ONE), List.of()),
                                member(2).yes(TLS_1_2))),
                // hellos
                arguments(
                        "an answer of no member, twice, with the same certificate",
                        ENDS_TLS,
                        List.of(virtual().shows(SHARED).says(HELLO, OTHER).says(HELLO, OTHER)),
                        List.of(
                                member(1).shows(SHARED).says(HELLO, ONE),
                                member(2).shows(SHARED).says(HELLO, ONE))),
                arguments(
                        "an answer of no member, once",
                        CANNOT_TELL,
                        List.of(virtual().says(HELLO, OTHER)),
                        List.of(member(1).says(HELLO, ONE), member(2).says(HELLO, ONE))),
                arguments(
                        "answers of no member to each of three hellos",
                        ENDS_TLS,
                        List.of(virtual().says(HELLO, OTHER).says(SECOND, OTHER).says(THIRD, OTHER)),
                        List.of(member(1).says(HELLO, ONE).says(SECOND, ONE).says(THIRD, ONE))),
                arguments(
                        "an answer of no member and one of a member to one hello: a node is missing on the list",
                        CANNOT_TELL,
                        List.of(virtual().says(HELLO, OTHER).says(HELLO, OTHER).says(HELLO, ONE)),
                        List.of(member(1).says(HELLO, ONE))),
                arguments(
                        "an answer of no member, twice, where one member gave none",
                        CANNOT_TELL,
                        List.of(virtual().says(HELLO, OTHER).says(HELLO, OTHER)),
                        List.of(member(1).says(HELLO, ONE), member(2))),
                arguments(
                        "extensions in an order of no member, twice",
                        ENDS_TLS,
                        List.of(virtual().orders(HELLO, 11, 0xff01).orders(HELLO, 11, 0xff01)),
                        List.of(member(1).orders(HELLO, 0xff01, 11))),
                arguments(
                        "an alert where every member chooses, twice",
                        ENDS_TLS,
                        List.of(virtual().alerts(HELLO).alerts(HELLO)),
                        List.of(member(1).says(HELLO, ONE))),
                arguments(
                        "unlike answers to one hello, each of a member",
                        PASSES_THROUGH,
                        List.of(virtual().says(HELLO, ONE).says(HELLO, OTHER)),
                        List.of(member(1).says(HELLO, ONE), member(2).says(HELLO, OTHER))),
                arguments(
                        "unlike answers to one hello, which one member gives too",
                        CANNOT_TELL,
                        List.of(virtual().says(HELLO, ONE).says(HELLO, OTHER)),
                        List.of(member(1).says(HELLO, ONE).says(HELLO, OTHER))),
                arguments(
                        "a mixed pool behind a virtual address that kept to one node",
                        CANNOT_TELL,
                        List.of(virtual().says(HELLO, ONE).says(HELLO, ONE)),
                        List.of(member(1).says(HELLO, ONE), member(2).says(HELLO, OTHER))),
                // the lines before TLS
                arguments(
                        "the node that greets answers as it does by itself",
                        PASSES_THROUGH,
                        List.of(greeted("EX02.contoso.test", virtual()).all()),
                        List.of(
                                greeted("ex01.contoso.test", member(1)).all(),
                                greeted("ex02.contoso.test", member(2)).all())),
                arguments(
                        "the name in the greeting is that of two members",
                        CANNOT_TELL,
                        List.of(greeted("ex01.contoso.test", virtual()).all()),
                        List.of(
                                greeted("ex01.contoso.test", member(1)).all(),
                                greeted("ex01.contoso.test", member(2)).all())),
                arguments(
                        "the node that greets answers otherwise by itself",
                        ENDS_TLS,
                        List.of(greeted("ex01.contoso.test", virtual())
                                .says(HELLO, OTHER)
                                .says(SECOND, OTHER)
                                .says(THIRD, OTHER)),
                        List.of(greeted("ex01.contoso.test", member(1))
                                .says(HELLO, ONE)
                                .says(SECOND, ONE)
                                .says(THIRD, ONE))),
                arguments(
                        "a suite that every member refuses, where several nodes answer",
                        CANNOT_TELL,
                        List.of(virtual()
                                .yes(TLS_1_2)
                                .suites(List.of(ONE, OTHER), List.of())
                                .says(HELLO, ONE)
                                .says(HELLO, OTHER)),
                        List.of(member(1)
                                .yes(TLS_1_2)
                                .suites(List.of(ONE), List.of())
                                .says(HELLO, ONE))),
                arguments(
                        "a version that every member refuses, where several nodes greet",
                        CANNOT_TELL,
                        List.of(greeted(
                                        "ex09.contoso.test",
                                        greeted("ex01.contoso.test", virtual()).says(HELLO, ONE))
                                .says(SECOND, ONE)
                                .yes(TLS_1_3)),
                        List.of(greeted("ex01.contoso.test", member(1)).says(HELLO, ONE))),
                // sessions
                arguments(
                        "a session that a member takes up, alike in everything",
                        PASSES_THROUGH,
                        List.of(virtual().all().makes(FIRST_SESSION, 0)),
                        List.of(
                                member(1).all().named(FIRST_SESSION, Course.FULL, 1),
                                member(2).all().named(FIRST_SESSION, Course.ABBREVIATED, 1))),
                arguments(
                        "sessions that no member takes up, although it takes up its own",
                        ENDS_TLS,
                        List.of(virtual()
                                .all()
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(crossed(member(1).all(), 1), crossed(member(2).all(), 2))),
                arguments(
                        "two sessions that no member takes up: who made them may be missing on the list",
                        CANNOT_TELL,
                        List.of(virtual().all().makes(FIRST_SESSION, 0).makes(SECOND_SESSION, 0)),
                        List.of(crossed(member(1).all(), 1), crossed(member(2).all(), 2))),
                arguments(
                        "sessions that were old when they were named",
                        CANNOT_TELL,
                        List.of(virtual()
                                .all()
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(crossed(member(1).all(), 400), crossed(member(2).all(), 400))),
                arguments(
                        "sessions that no member takes up, one of which takes up none of its own",
                        CANNOT_TELL,
                        List.of(virtual()
                                .all()
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(
                                crossed(member(1).all(), 1),
                                member(2)
                                        .all()
                                        .named(FIRST_SESSION, Course.FULL, 1)
                                        .named(SECOND_SESSION, Course.FULL, 1)
                                        .named(THIRD_SESSION, Course.FULL, 1)
                                        .makes(OWN_SESSION, 1)
                                        .named(OWN_SESSION, Course.FULL, 1))),
                arguments(
                        "sessions of which one member told nothing",
                        CANNOT_TELL,
                        List.of(virtual()
                                .all()
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(
                                crossed(member(1).all(), 1),
                                member(2)
                                        .all()
                                        .named(FIRST_SESSION, Course.FULL, 1)
                                        .named(SECOND_SESSION, Course.UNSEEN, 1)
                                        .named(THIRD_SESSION, Course.FULL, 1)
                                        .makes(OWN_SESSION, 1)
                                        .named(OWN_SESSION, Course.ABBREVIATED, 1))),
                arguments(
                        "sessions that no member takes up, and one member is down",
                        CANNOT_TELL,
                        List.of(virtual()
                                .all()
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(crossed(member(1).all(), 1), member(2).down())),
                arguments(
                        "a session that a member takes up, and a certificate of no member",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN).makes(FIRST_SESSION, 0)),
                        List.of(member(1).shows(SHARED).named(FIRST_SESSION, Course.ABBREVIATED, 1))),
                arguments(
                        "sessions of another certificate on SMTP, which may be those of another connector",
                        CANNOT_TELL,
                        List.of(on(PoolSamples.virtual(Service.SMTP))
                                .shows(OWN)
                                .makes(FIRST_SESSION, 0)
                                .makes(SECOND_SESSION, 0)
                                .makes(THIRD_SESSION, 0)),
                        List.of(crossed(on(PoolSamples.member(Service.SMTP, 1)).shows(SHARED), 1))),
                // signs against each other
                arguments(
                        "a certificate of no member and both answers to a version in which members differ",
                        CANNOT_TELL,
                        List.of(virtual().shows(OWN).both(TLS_1_0)),
                        List.of(member(1).shows(SHARED), member(2).shows(SHARED).yes(TLS_1_0))),
                // trouble
                arguments(
                        "nothing is known of the virtual address",
                        CANNOT_TELL,
                        List.of(virtual().down()),
                        List.of(member(1).shows(SHARED).all())),
                arguments(
                        "nothing is known of the members",
                        CANNOT_TELL,
                        List.of(virtual().shows(SHARED).all()),
                        List.of(member(1).down(), member(2).down())),
                arguments(
                        "no virtual address",
                        CANNOT_TELL,
                        List.of(),
                        List.of(member(1).shows(SHARED).all())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pools")
    void passingThroughAndEndingAreToldOnlyByWhatProvesThem(
            String what, TlsPassage.Kind kind, List<Side> virtuals, List<Side> members) {
        TlsPassage passage = PassageCheck.of(
                virtuals.stream().map(Side::sight).toList(),
                members.stream().map(Side::sight).toList());

        assertThat(passage.kind()).as("%s: %s", what, passage.reasons()).isEqualTo(kind);
        assertThat(passage.reasons()).isNotEmpty().noneMatch(String::isBlank);
        if (kind != CANNOT_TELL) {
            assertThat(passage.evidence()).as("evidence of %s", passage).isNotEmpty();
        }
    }

    @Test
    void theReasonsNameWhatDiffers() {
        TlsPassage passage = PassageCheck.of(
                List.of(virtual()
                        .yes(TLS_1_3)
                        .says(HELLO, OTHER)
                        .says(HELLO, OTHER)
                        .sight()),
                List.of(
                        member(1).says(HELLO, ONE).sight(),
                        member(2).says(HELLO, ONE).sight()));

        assertThat(passage.reasons())
                .containsExactly(
                        "TLS 1.3 is negotiated, which both members refuse",
                        "1 of 1 equal hellos is answered as by no member: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 against"
                                + " TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    void aCertificateOfNoMemberIsNamedAndEveryChainIsEvidence() {
        PoolSight virtual = virtual().shows(OWN).sight();
        PoolSight member = member(1).shows(SHARED).sight();

        TlsPassage passage = PassageCheck.of(List.of(virtual), List.of(member));

        assertThat(passage.reasons())
                .containsExactly(
                        "the " + Node.certificate(virtual.chains().get(0).leaf()) + " is shown, which no member shows");
        assertThat(passage.evidence())
                .containsAll(virtual.chains().get(0).evidence())
                .containsAll(member.chains().get(0).evidence());
    }

    @Test
    void theCertificatesOfUnlikeMembersAreNamedAndEveryChainIsEvidence() {
        PoolSight virtual = virtual().shows(OWN).shows(SHARED).sight();
        PoolSight first = member(1).shows(SHARED).sight();
        PoolSight second = member(2).shows(OWN).sight();

        TlsPassage passage = PassageCheck.of(List.of(virtual), List.of(first, second));

        assertThat(passage.reasons())
                .singleElement()
                .asString()
                .startsWith("the certificates of unlike members are shown: the ")
                .contains(
                        Node.certificate(first.chains().get(0).leaf()),
                        Node.certificate(second.chains().get(0).leaf()));
        assertThat(passage.evidence())
                .containsAll(virtual.chains().get(0).evidence())
                .containsAll(virtual.chains().get(1).evidence())
                .containsAll(first.chains().get(0).evidence())
                .containsAll(second.chains().get(0).evidence());
    }

    @Test
    void suitesOfNoMemberRestOnTheSuitesOfBothSides() {
        PoolSight virtual =
                virtual().yes(TLS_1_2).suites(List.of(ONE, OTHER), List.of()).sight();
        PoolSight member =
                member(1).yes(TLS_1_2).suites(List.of(ONE), List.of()).sight();

        TlsPassage passage = PassageCheck.of(List.of(virtual), List.of(member));

        assertThat(passage.reasons())
                .containsExactly("TLS 1.2 accepts " + OTHER.label() + ", which the only member, EX01, refuses");
        assertThat(passage.evidence()).containsExactlyElementsOf(evidenceOfSuites(virtual, member));
    }

    private static List<String> evidenceOfSuites(PoolSight... sights) {
        return Stream.of(sights)
                .flatMap(one -> one.answers().suites().values().stream())
                .flatMap(suites -> suites.evidence().stream())
                .toList();
    }

    @Test
    void whatACertificateCannotTellIsSaid() {
        assertThat(reasons(virtual().shows(SHARED), member(1).shows(SHARED)))
                .contains("the certificate is one that members show")
                .noneMatch(reason -> reason.contains("session") || reason.contains("contradict"));
        assertThat(reasons(virtual(), member(1).shows(SHARED)))
                .contains("no certificate was seen at the virtual address");
        assertThat(reasons(virtual().shows(SHARED), member(1))).contains("no certificate was seen at EX01");
    }

    @Test
    void aMemberThatIsNotKnownToTakeUpSessionsIsNamedWhereNoneIsTakenUp() {
        assertThat(reasons(virtual().makes(FIRST_SESSION, 0), member(1).named(FIRST_SESSION, Course.FULL, 1)))
                .contains("no session that was made there is taken up by a member, but EX01 is not known to take up"
                        + " sessions at all");
    }

    @Test
    void signsThatContradictEachOtherAreAllSaid() {
        TlsPassage passage = PassageCheck.of(
                List.of(virtual().shows(OWN).both(TLS_1_0).sight()),
                List.of(
                        member(1).shows(SHARED).sight(),
                        member(2).shows(SHARED).yes(TLS_1_0).sight()));

        assertThat(passage.reasons()).startsWith("signs contradict each other");
        assertThat(passage.reasons())
                .anyMatch(reason -> reason.endsWith("is shown, which no member shows"))
                .contains("TLS 1.0 is both negotiated and refused, as by EX02 on one side and EX01 on the other");
    }

    private static List<String> reasons(Side virtual, Side member) {
        return PassageCheck.of(List.of(virtual.sight()), List.of(member.sight()))
                .reasons();
    }

    private static Side virtual() {
        return on(PoolSamples.virtual(Service.IMAPS));
    }

    private static Side member(int number) {
        return on(PoolSamples.member(Service.IMAPS, number));
    }

    private static Side named(String serverName) {
        return on(new Endpoint(
                serverName,
                Service.IMAPS,
                serverName,
                serverName,
                "10.0.0.99",
                993,
                Map.of(),
                PoolSamples.NAME,
                Role.MEMBER));
    }

    private static Side on(Endpoint endpoint) {
        return new Side(endpoint);
    }

    private static Side greeted(String name, Side side) {
        side.greeting = name;
        return side;
    }

    /** A member that takes up a session of its own and none of the three. */
    private static Side crossed(Side side, int seconds) {
        return side.makes(OWN_SESSION, seconds)
                .named(OWN_SESSION, Course.ABBREVIATED, seconds)
                .named(FIRST_SESSION, Course.FULL, seconds)
                .named(SECOND_SESSION, Course.FULL, seconds)
                .named(THIRD_SESSION, Course.FULL, seconds);
    }

    /** What one door showed. */
    private static final class Side {
        private static int number;

        private final Endpoint endpoint;
        private final AnswerSamples samples;
        private final List<Observation> seen = new ArrayList<>();
        private String greeting = "";

        Side(Endpoint endpoint) {
            this.endpoint = endpoint;
            samples = AnswerSamples.at(endpoint);
        }

        Side all() {
            return says(HELLO, ONE).says(SECOND, ONE).says(THIRD, ONE);
        }

        Side down() {
            samples.trouble(Trouble.CONNECTION_REFUSED, "", next());
            return this;
        }

        Side yes(ProtocolVersion version) {
            samples.confirmed(version, next());
            return this;
        }

        Side both(ProtocolVersion version) {
            samples.both(version, next());
            return this;
        }

        Side unknown(ProtocolVersion version) {
            samples.unknown(version, Trouble.NO_ANSWER, "no answer within 10 s", next());
            return this;
        }

        Side refuses(ProtocolVersion version, Outcome outcome) {
            number++;
            samples.no(version, "refused", "o" + number);
            seen.add(Samples.observation(number, endpoint, version, outcome));
            return this;
        }

        Side suites(List<CipherSuite> accepted, List<CipherSuite> open) {
            samples.suites(new SuiteAnswers(TLS_1_2, accepted, open, ServerOrder.SERVER, 1, "", List.of(next())));
            return this;
        }

        Side shows(Bytes certificate) {
            number++;
            seen.add(Samples.certified(
                    Samples.observation(number, endpoint, TLS_1_1, Samples.negotiated(TLS_1_1)), certificate));
            return this;
        }

        Side says(Offer offer, CipherSuite suite) {
            return answers(offer, suite, List.of(0xff01, 23));
        }

        Side orders(Offer offer, Integer... extensions) {
            return answers(offer, ONE, List.of(extensions));
        }

        private Side answers(Offer offer, CipherSuite suite, List<Integer> extensions) {
            Selection selection = new Selection(TLS_1_2, suite, 24, "", false);
            Observation one = made(offer, new Outcome.Negotiated(selection));
            samples.manner(new Manner(
                    one.id(),
                    Optional.of(selection),
                    false,
                    Optional.empty(),
                    SessionHabit.ITS_OWN,
                    extensions,
                    Optional.empty()));
            return this;
        }

        Side alerts(Offer offer) {
            Alert alert = new Alert(2, 40);
            Observation one = made(offer, new Outcome.Alerted(alert));
            samples.manner(new Manner(
                    one.id(),
                    Optional.empty(),
                    false,
                    Optional.of(alert),
                    SessionHabit.NONE,
                    List.of(),
                    Optional.empty()));
            return this;
        }

        /** A handshake that made a session, some seconds after the beginning. */
        Side makes(Bytes session, int seconds) {
            return session(Offer.handshake(TLS_1_2, List.of()), session, Bytes.EMPTY, Course.FULL, seconds);
        }

        /** A hello that named a session. */
        Side named(Bytes session, Course course, int seconds) {
            Bytes answered = course == Course.ABBREVIATED ? session : Bytes.fromHex("09".repeat(32));
            return session(HELLO, answered, session, course, seconds);
        }

        private Side session(Offer offer, Bytes given, Bytes asked, Course course, int seconds) {
            Selection selection = new Selection(TLS_1_2, ONE, 24, "", false);
            number++;
            Observation plain = Samples.observation(number, endpoint, TLS_1_2, new Outcome.Negotiated(selection));
            seen.add(new Observation(
                    plain.number(),
                    Question.PASSAGE,
                    endpoint,
                    // each names another session, so no two are equal
                    asked.length() == 0 ? offer : offer.with(Extras.NONE.withSession(asked)),
                    plain.outcome(),
                    Samples.START.plusSeconds(seconds),
                    Duration.ofMillis(20),
                    plain.localAddress(),
                    Learned.NOTHING,
                    List.of(),
                    plain.trust(),
                    plain.transcript()));
            samples.manner(new Manner(
                    plain.id(),
                    Optional.of(selection),
                    true,
                    Optional.empty(),
                    SessionHabit.ITS_OWN,
                    List.of(0xff01, 23),
                    Optional.of(new Flight(
                            Flight.Echo.GIVEN,
                            Flight.Echo.GIVEN,
                            Flight.Echo.NOT_ASKED,
                            given,
                            asked,
                            0,
                            Optional.empty(),
                            DhPrime.NONE,
                            course))));
            return this;
        }

        private Observation made(Offer offer, Outcome outcome) {
            number++;
            Observation plain = Samples.observation(number, endpoint, TLS_1_2, outcome);
            Observation one = new Observation(
                    plain.number(),
                    plain.question(),
                    endpoint,
                    offer,
                    outcome,
                    plain.started(),
                    plain.took(),
                    plain.localAddress(),
                    greeting.isEmpty() ? Learned.NOTHING : new Learned("", greeting, "", List.of()),
                    List.of(),
                    plain.trust(),
                    plain.transcript());
            seen.add(one);
            return one;
        }

        private static String next() {
            number++;
            return "o" + number;
        }

        PoolSight sight() {
            EndpointAnswers answers =
                    samples.seen(seen.toArray(Observation[]::new)).build();
            return new PoolSight(
                    endpoint.labels().getOrDefault("node", endpoint.serverName()),
                    answers,
                    CertificateChain.seenIn(answers.observations()));
        }
    }
}
