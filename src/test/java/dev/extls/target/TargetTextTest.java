package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.written.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "ex01.contoso.test                 | ''         | ''                | ex01.contoso.test | 0",
                "EX01.Contoso.TEST.                | ''         | ''                | ex01.contoso.test | 0",
                "ex_01                             | ''         | ''                | ex_01             | 0",
                "10.0.0.1                          | ''         | ''                | 10.0.0.1          | 0",
                "ex01:443                          | ''         | ''                | ex01              | 443",
                "[2001:DB8:0:0:0:0:0:1]            | ''         | ''                | 2001:db8::1       | 0",
                "2001:db8::1                       | ''         | ''                | 2001:db8::1       | 0",
                "::                                | ''         | ''                | ::                | 0",
                "::1                               | ''         | ''                | ::1               | 0",
                "fe80::                            | ''         | ''                | fe80::            | 0",
                "1:0:0:2:0:0:0:3                   | ''         | ''                | 1:0:0:2::3        | 0",
                "1:0:0:2:3:0:0:4                   | ''         | ''                | 1::2:3:0:0:4      | 0",
                "1:2:3:4:5:6:0:8                   | ''         | ''                | 1:2:3:4:5:6:0:8   | 0",
                "::ffff:10.0.0.1                   | ''         | ''                | 10.0.0.1          | 0",
                "64:ff9b::192.0.2.33               | ''         | ''                | 64:ff9b::c000:221 | 0",
                "[2001:db8::1]:25                  | ''         | ''                | 2001:db8::1       | 25",
                "smtp://ex01:25                    | smtp       | ''                | ex01              | 25",
                "SMTP://ex01                       | smtp       | ''                | ex01              | 0",
                "https://mail.contoso.test/        | https      | ''                | mail.contoso.test | 0",
                "backend-https://[::1]:444/        | backend-https | ''             | ::1               | 444",
                "mail.contoso.test@10.0.0.11       | ''         | mail.contoso.test | 10.0.0.11         | 0",
                "mail.contoso.test@ex01            | ''         | mail.contoso.test | ex01              | 0",
                "https://mail.contoso.test@[::1]:8443 | https   | mail.contoso.test | ::1               | 8443",
                "mail@2001:db8::1                  | ''         | mail              | 2001:db8::1       | 0",
                "bücher.test                       | ''         | ''                | xn--bcher-kva.test | 0",
                "BÜCHER.test                       | ''         | ''                | xn--bcher-kva.test | 0",
                "почта.example                     | ''         | ''                | xn--80a1acny.example | 0",
                "xn--bcher-kva.test                | ''         | ''                | xn--bcher-kva.test | 0",
            })
    void readsEveryFormOfTarget(String line, String scheme, String serverName, String host, int port) {
        TargetList list = read(line);
        assertThat(list.problems()).isEmpty();
        Target target = list.targets().get(0);
        assertThat(target.written()).isEqualTo(line);
        assertThat(target.scheme()).isEqualTo(scheme);
        assertThat(target.serverName()).isEqualTo(serverName);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ex01 ex02              | 5  | a space",
                "ex*1.test              | 3  | \"*\"",
                "ex01..test             | 6  | \".\"",
                ".test                  | 1  | \".\"",
                "-ex01                  | 1  | \"-\" at an edge",
                "ex01-.test             | 5  | \"-\" at an edge",
                "10.0.0.256             | 8  | \"256\"",
                "10.0.0                 | 7  | nothing more",
                "10.0.0.01              | 8  | \"01\"",
                "10.0.0.1.5             | 9  | \".\"",
                "ex01.5                 | 1  | \"e\"",
                "ex01:                  | 6  | no port",
                "ex01:0                 | 6  | \"0\"",
                "ex01:65536             | 6  | \"65536\"",
                "ex01:99999999999999999 | 6  | \"99999999999999999\"",
                "ex01:4x3               | 7  | \"x\"",
                ":25                    | 1  | nothing",
                "smtp://                | 8  | nothing",
                "://ex01                | 1  | \":\"",
                "sm?p://ex01            | 3  | \"?\"",
                "https://mail/owa       | 13 | \"/owa\"",
                "https://mail?x=1       | 13 | \"?x=1\"",
                "https://mail#top       | 13 | \"#top\"",
                "ex01/                  | 5  | \"/\"",
                "https://u:p@mail       | 10 | \":\" before \"@\"",
                "a@b@c                  | 4  | \"@\"",
                "10.0.0.1@ex01          | 1  | \"10.0.0.1\"",
                "@ex01                  | 1  | nothing",
                "mail@                  | 6  | nothing",
                "[2001:db8::1           | 13 | nothing more",
                "[2001:db8::1]x         | 14 | \"x\"",
                "[ex01]                 | 3  | \"x\"",
                "[]                     | 2  | 0 groups",
                "[10.0.0.1]             | 2  | 2 groups",
                "1:2:3                  | 1  | 3 groups",
                "1:2:3:4:5:6:7:8:9      | 17 | \"9\"",
                "1::2::3                | 6  | a second \"::\"",
                "12345::                | 5  | \"5\"",
                "::1:                   | 4  | \":\"",
                ":1::2                  | 1  | \":\"",
                "fe80::1%eth0           | 8  | \"%\"",
                "\"ex01\"               | 1  | \"\"\"",
                "ex01,ex02              | 5  | \",\"",
                "bü🐘.test              | 3  | \"🐘\"",
                "🐘🐘 x                 | 3  | a space",
                "ex01\u00a0             | 5  | \"<U+00A0>\"",
                "ex\u001b[2J            | 3  | \"<U+001B>\"",
                "ex01．test             | 5  | \"．\"",
            })
    void namesTheCharacterThatIsWrong(String line, int column, String found) {
        TargetList list = read("good.test\n" + line + "\nalso.good.test\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("good.test", "also.good.test");
        assertThat(list.problems()).hasSize(1);
        Problem problem = list.problems().get(0);
        assertThat(problem.place()).hasToString("servers.txt:2:" + column);
        assertThat(problem.found()).isEqualTo(found);
        assertThat(problem.sentence())
                .isEqualTo("servers.txt:2:" + column + ": found " + found + ", expected " + problem.expected());
    }

    @Test
    void bindsLabelsAndNamesToTheLengthsOfDns() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(read(longest).targets()).hasSize(1);
        assertThat(read(longest + "a").problems()).hasSize(1);
        Problem problem = read("ex." + label + "a.test").problems().get(0);
        assertThat(problem.place().column()).isEqualTo(4);
        assertThat(problem.found()).isEqualTo("a part of 64 characters");
    }

    @Test
    void refusesNamesThatBecomeOtherCharactersByConversion() {
        assertThat(read("ex0\u2101.test").targets()).isEmpty();
        assertThat(read("\u2024.test").targets()).isEmpty();
        assertThat(read("ü".repeat(63) + ".test").problems().get(0).place().column())
                .isEqualTo(1);
    }

    @Test
    void countsColumnsWithinTheArgument() {
        TargetList list = TargetReader.readArguments(java.util.List.of("ex01", "smtp://e!", "", " ex02"));
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems())
                .extracting(problem -> problem.place().toString())
                .containsExactly("<command line>:1:9", "<command line>:1:1", "<command line>:1:1");
        assertThat(list.problems().get(0).found()).isEqualTo("\"!\" in \"smtp://e!\"");
    }

    private static TargetList read(String text) {
        return TargetReader.read("servers.txt", text.getBytes(StandardCharsets.UTF_8));
    }
}
