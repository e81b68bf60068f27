package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document about large lists says can be done. */
@Timeout(60)
class LargeListsDocumentTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/large-lists.md");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneThatExtlsUnderstands(String command) {
        List<String> words = List.of(command.replaceAll("\\s+#.*", "").trim().split("\\s+"));

        assertThat(parsed(words)).as(command).isNotNull();
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = blocks("sh").stream()
                .flatMap(String::lines)
                .flatMap(line -> Pattern.compile("\\./extls (.*?)(?= :::|$)")
                        .matcher(line)
                        .results()
                        .map(found -> found.group(1).replace("{}", "3")))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(9);
        return commands.stream();
    }

    @Test
    void theJobIsAnIndexedOne() throws IOException {
        JsonNode job = job();
        JsonNode spec = job.path("spec");

        assertThat(job.path("apiVersion").asString()).isEqualTo("batch/v1");
        assertThat(job.path("kind").asString()).isEqualTo("Job");
        assertThat(spec.path("completionMode").asString()).isEqualTo("Indexed");
        assertThat(spec.path("completions").asInt()).isEqualTo(8);
        assertThat(script()).contains("$part/8");
    }

    /** The shell of the container is run with a program in place of Java that says what it was told. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a container has a shell")
    void theJobScansItsPartAndGoesOnWithItWhenItIsStartedAgain() throws IOException {
        List<String> first = told(script(), 2, 3);
        Path run = Files.createDirectories(folder.resolve("runs/part-3/20260601T080000Z-scan"));
        List<String> second = told(script(), 2, 0);

        assertThat(first.subList(0, 4)).containsExactly("-Xmx512m", "-jar", "/extls.jar", "scan");
        assertThat(first).containsSequence("--shard", "3/8");
        assertThat(parsed(first.subList(3, first.size())).hasMatchedOption("--shard"))
                .isTrue();
        assertThat(second).containsSequence("--resume", run.toString()).doesNotContain("--shard");
        assertThat(parsed(second.subList(3, second.size()))).isNotNull();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a container has a shell")
    void aResultIsNoFailureOfTheJobAndABugIsOne() throws IOException {
        for (int code : new int[] {0, 1, 3}) {
            told(script(), 0, code);
            assertThat(exitCode).as("%d", code).isZero();
        }
        for (int code : new int[] {2, 70, 130, 137}) {
            told(script(), 0, code);
            assertThat(exitCode).as("%d", code).isEqualTo(code);
        }
    }

    private int exitCode;

    /** What Java is told in the pod of an index, if it ends so. */
    private List<String> told(String script, int index, int code) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path told = folder.resolve("told");
        Path java = Files.writeString(
                bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + told + "'\nexit " + code + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder shell =
                new ProcessBuilder("/bin/sh", "-c", script.replace("/runs/", folder.resolve("runs") + "/"));
        shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        shell.environment().put("JOB_COMPLETION_INDEX", String.valueOf(index));
        Process process = shell.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        Await.until("the shell ends", Duration.ofSeconds(20), () -> !process.isAlive());
        exitCode = process.exitValue();
        return Files.readAllLines(told);
    }

    private static String script() throws IOException {
        JsonNode container = job().path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0);
        assertThat(container.path("command").values())
                .extracting(JsonNode::asString)
                .containsExactly("/bin/sh", "-c");
        return container.path("args").path(0).asString();
    }

    private static JsonNode job() throws IOException {
        List<String> blocks = blocks("yaml");
        assertThat(blocks).hasSize(1);
        return JsonMapper.shared().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(blocks.get(0)));
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher fences = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(DOCUMENT));
        List<String> blocks = new ArrayList<>();
        while (fences.find()) {
            blocks.add(fences.group(1));
        }
        return blocks;
    }

    private static CommandLine.ParseResult parsed(List<String> words) {
        Object command = switch (words.get(0)) {
            case "scan" -> new ScanCommand();
            case "merge" -> new MergeCommand();
            case "targets" -> new TargetsCommand();
            default -> throw new AssertionError("unknown command " + words.get(0));
        };
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }
}
