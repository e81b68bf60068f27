package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetReaderTest {
    private static final String[] PIECES = {
        "ex01",
        "://",
        "smtp",
        "@",
        ":",
        "[",
        "]",
        "::",
        "{",
        "}",
        ",",
        ";",
        "\"",
        "'",
        "\n",
        "\r\n",
        "\t",
        " ",
        "- ",
        "#",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">",
        "? ",
        "---\n",
        "%YAML 1.2\n",
        "targets: ",
        "groups: ",
        "pools: ",
        "name: ",
        "target",
        "members: ",
        "virtual: ",
        "services: ",
        "labels: ",
        "ports: ",
        "10.0.0.1",
        "2001:db8::1",
        "443",
        "ü",
        "\u0000",
        "\ufeff",
        "\u0085",
        "\u2028",
        "🐘",
        "sep=;\n",
        "<<: ",
        "~",
        "0",
        "xn--",
        "\u3002",
        "\u00df",
        "\u0627",
        "\u200d",
        "\u0345"
    };

    @ParameterizedTest
    @ValueSource(strings = {"servers.txt", "servers.csv", "servers.yaml"})
    void readsTheSamplesWithoutAProblem(String sample) throws IOException {
        TargetList list = TargetReader.read(sample, sample(sample));
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets()).hasSizeGreaterThan(6);
        assertThat(TargetReader.read("unnamed", sample(sample)).targets())
                .extracting(Target::host)
                .isEqualTo(list.targets().stream().map(Target::host).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"servers.txt", "servers.csv", "servers.yaml"})
    void readsEveryPrefixOfTheSamples(String sample) throws IOException {
        byte[] content = sample(sample);
        int whole = TargetReader.read(sample, content).targets().size();
        for (int length = 0; length < content.length; length++) {
            TargetList list = TargetReader.read(sample, Arrays.copyOf(content, length));
            assertThat(list.targets().size()).as("prefix of %d bytes", length).isLessThanOrEqualTo(whole);
        }
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = new Random().nextLong();
        System.out.println("TargetReaderTest.randomBytesNeverThrow seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            byte[] content = new byte[random.nextInt(120)];
            random.nextBytes(content);
            TargetReaderFuzz.fuzzerTestOneInput(content);
        }
    }

    @Test
    void randomPiecesOfListsNeverThrow() {
        long seed = new Random().nextLong();
        System.out.println("TargetReaderTest.randomPiecesOfListsNeverThrow seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(30); count > 0; count--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            TargetReaderFuzz.fuzzerTestOneInput(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void randomInternationalNamesNeverThrow() {
        long seed = new Random().nextLong();
        System.out.println("TargetReaderTest.randomInternationalNamesNeverThrow seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 30_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                int character = random.nextInt(0x30000);
                name.appendCodePoint(Character.isLetterOrDigit(character) ? character : 'x');
            }
            TargetReader.readArguments(List.of(name + ".test"))
                    .targets()
                    .forEach(target -> assertThat(target.host()).matches("[a-z0-9_.-]+"));
        }
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Path.of("targets", name));
    }
}
