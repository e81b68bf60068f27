package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Phase;
import dev.extls.verdict.VerifiedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the document about the change window says is what the program says and understands. */
class ChangeWindowDocumentTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/change-window.md");

    static Stream<String> commands() throws IOException {
        List<String> commands = Pattern.compile("(?m)^\\./extls (.*?)(\\s+#.*)?$")
                .matcher(text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(commands).hasSize(5);
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneThatExtlsUnderstands(String command) {
        List<String> words = List.of(command.split("\\s+"));
        Object parsed = switch (words.get(0)) {
            case "scan" -> new ScanCommand();
            case "targets" -> new TargetsCommand();
            case "verify" -> new VerifyCommand();
            default -> throw new AssertionError("unknown command " + words.get(0));
        };

        assertThat(new CommandLine(parsed)
                        .parseArgs(words.subList(1, words.size()).toArray(String[]::new))
                        .errors())
                .isEmpty();
    }

    @Test
    void everyPhaseAndEveryAnswerIsExplained() throws IOException {
        List<String> rows = Pattern.compile("(?m)^\\| ([^|]+) \\|")
                .matcher(text())
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .containsAll(Arrays.stream(Phase.values()).map(Phase::sentence).toList());
        assertThat(rows)
                .containsAll(Arrays.stream(VerifiedEndpoint.Answer.values())
                        .map(VerifiedEndpoint.Answer::words)
                        .toList());
    }

    private static String text() throws IOException {
        return Files.readString(DOCUMENT);
    }
}
