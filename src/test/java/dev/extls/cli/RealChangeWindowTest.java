package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Await;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Servers of other projects are stopped, configured otherwise and started again at the same port while they are verified. What the verification
 * says of its progress drives the servers; looks are five times as quick as at real changes.
 */
@WithRealServers
class RealChangeWindowTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Integer> ports = List.of(FreePort.next(), FreePort.next());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** What is restarted. */
    enum Kind {
        NGINX("https") {
            @Override
            RealServer start(List<Integer> ports, ProtocolVersion version) {
                return NginxServer.speaking(version).startAt(ports);
            }
        },
        POSTFIX("smtp") {
            @Override
            RealServer start(List<Integer> ports, ProtocolVersion version) {
                return PostfixServer.speaking(version).startAt(ports);
            }
        };

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        abstract RealServer start(List<Integer> ports, ProtocolVersion version);
    }

    @ParameterizedTest
    @EnumSource
    void tls12InPlaceOfTls10IsConfirmed(Kind kind) {
        CompletableFuture<Integer> verify = verify(before(kind, TLS_1_0), "60s");
        said(" is down", 1);
        try (RealServer server = kind.start(ports, TLS_1_2)) {
            assertThat(verify.join()).as(everything()).isZero();
            assertThat(server.ports()).isNotEmpty();
        }
        assertThat(endpoint().path("answer").asString()).isEqualTo("CONFIRMED");
        assertThat(endpoint().path("sentence").asString())
                .contains("TLS 1.0 was confirmed; now is refused", "TLS 1.2 was refused; now is confirmed");
        assertThat(phases()).startsWith("DOWN").endsWith("STEADY", "VERIFIED");
    }

    @ParameterizedTest
    @EnumSource
    void tls10InPlaceOfTls12IsWorse(Kind kind) {
        CompletableFuture<Integer> verify = verify(before(kind, TLS_1_2), "60s");
        said(" is down", 1);
        try (RealServer server = kind.start(ports, TLS_1_0)) {
            assertThat(verify.join()).as(everything()).isEqualTo(1);
            assertThat(server.ports()).isNotEmpty();
        }
        assertThat(endpoint().path("answer").asString()).isEqualTo("WORSE_THAN_BEFORE");
        assertThat(endpoint().path("sentence").asString())
                .contains("TLS 1.0 was refused; now is confirmed", "TLS 1.2 was confirmed; now is refused");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsAsBeforeSaysThatTheChangeTookNoEffect(Kind kind) {
        CompletableFuture<Integer> verify = verify(before(kind, TLS_1_0), "60s");
        said(" is down", 1);
        try (RealServer server = kind.start(ports, TLS_1_0)) {
            assertThat(verify.join()).as(everything()).isEqualTo(1);
            assertThat(server.ports()).isNotEmpty();
        }
        assertThat(endpoint().path("answer").asString()).isEqualTo("NOT_CONFIRMED");
        assertThat(endpoint().path("sentence").asString())
                .contains("Everything is as before, and it was seen to go down: the change did not take effect.");
        assertThat(endpoint().path("changes").size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotStartedAgainNeverCameBack(Kind kind) {
        assertThat(verify(before(kind, TLS_1_0), "2s").join()).as(everything()).isEqualTo(1);

        assertThat(endpoint().path("answer").asString()).isEqualTo("NEVER_CAME_BACK");
        assertThat(phases()).containsExactly("DOWN", "OVERDUE");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatFlapsIsVerifiedWhenItStays(Kind kind) {
        CompletableFuture<Integer> verify = verify(before(kind, TLS_1_0), "60s");
        said(" is down", 1);
        try (RealServer brief = kind.start(ports, TLS_1_0)) {
            said(" answers", 1);
            assertThat(brief.ports()).isNotEmpty();
        }
        said(" is down", 2);
        try (RealServer server = kind.start(ports, TLS_1_2)) {
            assertThat(verify.join()).as(everything()).isZero();
            assertThat(server.ports()).isNotEmpty();
        }
        assertThat(endpoint().path("answer").asString()).isEqualTo("CONFIRMED");
        List<String> phases = phases();
        assertThat(phases.stream().filter(phase -> phase.equals("TLS"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(phases.stream().filter(phase -> phase.equals("STEADY"))).hasSize(1);
        assertThat(phases.indexOf("STEADY")).isGreaterThan(phases.lastIndexOf("DOWN"));
    }

    private Path before(Kind kind, ProtocolVersion version) {
        try (RealServer server = kind.start(ports, version)) {
            Ran ran = Ran.of(
                    "scan",
                    "--name",
                    "before",
                    "-o",
                    folder.resolve("before"),
                    kind.scheme + "://127.0.0.1:" + server.port());
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(version == TLS_1_2 ? 0 : 1);
        }
        return RunOutput.onlyOneIn(folder.resolve("before")).folder();
    }

    private CompletableFuture<Integer> verify(Path before, String wait) {
        List<String> arguments = List.of(
                "verify",
                "--before",
                before.toString(),
                "--wait",
                wait,
                "--quicker",
                "5",
                "--retries",
                "0",
                "-o",
                folder.resolve("after").toString());
        return CompletableFuture.supplyAsync(() ->
                Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new)));
    }

    private void said(String words, int times) {
        Await.until(words, LONG, () -> err.toString().split(words, -1).length > times);
    }

    private String everything() {
        return out + "\n" + err;
    }

    private JsonNode endpoint() {
        return JsonMapper.shared()
                .readTree(RunOutput.onlyOneIn(folder.resolve("after")).folder().resolve("verification.json"))
                .path("endpoints")
                .path(0);
    }

    private List<String> phases() {
        return endpoint().path("timeline").findValuesAsString("phase");
    }
}
