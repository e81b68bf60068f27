package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed tables, read line by line: a second line of the same number would silently win in the map. */
class CodePointsTest {
    @ParameterizedTest
    @ValueSource(strings = {"cipher-suites.tsv", "supported-groups.tsv", "alerts.tsv"})
    void everyLineIsAnEntryOfItsOwn(String resource) throws IOException {
        List<String> lines = lines(resource);
        Map<Integer, String> table = CodePoints.table(resource);

        assertThat(lines).allMatch(line -> line.matches("(0x[0-9A-F]{4,6}|\\d{1,3})\t[A-Za-z0-9_-]+(\t[ -~]+)?"));
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('\t'))))
                .doesNotHaveDuplicates();
        assertThat(lines.stream().map(line -> line.split("\t", -1)[1])).doesNotHaveDuplicates();
        assertThat(table).hasSameSizeAs(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cipher-suites.tsv", "supported-groups.tsv", "alerts.tsv"})
    void theFirstAndTheLastLineAreInTheTable(String resource) throws IOException {
        List<String> lines = lines(resource);
        Map<Integer, String> table = CodePoints.table(resource);

        for (String line : List.of(lines.get(0), lines.get(lines.size() - 1))) {
            String[] entry = line.split("\t", -1);
            assertThat(table).containsEntry(Integer.decode(entry[0]), entry[1]);
        }
    }

    @Test
    void aMissingTableIsABugOfTheBuild() {
        assertThatThrownBy(() -> CodePoints.table("nosuch.tsv")).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(CodePoints.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
