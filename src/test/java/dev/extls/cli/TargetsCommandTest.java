package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class TargetsCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"servers.txt", "servers.csv", "servers.yaml", "demo.yaml", "reboot.yaml"})
    void everySampleIsUnderstood(String sample) {
        Ran ran = Ran.of("targets", Path.of("targets", sample));

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("contoso.test").endsWith("no mistakes." + System.lineSeparator());
    }

    @Test
    void aFileIsReadAndAnythingElseIsATarget() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "https://ex01.test\n");

        Ran ran = Ran.of("targets", "smtp://ex02.test", list);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("ex01.test  HTTPS 443  " + list + ":1")
                .contains("ex02.test  SMTP 25    <command line>:1");
    }

    @Test
    void aListWithMistakesIsUnderstoodInPart() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "ex01\nex!2\nhttps://ex01\nftp://ex03\n");

        Ran ran = Ran.of("targets", list);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .contains(list + ":2:3: found \"!\"")
                .contains(list + ":4:1: found \"ftp\"")
                .contains(list + ":3:1: https://ex01:443 is already in " + list + ":1:1");
        assertThat(ran.out()).contains("4 endpoints at 1 host", "1 named again, to be scanned once; 2 mistakes.");
    }

    @Test
    void aMachineGetsMistakesAndDuplicatesInTheSameText() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"), "host;service;site\nex01;HTTPS;\"a; b\"\nex01;HTTPS;\nex02;FTP;\n");

        Ran ran = Ran.of("targets", "--format", "json", list);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).isEmpty();
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertThat(json.at("/endpoints").size()).isEqualTo(1);
        assertThat(json.at("/endpoints/0/endpoint").asString()).isEqualTo("https://ex01:443");
        assertThat(json.at("/endpoints/0/labels/site").asString()).isEqualTo("a; b");
        assertThat(json.at("/twice/0/first/line").asInt()).isEqualTo(2);
        assertThat(json.at("/twice/0/again/line").asInt()).isEqualTo(3);
        assertThat(json.at("/mistakes/0/place/line").asInt()).isEqualTo(4);
        assertThat(json.at("/mistakes/0/place/column").asInt()).isEqualTo(6);
        assertThat(json.at("/mistakes/0/found").asString()).isEqualTo("\"FTP\"");
    }

    @Test
    void nothingUnderstoodIsAMistakeOfTheInput() {
        Ran ran = Ran.of("targets", "ex!1");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("<command line>:1:3: found \"!\" in \"ex!1\"");
    }

    @Test
    void aScanTellsTheFirstDuplicatesAndHowManyMoreThereAre() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.txt"), ("https://127.0.0.1:" + FreePort.next() + "\n").repeat(40));

        Ran scan = Ran.of("scan", "-o", folder.resolve("runs"), "-f", list);
        Ran check = Ran.of("targets", list);

        assertThat(scan.err().lines().filter(line -> line.contains("is already in")))
                .hasSize(20);
        assertThat(scan.err()).contains("and 19 more are named again; extls targets names them all");
        assertThat(check.err().lines()).hasSize(39).allMatch(line -> line.contains("is already in"));
    }

    @Test
    void everyTenthOfTenThousandLinesIsNamedAndTheOthersAreScanned() throws IOException {
        int port = FreePort.next();
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= 10_000; number++) {
            boolean wrong = number % 10 == 0;
            lines.append(
                    wrong
                            ? "https://ex" + number + "!.test\n"
                            : "https://ex" + number + ".test@127.0.0.1:" + port + "\n");
        }
        Path list = Files.writeString(folder.resolve("list.txt"), lines, StandardCharsets.US_ASCII);

        Ran ran = Ran.of("scan", "-q", "-o", folder.resolve("runs"), "-f", list);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err().lines().filter(line -> line.contains("expected a letter")))
                .hasSize(1_000);
        for (int number = 10; number <= 10_000; number += 10) {
            int column = ("https://ex" + number).length() + 1;
            assertThat(ran.err()).contains("extls: " + list + ":" + number + ":" + column + ": found \"!\"");
        }
        assertThat(RunOutput.onlyOneIn(folder.resolve("runs")).endpoints())
                .hasSize(9_000)
                .allMatch(endpoint -> endpoint.trouble().equals("CONNECTION_REFUSED"))
                .extracting(ReportedEndpoint::target)
                .doesNotHaveDuplicates();
    }
}
