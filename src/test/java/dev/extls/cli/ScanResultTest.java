package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.extls.journal.Journal;
import dev.extls.observation.Observation;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.WithRealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code scan} against real servers: exit code, standard output, and what lies in the folder of the run. */
@WithRealServers
class ScanResultTest {
    /** Nothing listens on port 1 of loopback, and no test gives it away: it needs root. */
    private static final String REFUSED = "smtp://127.0.0.1:1";

    @TempDir
    private Path reports;

    @Test
    void everyRuleHoldsEndsWithZero() {
        try (RealServer server = JsseServer.speaking(TLS_1_2).start()) {
            Ran ran = Ran.of("scan", "-o", reports, https(server));

            assertThat(ran.exitCode()).as(ran.toString()).isZero();
            assertThat(ran.out()).contains("HOLDS: ").contains("✔ yes");
        }
    }

    @Test
    void aRuleThatFailsEndsWithOneWhateverElseIsUnknown() {
        try (RealServer server = JsseServer.speaking(TLS_1_0).start()) {
            Ran ran = Ran.of("scan", "-o", reports, https(server), REFUSED);

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
            assertThat(ran.out()).contains("FAILS: ");
            assertThat(RunOutput.onlyOneIn(reports).endpoints())
                    .extracting(ReportedEndpoint::spoken)
                    .containsExactly(List.of("TLSv1.0"), List.of());
        }
    }

    @Test
    void whatCannotBeReachedIsReportedWithItsReasonAndTheRestIsMeasured() {
        try (RealServer nginx = NginxServer.speaking(TLS_1_2, TLS_1_3).start()) {
            Ran ran = Ran.of("scan", "-o", reports, "nosuch.contoso.test", REFUSED, https(nginx));

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.out())
                    .contains("the name could not be resolved")
                    .contains("the connection was refused")
                    .contains("UNKNOWN: ");
            List<ReportedEndpoint> endpoints = RunOutput.onlyOneIn(reports).endpoints();
            assertThat(endpoints)
                    .extracting(ReportedEndpoint::service, ReportedEndpoint::trouble)
                    .containsExactly(
                            tuple("SMTP", "NAME_NOT_RESOLVED"),
                            tuple("HTTPS", "NAME_NOT_RESOLVED"),
                            tuple("IMAPS", "NAME_NOT_RESOLVED"),
                            tuple("POP3S", "NAME_NOT_RESOLVED"),
                            tuple("SMTP", "CONNECTION_REFUSED"),
                            tuple("HTTPS", ""));
            assertThat(endpoints.subList(0, 5)).allSatisfy(endpoint -> {
                assertThat(endpoint.versionsWith("UNKNOWN")).hasSize(6);
                assertThat(endpoint.connections()).isZero();
            });
            assertThat(endpoints.get(5).spoken()).containsExactly("TLSv1.2", "TLSv1.3");
            assertThat(endpoints.get(5).versionsWith("NO")).containsExactly("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1");
        }
    }

    @Test
    void aLineThatCannotBeReadIsNamedAndTheRestIsScanned() throws IOException {
        try (RealServer server = JsseServer.speaking(TLS_1_2).start()) {
            Path list = Files.writeString(
                    reports.resolve("servers.txt"), "# two\n" + https(server) + "\n  smtp://ex01:99999\n");
            Path folder = reports.resolve("runs");

            Ran ran = Ran.of("scan", "-o", folder, "-f", list);

            assertThat(ran.err()).contains(list + ":3:15: found \"99999\", expected a port of 1 to 65535");
            assertThat(RunOutput.onlyOneIn(folder).endpoints())
                    .extracting(ReportedEndpoint::target)
                    .containsExactly(https(server));
            assertThat(ran.exitCode())
                    .as("what was not understood was not looked at: %s", ran)
                    .isEqualTo(3);
        }
    }

    @Test
    void theLabelsOfAListArriveInTheReport() throws IOException {
        Path list = Files.writeString(
                reports.resolve("servers.csv"), "host;service;port;site;ticket\n127.0.0.1;smtp;1;Zürich;CHG-7\n");
        Path folder = reports.resolve("runs");

        Ran ran = Ran.of("scan", "-o", folder, "-f", list);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
        assertThat(RunOutput.onlyOneIn(folder).endpoints())
                .extracting(ReportedEndpoint::labels)
                .containsExactly(Map.of("site", "Zürich", "ticket", "CHG-7"));
    }

    @Test
    void onlyTheFormatsAskedForAreWritten() throws IOException {
        Ran ran = Ran.of("scan", "-o", reports, "--format", "csv", "--csv-separator", "semicolon", REFUSED);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
        List<Path> runs = RunOutput.in(reports);
        assertThat(runs).hasSize(1);
        try (Stream<Path> files = Files.list(runs.get(0))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("observations.jsonl", "results.csv");
        }
        assertThat(runs.get(0).resolve("results.csv")).content().startsWith("\ufeffserver;service;port;");
    }

    @Test
    void theJournalHoldsEveryObservationThatTheReportCites() throws IOException {
        try (RealServer server = JsseServer.speaking(TLS_1_2).start()) {
            Ran.of("scan", "-o", reports, "--name", "before", "--concurrency", "7", https(server), REFUSED);

            RunOutput run = RunOutput.onlyOneIn(reports);
            Journal journal = run.journal();
            assertThat(journal.problems()).isEmpty();
            assertThat(journal.header().runName()).isEqualTo("before");
            assertThat(journal.header().options()).containsEntry("concurrency", "7");
            assertThat(run.report().path("run").path("id").asString())
                    .isEqualTo(journal.header().runId());
            assertThat(run.cited()).isNotEmpty();
            assertThat(journal.observations()).extracting(Observation::id).containsAll(run.cited());
        }
    }

    @Test
    void whatWasWrittenIsNamedLastAndTheNotesSayWhatIsDone() {
        Ran ran = Ran.of("scan", "-o", reports, REFUSED);

        Path folder = RunOutput.onlyOneIn(reports).folder();
        assertThat(ran.out().strip()).endsWith("Report: " + folder);
        assertThat(ran.err())
                .isEqualTo("extls: scanning 1 endpoint; every observation goes to "
                        + folder.resolve("observations.jsonl") + System.lineSeparator());
    }

    @Test
    void quietLeavesStandardErrorToMistakes() {
        assertThat(Ran.of("scan", "-q", "-o", reports, REFUSED).err()).isEmpty();
        assertThat(Ran.of("scan", "-q", "-o", reports, REFUSED, "ftp://x").err())
                .startsWith("extls: <command line>:1:1: found \"ftp\"");
    }

    private static String https(RealServer server) {
        return "https://127.0.0.1:" + server.port();
    }
}
