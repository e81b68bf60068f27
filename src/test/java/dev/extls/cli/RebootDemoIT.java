package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code extls demo --reboot} as a user runs it, twice as quick: the story of {@code targets/reboot.yaml} as the verification tells it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before the first test
class RebootDemoIT {
    @TempDir
    private static Path folder;

    private static Ran demo;
    private static Path after;
    private static JsonNode verification;

    @BeforeAll
    static void playItOnce() {
        Path reports = folder.resolve("reports");
        demo = PackagedRun.ended(
                folder, List.of(), List.of("demo", "--reboot", "--quicker", "20", "-o", reports.toString()));
        List<Path> runs = RunOutput.in(reports);
        assertThat(runs).as(demo.toString()).hasSize(2);
        after = runs.get(1);
        verification = JsonMapper.shared().readTree(after.resolve("verification.json"));
    }

    @Test
    void itEndsWellAlthoughTheChangeDidNot() {
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        assertThat(verification.path("exitCode").asInt()).isEqualTo(1);
        assertThat(demo.out().strip()).endsWith(" 1 never came back.");
    }

    @Test
    void itSaysThatItIsASimulationAndThatTimeRunsQuicker() {
        assertThat(demo.err())
                .contains("This is a simulation")
                .contains("time runs 20 times as quick as at real servers")
                .contains("extls verify --before ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ex10.contoso.test | HTTPS | CONFIRMED       | TLS 1.2 was refused; now is confirmed
            ex10.contoso.test | SMTP  | CONFIRMED       | TLS 1.2 was refused; now is confirmed
            ex10.contoso.test | SMTP  | CONFIRMED       | Before that it said 421 4.3.2 Service not active.
            ex10.contoso.test | SMTP  | CONFIRMED       | IIS was up
            ex10.contoso.test | SUBMISSION | CONFIRMED  | TLS 1.2 was refused; now is confirmed
            ex10.contoso.test | IMAPS | CONFIRMED       | TLS 1.2 was refused; now is confirmed
            ex10.contoso.test | POP3S | NEVER_CAME_BACK | MSExchangePop3 and MSExchangePOP3BE start by hand
            ex21.contoso.test | HTTPS | CONFIRMED       | TLS 1.2 was refused; now is confirmed
            ex22.contoso.test | HTTPS | NOT_CONFIRMED   | it was seen to go down: the change did not take effect.
            ex23.contoso.test | HTTPS | NOT_CONFIRMED   | It was never seen down since the wait began: was it restarted?
            """)
    void eachServiceHasItsAnswer(String server, String service, String answer, String words) {
        JsonNode endpoint = endpoint(server, service);

        assertThat(endpoint.path("answer").asString()).as(demo.toString()).isEqualTo(answer);
        assertThat(endpoint.path("sentence").asString()).contains(words);
        assertThat(demo.out().replaceAll("\\s+", " ")).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "ex10.contoso.test, HTTPS, DOWN TLS STEADY",
        "ex10.contoso.test, SMTP, DOWN BANNER TLS STEADY",
        "ex10.contoso.test, IMAPS, DOWN TLS STEADY",
        "ex10.contoso.test, POP3S, DOWN OVERDUE",
        "ex21.contoso.test, HTTPS, DOWN TLS STEADY",
        "ex22.contoso.test, HTTPS, DOWN TLS STEADY",
        "ex23.contoso.test, HTTPS, TLS STEADY"
    })
    void eachServiceHasItsTimeline(String server, String service, String phases) {
        assertThat(timeline(server, service)).as(demo.toString()).startsWith(phases.split(" ", -1));
    }

    @Test
    void iisIsUpBeforeTransportAndThatBeforeImap() {
        List<Instant> back = Stream.of("HTTPS", "SMTP", "IMAPS")
                .map(service -> moment("ex10.contoso.test", service, "TLS"))
                .toList();

        assertThat(back).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatStandsBeforeThePoolIsJudgedAfterItsNodes() {
        assertThat(moment("mail.contoso.test", "HTTPS", "STEADY"))
                .isAfter(moment("ex21.contoso.test", "HTTPS", "STEADY"))
                .isAfter(moment("ex22.contoso.test", "HTTPS", "STEADY"));
    }

    @Test
    void bothRunsHaveTheirReports() {
        assertThat(RunOutput.in(folder.resolve("reports")))
                .allSatisfy(run ->
                        assertThat(Files.exists(run.resolve("report.html"))).isTrue());
    }

    private static JsonNode endpoint(String server, String service) {
        return verification.path("endpoints").values().stream()
                .filter(one -> one.path("serverName").asString().equals(server)
                        && one.path("service").asString().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> timeline(String server, String service) {
        return new ArrayList<>(endpoint(server, service).path("timeline").findValuesAsString("phase"));
    }

    private static Instant moment(String server, String service, String phase) {
        return endpoint(server, service).path("timeline").values().stream()
                .filter(one -> one.path("phase").asString().equals(phase))
                .map(one -> Instant.parse(one.path("at").asString()))
                .findFirst()
                .orElseThrow();
    }
}
