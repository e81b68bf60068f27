package dev.extls.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.target.TargetReader;
import dev.extls.written.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpansionTest {
    @Test
    void aBareNameMeansTheFourServicesOfTheMission() {
        Expanded expanded = expand("l.txt", "ex01.test\n");
        assertThat(expanded.problems()).isEmpty();
        assertThat(expanded.endpoints())
                .extracting(Endpoint::key)
                .containsExactly(
                        "smtp://ex01.test:25",
                        "https://ex01.test:443",
                        "imaps://ex01.test:993",
                        "pop3s://ex01.test:995");
        assertThat(expanded.endpoints()).noneMatch(Endpoint::resolved).allMatch(Endpoint::namedByHostName);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.test@10.0.0.11:25, smtp://mail.test@10.0.0.11:25, 10.0.0.11",
        "https://[2001:DB8::1], https://[2001:db8::1]:443, 2001:db8::1",
        "ex01:2525, transport://ex01:2525, ''",
        "ex01:465, client-proxy://ex01:465, ''",
        "tls://dc01:636, tls://dc01:636, ''",
        "BACKEND_HTTPS://ex01:8444, backend-https://ex01:8444, ''",
        "imaps://mail.test@ex01, imaps://mail.test@ex01:993, ''",
    })
    void oneDoorForOneService(String target, String key, String address) {
        Expanded expanded = expand("l.txt", target);
        assertThat(expanded.problems()).isEmpty();
        assertThat(expanded.endpoints()).extracting(Endpoint::key).containsExactly(key);
        assertThat(expanded.endpoints()).extracting(Endpoint::address).containsExactly(address);
        assertThat(expanded.endpoints()).extracting(Endpoint::target).containsExactly(target);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceHasAScheme(Service service) {
        Expanded expanded = expand("l.txt", service.scheme() + "://ex01:7777");
        assertThat(expanded.endpoints()).extracting(Endpoint::service).containsExactly(service);
    }

    @Test
    void namesWhatMeansNothing() {
        Expanded expanded = expand("l.txt", "  http://ex01\nex02:8443\ntls://ex03\nex04:25\n");
        assertThat(expanded.endpoints()).extracting(Endpoint::key).containsExactly("smtp://ex04:25");
        assertThat(expanded.problems())
                .extracting(problem -> problem.place() + " " + problem.found())
                .containsExactly(
                        "l.txt:1:3 \"http\"", "l.txt:2:1 port 8443 without a service", "l.txt:3:1 tls without port");
        assertThat(expanded.problems().get(0).expected()).contains("smtp://").contains("tls://");
        assertThat(expanded.problems().get(1).expected()).startsWith("scheme://host:port");
    }

    @Test
    void aMistakeOfAGroupIsToldOnce() {
        Expanded expanded =
                expand("l.yaml", "groups:\n  - {services: [SMPT, HTTPS], ports: {IMPAS: 1}, targets: [ex01, ex02]}\n");
        assertThat(expanded.problems())
                .extracting(problem -> problem.place() + " " + problem.found())
                .containsExactly("l.yaml:2:17 \"SMPT\"", "l.yaml:2:39 \"IMPAS\"");
        assertThat(expanded.endpoints())
                .extracting(Endpoint::key)
                .containsExactly("https://ex01:443", "https://ex02:443");
    }

    @Test
    void portsOfServicesReplaceTheUsualOnes() {
        Expanded expanded = expand("l.yaml", """
                defaults: {ports: {smtp: 26, IMAPS: 1}}
                targets:
                  - {target: ex01, services: [SMTP, HTTPS, TLS], ports: {SMTP: 27, TLS: 636}}
                  - https://ex02
                """);
        assertThat(expanded.problems()).isEmpty();
        assertThat(expanded.endpoints())
                .extracting(Endpoint::key)
                .containsExactly("smtp://ex01:27", "https://ex01:443", "tls://ex01:636", "https://ex02:443");
    }

    @Test
    void aWrittenPortCountsMoreThanTheServicesOfTheGroup() {
        Expanded expanded =
                expand("l.yaml", "defaults: {services: [SMTP, IMAPS]}\ntargets: [ex01, 'ex02:443', 'ex03:8443']\n");
        assertThat(expanded.endpoints())
                .extracting(Endpoint::key)
                .containsExactly("smtp://ex01:25", "imaps://ex01:993", "https://ex02:443");
        assertThat(expanded.problems()).extracting(Problem::found).containsExactly("port 8443 without a service");
    }

    @Test
    void onePortCannotServeSeveralServices() {
        Expanded expanded = expand("l.csv", "target,port,services\nex01,443,HTTPS SMTP\nex02,8443,HTTPS\n");
        assertThat(expanded.endpoints()).extracting(Endpoint::key).containsExactly("https://ex02:8443");
        assertThat(expanded.problems()).extracting(Problem::found).containsExactly("one port for 2 services");
    }

    @Test
    void duplicatesAreMergedAndSaid() {
        Expanded expanded = expand(
                "l.csv",
                "target,site,owner\nhttps://ex01,A,\nhttps://EX01:443/,B,me\nhttps://ex01.,A,\nhttps://ex02,,\n");
        assertThat(expanded.endpoints())
                .extracting(Endpoint::key)
                .containsExactly("https://ex01:443", "https://ex02:443");
        assertThat(expanded.endpoints().get(0).labels()).isEqualTo(Map.of("site", "A, B", "owner", "me"));
        assertThat(expanded.merged())
                .extracting(Merged::sentence)
                .containsExactly(
                        "l.csv:3:1: https://ex01:443 is already in l.csv:2:1",
                        "l.csv:4:1: https://ex01:443 is already in l.csv:2:1");
        assertThat(expanded.problems()).isEmpty();
    }

    @Test
    void aDoorInTwoGroupsGetsTheStricterOfTheirLimits() {
        Expanded expanded = expand("l.yaml", """
                groups:
                  - {limits: {per-address: 3}, targets: [https://ex01, https://ex02]}
                  - {limits: {per-address: 2, gap: 1s}, targets: [https://ex01, smtp://ex01]}
                  - {limits: {gap: 500ms}, targets: [https://ex01]}
                targets: [https://ex03]
                """);
        assertThat(expanded.endpoints())
                .extracting(
                        e -> e.key() + " " + e.pace().atOnce() + " " + e.pace().gap())
                .containsExactly(
                        "https://ex03:443 0 PT0S",
                        "https://ex01:443 2 PT1S",
                        "https://ex02:443 3 PT0S",
                        "smtp://ex01:25 2 PT1S");
        assertThat(expanded.endpoints().get(1).at("10.0.0.1").pace())
                .isEqualTo(expanded.endpoints().get(1).pace());
    }

    @Test
    void poolsGiveTheirNameAndRole() {
        Expanded expanded = expand("l.yaml", """
                targets: [https://mail.test]
                pools:
                  - {name: mail.test, services: [HTTPS], virtual: [mail.test], members: [ex01, 10.0.0.2]}
                  - {name: other, sni: mail.test, services: [HTTPS], members: [ex01]}
                """);
        assertThat(expanded.endpoints())
                .extracting(e -> e.key() + " " + e.pool() + " " + e.role())
                .containsExactly(
                        "https://mail.test:443 mail.test VIRTUAL",
                        "https://mail.test@ex01:443 mail.test MEMBER",
                        "https://mail.test@10.0.0.2:443 mail.test MEMBER");
        assertThat(expanded.merged()).hasSize(1);
        assertThat(expanded.problems())
                .extracting(p -> p.place() + " " + p.found())
                .containsExactly("l.yaml:4:64 https://mail.test@ex01:443 as MEMBER of \"other\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"servers.txt", "servers.csv", "servers.yaml"})
    void theSamplesHaveAMeaning(String sample) throws IOException {
        Expanded expanded = Expansion.of(TargetReader.read(sample, Files.readAllBytes(Path.of("targets", sample))));
        assertThat(expanded.problems()).isEmpty();
        assertThat(expanded.endpoints()).hasSizeGreaterThan(10);
    }

    private static Expanded expand(String source, String text) {
        return Expansion.of(TargetReader.read(source, text.getBytes(StandardCharsets.UTF_8)));
    }
}
