package dev.extls.verdict;

import static dev.extls.observation.Samples.asking;
import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Sighting;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.tls.Alert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoAnsweredTest {
    @Test
    void theSentenceNamesWhoWasReachedAndWhoWasNot() {
        WhoAnswered who = who(3, List.of("EX03"), Map.of(), node("EX01", true, 14), node("EX02", true, 6));

        assertThat(who.sentence())
                .isEqualTo(
                        "Reached EX01 (14 times), EX02 (6); EX03 was never reached in 20 connections. A node with a fair share"
                                + " (1 of 3) is missed in so many connections with a probability of 0.03 %. A balancer that keeps"
                                + " a source at one node (source affinity) shows us that node only.");
    }

    @Test
    void whereAllWereReachedNothingIsSaidOfAffinity() {
        assertThat(who(2, List.of(), Map.of(), node("EX01", true, 7), node("EX02", true, 5))
                        .sentence())
                .isEqualTo(
                        "Reached EX01 (7 times), EX02 (5) in 12 connections. A node with a fair share (1 of 2) is missed in so"
                                + " many connections with a probability of 0.02 %.");
    }

    @Test
    void withoutAListOneMoreNodeIsReckonedWith() {
        assertThat(who(0, List.of(), Map.of(), node("EX01", false, 10)).sentence())
                .isEqualTo(
                        "Reached EX01 (10 times) in 10 connections. One node more with a fair share (1 of 2) would have been"
                                + " missed in so many connections with a probability of 0.10 %. A balancer that keeps a source at"
                                + " one node (source affinity) shows us that node only.");
    }

    @Test
    void failuresAreCountedAsSuch() {
        assertThat(who(2, List.of("EX02"), Map.of("no connection in time", 3), node("EX01", true, 1))
                        .sentence())
                .contains("Reached EX01 (1 time); EX02 was never reached in 4 connections.")
                .contains("3 connections of these told no node: no connection in time (3).")
                .contains("with a probability of 50 %");
    }

    @Test
    void whoeverIsNoMemberMayStandInFrontOfThem() {
        assertThat(who(2, List.of("EX01", "EX02"), Map.of(), node("a node without a name (certificate owa)", false, 11))
                        .sentence())
                .startsWith(
                        "Reached a node without a name (certificate owa), none of the members (11 times); EX01 and EX02 were"
                                + " not recognised in 11 connections. Who is none of the members may be a node that is not on the list, or"
                                + " a balancer that ends TLS in front of them.");
    }

    @Test
    void whereNothingWasToldThatIsAllThatIsSaid() {
        assertThat(who(0, List.of(), Map.of("the answer is not TLS", 4)).sentence())
                .isEqualTo(
                        "Which node answered was not told in 4 connections. 4 connections of these told no node: the answer is"
                                + " not TLS (4).");
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0.5", "2, 10, 0.0009765625", "3, 20, 0.000300729", "1, 5, 0", "10, 20, 0.121576655"})
    void theChanceOfMissingIsThatOfAFairShare(int members, int connections, double chance) {
        assertThat(who(members, List.of(), Map.of(), node("EX01", true, connections))
                        .chanceOfMissing())
                .isCloseTo(chance, within(1e-9));
    }

    @Test
    void nobodyIsReachedWithCertaintyIsMissed() {
        assertThat(who(3, List.of("EX01", "EX02", "EX03"), Map.of("no answer in time", 2))
                        .chanceOfMissing())
                .isEqualTo(1);
    }

    /** Two members tell their names, a third one does not; the fourth connection is refused. */
    @Test
    void samplesAreCountedByNodeAndHeldAgainstTheMembers() {
        List<EndpointAnswers> members = List.of(
                member(1, told(1, "EX01.contoso.test", "ex01.der")),
                member(2, told(2, "ex02.contoso.test", "ex01.der")),
                member(3, told(3, "", "old.der")));
        Observation refused = observation(
                14,
                PoolSamples.virtual(Service.SMTP),
                TLS_1_2,
                new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "refused"));

        WhoAnswered who = WhoAnswered.of(
                virtual(
                        told(10, "ex02.contoso.test", "ex01.der"),
                        told(11, "ex02.contoso.test", "ex01.der"),
                        told(12, "EX01.contoso.test", "ex01.der"),
                        told(13, "", "old.der"),
                        refused),
                members);

        assertThat(who.sampled()).isTrue();
        assertThat(who.told()).isTrue();
        assertThat(who.connections()).isEqualTo(5);
        assertThat(who.members()).isEqualTo(3);
        assertThat(who.nodes())
                .extracting(NodeReached::label, NodeReached::listed, NodeReached::connections)
                .containsExactly(tuple("EX02", "EX02", 2), tuple("EX01", "EX01", 1), tuple("EX03", "EX03", 1));
        assertThat(who.silent()).containsExactly(entry(Trouble.CONNECTION_REFUSED.sentence(), 1));
        assertThat(who.missed()).isEmpty();
    }

    @Test
    void whoTellsNothingThatAMemberTellsIsAStrangerAndTheMemberIsMissed() {
        WhoAnswered who = WhoAnswered.of(
                virtual(
                        told(10, "ex09.contoso.test", "ex01.der"),
                        told(11, "ex09.contoso.test", "ex01.der"),
                        told(12, "ex09.contoso.test", "old.der"),
                        told(13, "", "ec.der")),
                List.of(member(1, told(1, "ex01.contoso.test", "ex01.der"))));

        String ex01 = CertificateFacts.of(TestCertificates.file("ex01.der")).sha256();
        assertThat(who.nodes()).extracting(NodeReached::member).containsOnly(false);
        assertThat(who.nodes().get(0).label())
                .startsWith("ex09.contoso.test (certificate ")
                .endsWith(", SHA-256 " + ex01.substring(0, 16) + "…)");
        assertThat(who.nodes())
                .filteredOn(node -> node.label().startsWith("a node without a name (certificate "))
                .hasSize(1);
        assertThat(who.missed()).containsExactly("EX01");
    }

    @Test
    void withoutSamplesAreCountedOnlyConnectionsThatTellNodesApart() {
        Endpoint door = PoolSamples.virtual(Service.SMTP);
        List<Observation> one = List.of(
                learned(observation(1, door, TLS_1_2, negotiated(TLS_1_2)), named("ex01.contoso.test")),
                learned(observation(2, door, TLS_1_2, negotiated(TLS_1_2)), named("ex01.contoso.test")));
        List<Observation> two = List.of(
                one.get(0),
                learned(
                        observation(2, door, TLS_1_2, new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION))),
                        named("ex02.contoso.test")));

        assertThat(WhoAnswered.of(EndpointAnswers.of(door, one), List.of())).isEqualTo(WhoAnswered.NOT_ASKED);
        WhoAnswered who = WhoAnswered.of(EndpointAnswers.of(door, two), List.of());

        assertThat(who.sampled()).isFalse();
        assertThat(who.nodes())
                .extracting(NodeReached::label, NodeReached::listed)
                .containsExactly(tuple("ex01.contoso.test", ""), tuple("ex02.contoso.test", ""));
        assertThat(WhoAnswered.NOT_ASKED.told()).isFalse();
    }

    @Test
    void oneNodeIsCountedWhereItWasSampled() {
        WhoAnswered who = WhoAnswered.of(virtual(told(10, "ex01.contoso.test", "ex01.der")), List.of());

        assertThat(who.nodes()).extracting(NodeReached::label).containsExactly("ex01.contoso.test");
        assertThat(who.members()).isZero();
    }

    /** What a list calls a member: its label, else the name it is reached by if that is its own, else what it tells, else where it is. */
    @ParameterizedTest
    @CsvSource({
        "EX07, ex07.contoso.test, ex07.contoso.test, told.contoso.test, EX07",
        "'', ex07.contoso.test, ex07.contoso.test, told.contoso.test, ex07.contoso.test",
        "'', 10.0.0.17, mail.contoso.test, told.contoso.test, told.contoso.test",
        "'', 10.0.0.17, mail.contoso.test, '', 10.0.0.17:25"
    })
    void aMemberIsCalledAsTheListOrItselfCallsIt(
            String node, String host, String serverName, String tells, String label) {
        Map<String, String> labels = node.isEmpty() ? Map.of() : Map.of("node", node);
        Endpoint door = new Endpoint(
                host, Service.SMTP, serverName, host, "10.0.0.17", 25, labels, PoolSamples.NAME, Role.MEMBER);
        EndpointAnswers member = EndpointAnswers.of(
                door, List.of(learned(observation(1, door, TLS_1_2, negotiated(TLS_1_2)), named(tells))));

        WhoAnswered who = WhoAnswered.of(virtual(told(10, "stranger.test", "old.der")), List.of(member));

        assertThat(who.missed()).containsExactly(label);
    }

    @ParameterizedTest
    @CsvSource({"12, false", "13, true"})
    void moreThanTwelveNodesAreNotAllNamed(int nodes, boolean others) {
        NodeReached[] reached = IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> node("EX%02d".formatted(number), true, 1))
                .toArray(NodeReached[]::new);

        String sentence = who(nodes, List.of(), Map.of(), reached).sentence();

        assertThat(sentence).contains("EX12 (1)");
        assertThat(sentence.contains("EX12 (1), 1 others in 13 connections")).isEqualTo(others);
    }

    @ParameterizedTest
    @CsvSource({"1, 50 %", "7, 0.78 %", "6, 2 %", "13, 0.01 %", "14, less than 0.01 %"})
    void theProbabilityIsRoundedAndNeverNought(int connections, String told) {
        assertThat(who(2, List.of(), Map.of(), node("EX01", true, connections)).sentence())
                .contains("with a probability of " + told + ".");
    }

    private static EndpointAnswers virtual(Observation... samples) {
        return EndpointAnswers.of(
                PoolSamples.virtual(Service.SMTP),
                Arrays.stream(samples).map(one -> asking(Question.NODES, one)).toList());
    }

    private static EndpointAnswers member(int number, Observation seen) {
        return EndpointAnswers.of(PoolSamples.member(Service.SMTP, number), List.of(seen));
    }

    /** A handshake that finished, at the virtual address. */
    private static Observation told(int number, String name, String certificate) {
        return learned(
                certified(
                        observation(number, PoolSamples.virtual(Service.SMTP), TLS_1_2, negotiated(TLS_1_2)),
                        TestCertificates.file(certificate)),
                named(name));
    }

    private static Learned named(String name) {
        return name.isEmpty() ? Learned.NOTHING : new Learned("", name, "", List.of());
    }

    private static WhoAnswered who(
            int members, List<String> missed, Map<String, Integer> silent, NodeReached... nodes) {
        int all = List.of(nodes).stream().mapToInt(NodeReached::connections).sum()
                + silent.values().stream().mapToInt(Integer::intValue).sum();
        return new WhoAnswered(true, all, List.of(nodes), silent, members, missed);
    }

    private static NodeReached node(String label, boolean member, int connections) {
        List<String> evidence = new ArrayList<>();
        IntStream.rangeClosed(1, connections).forEach(number -> evidence.add("o" + number));
        return new NodeReached(label, member ? label : "", new Sighting("o1", label, "", "", "", "", "", ""), evidence);
    }
}
