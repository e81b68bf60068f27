package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Await;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import dev.extls.tls.ProtocolVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The change window: servers go down, come back, and are held against what they were. Looks are twenty times as quick as at real ones. */
@Timeout(120)
class VerifyCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final int port = FreePort.next();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aServerThatComesBackWithTls12IsConfirmed() {
        Path before = before(TLS_1_0);
        CompletableFuture<Integer> verify = verify(before, "60s");
        said(" is down");
        try (JsseServer server = JsseServer.speaking(TLS_1_2).startAt(port)) {
            int exitCode = verify.join();

            assertThat(exitCode).as(everything()).isZero();
            assertThat(text())
                    .contains("confirmed: 127.0.0.1 (HTTPS " + port + "): ")
                    .contains("TLS 1.2 was refused; now is confirmed")
                    .contains("Of 1 endpoints: 1 confirmed.");
            JsonNode endpoint = verification().path("endpoints").path(0);
            assertThat(endpoint.path("answer").asString()).isEqualTo("CONFIRMED");
            assertThat(endpoint.path("timeline").findValuesAsString("phase"))
                    .startsWith("DOWN")
                    .endsWith("TLS", "STEADY", "VERIFIED");
            assertThat(server.connections()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aServerThatLostTls12IsWorse() {
        Path before = before(TLS_1_2);
        CompletableFuture<Integer> verify = verify(before, "60s");
        said(" is down");
        try (JsseServer server = JsseServer.speaking(TLS_1_0).startAt(port)) {
            assertThat(verify.join()).as(everything()).isEqualTo(1);
            assertThat(server.connections()).isPositive();
            assertThat(text())
                    .contains("WORSE THAN BEFORE: 127.0.0.1")
                    .contains("TLS 1.2 was confirmed; now is refused");
        }
    }

    @Test
    void aServerThatIsAsBeforeAndWasSeenDownSaysThatTheChangeTookNoEffect() {
        Path before = before(TLS_1_0);
        CompletableFuture<Integer> verify = verify(before, "60s");
        said(" is down");
        try (JsseServer server = JsseServer.speaking(TLS_1_0).startAt(port)) {
            assertThat(verify.join()).as(everything()).isEqualTo(1);
            assertThat(server.connections()).isPositive();
            assertThat(text())
                    .contains("NOT CONFIRMED: ")
                    .contains("it was seen to go down: the change did not take effect.");
        }
    }

    @Test
    void aServerThatNeverWentDownIsAskedAbout() {
        Path before = before(TLS_1_0);
        try (JsseServer server = JsseServer.speaking(TLS_1_0).startAt(port)) {
            assertThat(verify(before, "60s").join()).as(everything()).isEqualTo(1);
            assertThat(server.connections()).isPositive();
            assertThat(text()).contains("It was never seen down since the wait began: was it restarted?");
        }
    }

    @Test
    void aServerThatNeverComesBackIsSaidToHaveNot() {
        Path before = before(TLS_1_2);

        int exitCode = verify(before, "2s").join();

        assertThat(exitCode).as(everything()).isEqualTo(1);
        assertThat(err.toString()).contains(" is not steady in time");
        assertThat(text())
                .contains("NEVER CAME BACK: 127.0.0.1")
                .contains("It answered; now the connection was refused");
        assertThat(verification().path("exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void aServerInMaintenanceModeIsNoticedByItsHealthPage() {
        Path before = before(TLS_1_2);
        CompletableFuture<Integer> verify = verify(before, "60s");
        said(" is down");
        try (JsseServer server = JsseServer.speaking(TLS_1_2)
                .answering((request, out) ->
                        out.write("HTTP/1.1 404 Not Found\r\nX-FEServer: EX01\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)))
                .startAt(port)) {
            assertThat(verify.join()).as(everything()).isZero();
            assertThat(server.connections()).isPositive();
            assertThat(text())
                    .contains("is answered by 404: the server may be in maintenance mode")
                    .doesNotContain("Who answered");
        }
    }

    @Test
    void aRunThatIsNotThereIsAMistake() {
        Ran ran = Ran.of("verify", "--before", folder.resolve("nowhere"), "-o", folder);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("cannot read the run");
    }

    private Path before(ProtocolVersion version) {
        try (JsseServer server = JsseServer.speaking(version).startAt(port)) {
            Ran.of(
                    "scan",
                    "--name",
                    "before",
                    "-o",
                    folder.resolve("before"),
                    "https://127.0.0.1:" + server.ports().get(0));
        }
        return RunOutput.onlyOneIn(folder.resolve("before")).folder();
    }

    private CompletableFuture<Integer> verify(Path before, String wait) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify", "--before", before.toString(), "--wait", wait, "--quicker", "20", "--retries", "0", "-o"));
        arguments.add(folder.resolve("after").toString());
        return CompletableFuture.supplyAsync(() ->
                Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new)));
    }

    private void said(String words) {
        Await.until(words, LONG, () -> err.toString().contains(words));
    }

    private String text() {
        return out.toString().replaceAll("\\s+", " ");
    }

    private String everything() {
        return out + "\n" + err;
    }

    private JsonNode verification() {
        return JsonMapper.shared()
                .readTree(RunOutput.onlyOneIn(folder.resolve("after")).folder().resolve("verification.json"));
    }
}
