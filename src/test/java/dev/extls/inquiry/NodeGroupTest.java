package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeGroupTest {
    /** Sightings as {@code name greeting certificate hello}, a dash for none; and how many connections each group has. */
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("nothing", List.of(), List.of()),
                Arguments.of("one node", List.of("EX01 - c1 h1", "EX01 - c1 h1"), List.of(2)),
                Arguments.of("two names", List.of("EX01 - c1 h1", "EX02 - c1 h1", "EX01 - c1 h1"), List.of(2, 1)),
                Arguments.of("one name, two certificates", List.of("MAIL - c1 h1", "MAIL - c2 h1"), List.of(1, 1)),
                Arguments.of(
                        "one name and certificate, two hellos",
                        List.of("MAIL - c1 h1", "MAIL - c1 h2", "MAIL - c1 h2"),
                        List.of(2, 1)),
                Arguments.of(
                        "a hello that was refused belongs to the only one of its name",
                        List.of("EX01 - - -", "EX01 - c1 h1"),
                        List.of(2)),
                Arguments.of(
                        "a hello that was refused belongs to none of two of its name",
                        List.of("MAIL - - -", "MAIL - c1 h1", "MAIL - c2 h1"),
                        List.of(1, 1, 1)),
                Arguments.of(
                        "without names greetings tell",
                        List.of("- one c1 h1", "- two c1 h1", "- two c1 h1"),
                        List.of(2, 1)),
                Arguments.of(
                        "beside a name a greeting tells nothing",
                        List.of("EX01 one c1 h1", "EX01 two c1 h1"),
                        List.of(2)),
                Arguments.of("certificates alone tell", List.of("- - c1 h1", "- - c2 h1"), List.of(1, 1)),
                Arguments.of(
                        "who told no name is no one who told it",
                        List.of("EX01 - c1 h1", "- - c1 h1", "EX01 - c1 h1"),
                        List.of(2, 1)),
                Arguments.of("who told nothing is in no group", List.of("- - - -", "EX01 - c1 h1"), List.of(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void connectionsAreGroupedByTheNodeThatAnswered(String why, List<String> seen, List<Integer> groups) {
        List<Sighting> sightings = new ArrayList<>();
        for (String one : seen) {
            sightings.add(sighting(sightings.size() + 1, one));
        }

        assertThat(NodeGroup.of(sightings).stream().map(NodeGroup::connections))
                .as(why)
                .containsExactlyElementsOf(groups);
    }

    @Test
    void theEvidenceIsInTheOrderOfTheConnections() {
        List<Sighting> sightings =
                List.of(sighting(2, "EX01 - - -"), sighting(10, "EX01 - c1 h1"), sighting(9, "EX01 - c1 h1"));

        assertThat(NodeGroup.of(sightings)).singleElement().satisfies(group -> {
            assertThat(group.evidence()).containsExactly("o2", "o9", "o10");
            assertThat(group.like().certificate()).isEqualTo("c1");
        });
    }

    static Sighting sighting(int number, String signs) {
        String[] parts =
                signs.replace('-', ' ').strip().isEmpty() ? new String[] {"-", "-", "-", "-"} : signs.split(" ", -1);
        String[] told = new String[4];
        for (int i = 0; i < told.length; i++) {
            told[i] = parts[i].equals("-") ? "" : parts[i];
        }
        boolean nothing = String.join("", told).isEmpty();
        return new Sighting(
                "o" + number, told[0], told[1], told[2], told[2], told[2], told[3], nothing ? "no answer in time" : "");
    }
}
