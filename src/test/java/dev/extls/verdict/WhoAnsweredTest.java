package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.extls.observation.Sighting;
import java.util.ArrayList;
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
