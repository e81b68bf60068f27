package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** {@code extls demo} as a user runs it, and the story that its report tells: profiles of EXCHANGE.md as {@code targets/demo.yaml} has them. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before the first test
class DemoIT {
    @TempDir
    private static Path folder;

    private static Path jar;
    private static Ran demo;
    private static List<String> left = List.of();
    private static RunOutput written;
    private static Map<String, ReportedEndpoint> farm;

    @BeforeAll
    static void runItOnce() throws IOException {
        // A name that no other process of this machine has on its command line.
        jar = Files.createSymbolicLink(folder.resolve("extls.jar"), PackagedRun.JAR);
        Path reports = folder.resolve("reports");
        List<String> command = new ArrayList<>(
                PackagedRun.command(PackagedRun.THIS_JAVA, List.of(), List.of("demo", "-o", reports.toString())));
        Collections.replaceAll(command, PackagedRun.JAR.toString(), jar.toString());
        try (PackagedRun run = PackagedRun.start(folder, command)) {
            demo = run.end();
            left = processes();
        }
        Files.delete(jar);
        written = RunOutput.onlyOneIn(reports);
        farm = written.endpoints().stream()
                .collect(Collectors.toMap(
                        endpoint -> endpoint.serverName() + " " + endpoint.service(), Function.identity()));
    }

    @Test
    void itEndsWellWithTheTableAndTheReport() {
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        assertThat(demo.out())
                .contains("SSLv2", "TLS1.3", "✔ yes", "✘ no", "52 endpoints")
                .contains("FAILS: \"TLS 1.2 is confirmed on every endpoint\"");
        assertThat(demo.out().strip()).endsWith("Report: " + written.folder());
        assertThat(demo.err()).contains("This is a simulation");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        assertThat(left).as("processes").isEmpty();
        try (var files = Files.list(written.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("observations.jsonl", "report.html", "report.json", "results.csv");
        }
    }

    @Test
    void theJournalHoldsWhatTheReportCites() throws IOException {
        assertThat(written.journal().problems()).isEmpty();
        assertThat(written.journal().observations().stream().map(one -> one.id()))
                .containsAll(written.cited());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280, 2560})
    @Timeout(300)
    void itsPageIsReadOnAnyScreenWithoutARequestOrAComplaint(int width) {
        try (Browser browser = Browser.start(false)) {
            browser.open(written.folder().resolve("report.html"), width, 900);
            browser.until("document.getElementById('count').textContent === '52 endpoints'");

            browser.press("/");
            browser.press("forgotten");
            browser.until("/^[1-9] of 52 endpoints$/.test(document.getElementById('count').textContent)");
            browser.press(Keys.ESCAPE);
            browser.find("[name=verdict][value=H]").click();
            browser.until("/^[1-9] of 52 endpoints$/.test(document.getElementById('count').textContent)");
            browser.find("button[type=reset]").click();
            browser.until("document.getElementById('count').textContent === '52 endpoints'");
            browser.find("#grid [data-sort=server] button").click();
            assertThat(browser.all("#grid .server"))
                    .extracting(WebElement::getText)
                    .isSorted();
            browser.find("#theme").click();
            browser.find("#theme").click();
            assertThat(browser.run("return document.documentElement.dataset.theme"))
                    .isEqualTo("dark");

            browser.run("document.querySelector('button.open').focus()");
            browser.press(Keys.ENTER);
            browser.until("document.querySelector('.panel .suites li')");
            assertThat(browser.violations()).isEmpty();

            browser.run("document.querySelector('.panel .versions .evidence a').focus()");
            browser.press(Keys.ENTER);
            browser.until("document.querySelector('.connection[open] .fields')");
            assertThat(browser.run("const root = document.documentElement; return root.scrollWidth - root.clientWidth"))
                    .isEqualTo(0L);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file://" + written.folder()));
        }
    }

    /** Profile, service, and what is spoken from TLS 1.0 on; nothing else is, and nothing stays unknown. */
    @ParameterizedTest
    @CsvSource({
        "ex2010-2008r2-before, SMTP, TLSv1.0",
        "ex2010-2008r2-before, HTTPS, TLSv1.0",
        "ex2010-2008r2-before, IMAPS, TLSv1.0",
        "ex2010-2008r2-before, POP3S, TLSv1.0",
        "ex2010-2008r2-after, SMTP, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2010-2008r2-after, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2013-2012r2-old, SMTP, TLSv1.0",
        "ex2013-2012r2-old, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2012r2, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2016, SMTP, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2016, SUBMISSION, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2016, IMAP, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2016, POP3, TLSv1.0 TLSv1.1 TLSv1.2",
        "ex2016-2016-hardened, SMTP, TLSv1.2",
        "ex2016-2016-hardened, HTTPS, TLSv1.2",
        "ex2019-2019, SMTP, TLSv1.2",
        "ex2019-2019, IMAPS, TLSv1.2",
        "ex2019cu15-2022, SMTP, TLSv1.2",
        "ex2019cu15-2022, HTTPS, TLSv1.2 TLSv1.3",
        "exse-2025, SMTP, TLSv1.2",
        "exse-2025, IMAPS, TLSv1.2 TLSv1.3",
        "throttled, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2",
        "maintenance, HTTPS, TLSv1.2",
        "forgotten-node, SMTP, TLSv1.0 TLSv1.1 TLSv1.2",
        "forgotten-node, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2",
        "lb-offload-other-certificate, HTTPS, TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3"
    })
    void itTellsItsStory(String profile, String service, String spoken) {
        List<ReportedEndpoint> endpoints = playing(profile, service);

        assertThat(endpoints).isNotEmpty().allSatisfy(endpoint -> {
            assertThat(endpoint.spoken().stream().filter(version -> version.startsWith("TLS")))
                    .containsExactly(spoken.split(" ", -1));
            assertThat(endpoint.versionsWith("UNKNOWN")).isEmpty();
            assertThat(endpoint.trouble()).isEmpty();
        });
    }

    @Test
    void theOldestSpeakWhatComesBeforeTls() {
        assertThat(playing("ex2010-2008r2-before", "HTTPS").get(0).spoken()).contains("SSLv3");
        assertThat(playing("ex2010-2008r2-after", "HTTPS").get(0).spoken()).doesNotContain("SSLv2", "SSLv3");
    }

    @ParameterizedTest
    @CsvSource({
        "throttled, SMTP, THROTTLED, THROTTLED",
        "no-starttls, SMTP, STARTTLS_NOT_OFFERED, STARTTLS_NOT_OFFERED",
        "pop-not-started, POP3S, CONNECTION_REFUSED, NOT_ESTABLISHED"
    })
    void whatCouldNotBeAskedIsUnknownWithItsReason(String profile, String service, String trouble, String finding) {
        assertThat(playing(profile, service)).isNotEmpty().allSatisfy(endpoint -> {
            assertThat(endpoint.trouble()).isEqualTo(trouble);
            assertThat(endpoint.versionsWith("UNKNOWN")).hasSize(6);
            assertThat(endpoint.findings()).contains(finding);
        });
    }

    @Test
    void theExpiredCertificateIsFoundWhereItIsAndNowhereElse() {
        assertThat(written.endpoints().stream()
                        .filter(endpoint -> endpoint.findings().contains("CERTIFICATE_EXPIRED"))
                        .map(endpoint -> endpoint.labels().get("lab")))
                .containsOnly("expired-certificate")
                .hasSize(2);
    }

    @Test
    void theForgottenNodeIsTheOneOfItsPoolThatSpeaksOldVersions() {
        assertThat(farm("ex31.contoso.test HTTPS").spoken()).containsExactly("TLSv1.2");
        assertThat(farm("ex32.contoso.test HTTPS").spoken()).containsExactly("TLSv1.2");
        assertThat(farm("ex33.contoso.test HTTPS").labels()).containsEntry("node", "EX33");
        assertThat(farm("ex33.contoso.test HTTPS").spoken()).contains("TLSv1.0");
        assertThat(farm("mail.contoso.test HTTPS").answer("TLSv1.2")).isEqualTo("YES");
    }

    @Test
    void theForgottenNodeIsTheOddOneOfItsGridAndTheBalancerPassesThrough() {
        assertThat(service("mail.contoso.test")).hasSize(2).allSatisfy(service -> {
            String name = service.path("service").asString();
            assertThat(service.at("/differences/0/sentence").asString())
                    .isEqualTo("EX33 still negotiates TLS 1.0 and TLS 1.1 on " + name + "; EX31 and EX32 do not.");
            assertThat(service.at("/tls/passage").asString()).isEqualTo("PASSES_THROUGH");
            assertThat(service.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("YES");
        });
        assertThat(demo.out()).contains("Pool mail.contoso.test", "* the odd one out");
    }

    @Test
    void theBalancerThatEndsTlsIsSaidToAndBreaksExtendedProtection() {
        assertThat(service("owa.contoso.test")).singleElement().satisfies(service -> {
            assertThat(service.at("/tls/passage").asString()).isEqualTo("ENDS_TLS");
            assertThat(service.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("NO");
        });
    }

    /** What the virtual address says by itself, as it would without a list of members. */
    @Test
    void withoutTheListOfMembersTheContradictionNamesTheNodesOnEitherSide() {
        JsonNode version = farm("mail.contoso.test SMTP").json().at("/versions/TLSv1.0");
        assertThat(version.path("contradicted").asBoolean()).isTrue();
        assertThat(farm("mail.contoso.test SMTP")
                        .json()
                        .path("findings")
                        .valueStream()
                        .map(finding -> finding.path("sentence").asString()))
                .anyMatch(
                        sentence -> sentence.matches(
                                ".*: TLS 1\\.0 was both negotiated \\([o\\d, ]+ by ex33\\.contoso\\.test.*\\)"
                                        + " and refused \\([o\\d, ]+ by ex3[12]\\.contoso\\.test.*\\); more than one node may answer at this address\\."));
    }

    private static List<JsonNode> service(String pool) {
        return written.report()
                .path("pools")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(pool))
                .flatMap(one -> one.path("services").valueStream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.contoso.test SMTP, EX31 EX32 EX33",
        "mail.contoso.test HTTPS, EX31 EX32 EX33",
        // it ends TLS, and passes the page on that names the node
        "owa.contoso.test HTTPS, EX41 EX42"
    })
    void everyNodeBehindABalancerIsReachedAndNamed(String balancer, String nodes) {
        JsonNode who = farm(balancer).json().path("whoAnswered");

        assertThat(who.path("nodes").values())
                .as("%s", who)
                .allMatch(node -> node.path("member").asBoolean())
                .extracting(node -> node.path("label").asString())
                .containsExactlyInAnyOrder(nodes.split(" ", -1));
        assertThat(who.path("notReached")).isEmpty();
        assertThat(demo.out()).contains("Who answered at " + balancer.split(" ", 2)[0]);
    }

    private static ReportedEndpoint farm(String nameAndService) {
        return Objects.requireNonNull(farm.get(nameAndService), nameAndService);
    }

    private static List<ReportedEndpoint> playing(String profile, String service) {
        return written.endpoints().stream()
                .filter(endpoint -> profile.equals(endpoint.labels().get("lab"))
                        && service.equals(endpoint.service())
                        // a balancer carries the label of the whole pool
                        && (!endpoint.labels().containsKey("node") || !profile.startsWith("lb-")))
                .toList();
    }

    private static List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(one -> one.info().commandLine().orElse(""))
                .filter(command -> command.contains(jar.toString()))
                .toList();
    }
}
