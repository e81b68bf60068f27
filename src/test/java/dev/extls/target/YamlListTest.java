package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.written.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlListTest {
    @Test
    void theNearestWordCounts() {
        TargetList list = read("""
                defaults: {services: [SMTP], labels: {a: 1, b: 1}, ports: {SMTP: 26}}
                targets:
                  - ex01
                  - {target: ex02, services: HTTPS, labels: {b: 2}, sni: owa.test, ports: {HTTPS: 8443}}
                groups:
                  - name: edge
                    services: IMAPS POP3S
                    sni: g.test
                    labels: {a: 3}
                    targets: [ex03, 'smtp://ex04', {target: ex05, address: "2001:db8::5"}]
                """);
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets())
                .extracting(t -> String.join(
                        " ",
                        t.host(),
                        t.serverName(),
                        t.services().stream().map(ServiceName::name).toList().toString(),
                        t.ports().stream()
                                .map(p -> p.service() + p.port())
                                .toList()
                                .toString(),
                        t.labels().toString()))
                .containsExactly(
                        "ex01  [SMTP] [SMTP26] {a=1, b=1}",
                        "ex02 owa.test [HTTPS] [SMTP26, HTTPS8443] {a=1, b=2}",
                        "ex03 g.test [IMAPS, POP3S] [SMTP26] {a=3, b=1, group=edge}",
                        "ex04 g.test [] [SMTP26] {a=3, b=1, group=edge}",
                        "2001:db8::5 ex05 [IMAPS, POP3S] [SMTP26] {a=3, b=1, group=edge}");
        assertThat(list.targets()).extracting(t -> t.place().toString()).contains("l.yaml:3:5", "l.yaml:10:22");
        assertThat(list.targets().get(2).services().get(1).place()).hasToString("l.yaml:7:21");
    }

    @Test
    void theNearestLimitCountsEachForItself() {
        TargetList list = read("""
                defaults: {limits: {per-address: 4, gap: 250ms}}
                targets: [ex01, {target: ex02, limits: {gap: 2s}}]
                groups:
                  - {limits: {per-address: 1}, targets: [ex03, {target: ex04, limits: {per-address: 1000, gap: 60m}}]}
                pools:
                  - {name: mail.test, limits: {per-address: 8}, virtual: [mail.test], members: [10.0.0.1]}
                """);
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets())
                .extracting(t ->
                        t.host() + " " + t.pace().perAddress() + " " + t.pace().gap())
                .containsExactly(
                        "ex01 4 PT0.25S",
                        "ex02 4 PT2S",
                        "ex03 1 PT0.25S",
                        "ex04 1000 PT1H",
                        "mail.test 8 PT0.25S",
                        "10.0.0.1 8 PT0.25S");
    }

    @Test
    void namesEveryMistakeInLimitsOnce() {
        TargetList list = read("""
                defaults: {limits: 2}
                targets:
                  - {target: ex01, limits: {per-address: 0, gap: 0s}}
                  - {target: ex02, limits: {per-address: two, gap: 2}}
                  - {target: ex03, limits: {per-address: 1001, gap: 61m}}
                  - {target: ex04, limits: {per-adress: 1, gap: [1s]}}
                """);
        assertThat(list.problems())
                .extracting(problem -> problem.place() + " " + problem.found() + ", " + problem.expected())
                .containsExactly(
                        "l.yaml:1:20 \"2\", a mapping with per-address, gap",
                        "l.yaml:3:42 \"0\", a number of 1 to 1000",
                        "l.yaml:3:50 \"0s\", a time of 1ms to 60m, such as 500ms, 2s or 1m",
                        "l.yaml:4:42 \"two\", a number of 1 to 1000",
                        "l.yaml:4:52 \"2\", a time of 1ms to 60m, such as 500ms, 2s or 1m",
                        "l.yaml:5:42 \"1001\", a number of 1 to 1000",
                        "l.yaml:5:53 \"61m\", a time of 1ms to 60m, such as 500ms, 2s or 1m",
                        "l.yaml:6:29 the key \"per-adress\", one of per-address, gap",
                        "l.yaml:6:49 a list, text");
        assertThat(list.targets()).hasSize(4).allMatch(t -> t.pace().equals(AskedPace.NONE));
    }

    @Test
    void membersAreAskedForTheNameOfThePool() {
        TargetList list = read("""
                pools:
                  - name: mail.test
                    labels: {site: A}
                    virtual: [https://mail.test, 'smtp://10.0.0.9']
                    members: [ex01, other.test@10.0.0.2, 'imaps://ex03', {target: ex04, sni: own.test}]
                  - name: Front doors
                    sni: front.test
                    services: [IMAPS]
                    virtual: ['10.0.0.8']
                    members: [10.0.0.7]
                """);
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets())
                .extracting(t -> String.join(
                        " ",
                        t.pool(),
                        t.role(),
                        t.host(),
                        t.serverName(),
                        t.scheme(),
                        t.services().stream().map(ServiceName::name).toList().toString()))
                .containsExactly(
                        "mail.test virtual mail.test  https []",
                        "mail.test virtual 10.0.0.9 mail.test smtp []",
                        "mail.test member ex01 mail.test  [https, smtp]",
                        "mail.test member 10.0.0.2 other.test  [https, smtp]",
                        "mail.test member ex03 mail.test imaps []",
                        "mail.test member ex04 own.test  [https, smtp]",
                        "Front doors virtual 10.0.0.8 front.test  [IMAPS]",
                        "Front doors member 10.0.0.7 front.test  [IMAPS]");
    }

    @Test
    void namesThePlaceOfEveryMistakeAndReadsTheRest() {
        TargetList list = read("""
                targts: [ex00]
                targets:
                  - ex!01
                  - "ex?02"
                  - 'ex03'
                  - "ex\\x2104"
                  - [ex05]
                  - ~
                  - {services: [SMTP]}
                  - {target: ex06, service: SMTP}
                  - {target: ex07, ports: {SMTP: x}}
                  - {target: ex08, ports: [25]}
                  - {target: ex09, labels: {a: [b]}}
                  - {target: ex10, target: ex11}
                  - {target: smtp://ex12, services: [SMTP]}
                  - {target: a@ex13, sni: b}
                  - !!java.net.URL ex14
                  - *gone
                  - {[a]: b, target: ex15}
                groups: one
                pools:
                  - {virtual: [ex16]}
                  - {name: a pool, members: [ex17]}
                defaults: [SMTP]
                """);
        assertThat(list.problems())
                .extracting(problem -> problem.place() + " " + problem.found())
                .containsExactly(
                        "l.yaml:1:1 the key \"targts\"",
                        "l.yaml:3:7 \"!\"",
                        "l.yaml:4:8 \"?02\"",
                        "l.yaml:6:5 \"!\"",
                        "l.yaml:7:5 a list",
                        "l.yaml:8:5 nothing",
                        "l.yaml:9:5 a mapping without target",
                        "l.yaml:10:20 the key \"service\"",
                        "l.yaml:11:34 \"x\"",
                        "l.yaml:12:27 a list",
                        "l.yaml:13:32 a list",
                        "l.yaml:14:20 the key \"target\" again",
                        "l.yaml:15:37 services beside a scheme",
                        "l.yaml:16:27 \"b\"",
                        "l.yaml:17:5 the tag \"tag:yaml.org,2002:java.net.URL\"",
                        "l.yaml:18:5 the alias \"*gone\"",
                        "l.yaml:19:6 a list as key",
                        "l.yaml:20:9 \"one\"",
                        "l.yaml:22:5 a pool without name",
                        "l.yaml:23:13 a space",
                        "l.yaml:24:11 a list");
        assertThat(list.targets())
                .extracting(Target::host)
                .containsExactly("ex03", "ex06", "ex07", "ex08", "ex09", "ex10", "ex14", "ex15");
    }

    @Test
    void keepsWhatStandsBeforeASyntaxError() {
        TargetList list = read("targets:\n  - ex01\n  - {target: ex02}\n  - {target: ex03\ngroups: [\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01", "ex02");
        assertThat(list.problems()).hasSize(1);
        assertThat(list.problems().get(0).place()).hasToString("l.yaml:5:7");
        assertThat(list.problems().get(0).expected()).isEqualTo("YAML");
    }

    @Test
    void aSecondDocumentIsTold() {
        TargetList list = read("targets: [ex01]\n---\ntargets: [ex02]\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("l.yaml:2:1");
    }

    @Test
    void namesControlCharactersAndGoesOn() {
        TargetList list = read("targets:\n  - ex01\n  - e\u0007x\n  - ex02\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01", "ex02");
        assertThat(list.problems())
                .extracting(Problem::sentence)
                .singleElement()
                .asString()
                .startsWith("l.yaml:3:6: found \"<U+0007>\"");
    }

    /** Wherever the parser's buffer ends. */
    @Test
    void aCharacterBeyondTheBasicPlaneMayStandAnywhere() {
        for (int place = 900; place < 2_200; place++) {
            TargetList list = read("# " + "x".repeat(place) + "\uD83D\uDE00\ntargets: [ex01]\n");
            assertThat(list.problems()).as("behind %s characters", place).isEmpty();
            assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        }
    }

    @Test
    void followsAliasesOfTextsListsAndMappings() {
        TargetList list = read("""
                targets: [&a ex01, {target: ex02, labels: &l {site: A}}, {target: ex03, labels: *l}]
                groups: [{targets: &t [ex04]}, {name: again, targets: *t}]
                pools: [{name: *a, members: [ex05]}]
                """);
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets())
                .extracting(Target::host)
                .containsExactly("ex01", "ex02", "ex03", "ex04", "ex04", "ex05");
        assertThat(list.targets().get(2).labels()).isEqualTo(Map.of("site", "A"));
        assertThat(list.targets().get(5).pool()).isEqualTo("ex01");
    }

    @Test
    void aFewLinesDoNotStandForBillions() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            text.append("a%d: &a%d [".formatted(level, level))
                    .append(("*a" + (level - 1) + ",").repeat(9))
                    .append("]\n");
        }
        TargetList list = read(text + "targets: [ex01, *a11]\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems()).anyMatch(p -> p.found().startsWith("aliases that stand for more than"));
    }

    @Test
    void depthIsBounded() {
        TargetList list = read("targets: [ex01]\ngroups: " + "[".repeat(100_000));
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems()).anyMatch(p -> p.found().equals("more than 32 levels"));
    }

    @Test
    void readsAListOfAHundredThousand() {
        StringBuilder text = new StringBuilder("targets:\n");
        for (int number = 0; number < 100_000; number++) {
            text.append("  - {target: ex")
                    .append(number)
                    .append(".contoso.test, labels: {rack: 0")
                    .append(number)
                    .append("}}\n");
        }
        TargetList list = read(text.toString());
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets()).hasSize(100_000);
        assertThat(list.targets().get(7).labels()).isEqualTo(Map.of("rack", "07"));
    }

    private static TargetList read(String text) {
        return TargetReader.read("l.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
