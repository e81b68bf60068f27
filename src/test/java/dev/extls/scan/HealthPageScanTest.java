package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.WebPage;
import dev.extls.observation.WebPage.End;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.JsseServer.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The one page that is asked for inside TLS, from servers that mean no good: whatever they say, TLS was answered. */
class HealthPageScanTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void theHealthPageOfExchangeNamesTheNode() {
        List<String> requests = new CopyOnWriteArrayList<>();

        WebPage page = asked((request, out) -> {
            requests.add(request);
            say(out, OK + "Content-Length: 29\r\nX-FEServer: EX01\r\n\r\n200 OK<br/>EX01.CONTOSO.TEST\n");
        });

        assertThat(page.end()).isEqualTo(End.WHOLE);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("x-feserver")).isEqualTo("EX01");
        assertThat(page.body()).isEqualTo("200 OK<br/>EX01.CONTOSO.TEST\n");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0))
                .startsWith("GET /owa/healthcheck.htm HTTP/1.1\r\nHost: mail.contoso.test:")
                .contains("\r\nConnection: close\r\n")
                .doesNotContainIgnoringCase("authorization", "cookie", "gzip");
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (JsseServer elsewhere = JsseServer.speaking(TLS_1_2).start()) {
            WebPage page = asked((request, out) -> say(
                    out,
                    "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:" + elsewhere.port()
                            + "/\r\nContent-Length: 0\r\n\r\n"));

            assertThat(page.status()).isEqualTo(302);
            assertThat(page.end()).isEqualTo(End.WHOLE);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aBodyWithoutEndIsReadNoFurtherThanItsBound() {
        WebPage page = asked((request, out) -> {
            say(out, OK + "\r\n");
            endlessly(out, "a body without end ");
        });

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.end()).isEqualTo(End.TOO_LONG);
        assertThat(page.body()).hasSize(WebPage.CHARACTERS_AT_MOST).startsWith("a body without end ");
    }

    @Test
    void headersWithoutEndAreReadNoFurtherThanTheirBound() {
        WebPage page = asked((request, out) -> {
            say(out, OK);
            endlessly(out, "X-Header: without end\r\n");
        });

        assertThat(page.end()).isEqualTo(End.TOO_LONG);
        assertThat(page.headers()).hasSizeLessThanOrEqualTo(WebPage.HEADERS_AT_MOST);
    }

    @Test
    void oneLineWithoutEndIsReadNoFurtherThanItsBound() {
        assertThat(asked((request, out) -> endlessly(out, "HTTP/1.1 ")).end()).isIn(End.TOO_LONG, End.NOT_HTTP);
    }

    @Test
    void whatIsCompressedStaysCompressed() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(new byte[10_000_000]);
        }

        WebPage page = asked((request, out) -> {
            say(out, OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            out.write(bomb.toByteArray());
            out.flush();
        });

        assertThat(bomb.size()).isLessThan(16_384);
        assertThat(page.end()).isEqualTo(End.WHOLE);
        assertThat(page.body()).startsWith("\u001f\u008b").hasSize(WebPage.CHARACTERS_AT_MOST);
    }

    @Test
    void chunksArePutTogether() {
        assertThat(asked((request, out) ->
                                say(out, OK + "Transfer-Encoding: chunked\r\n\r\n4\r\n200 \r\n2\r\nOK\r\n0\r\n\r\n"))
                        .body())
                .isEqualTo("200 OK");
    }

    @Test
    void theAnswerComesBehindWhatIsSaidMeanwhile() {
        WebPage page = asked((request, out) -> say(
                out,
                "HTTP/1.1 103 Early Hints\r\nX-FEServer: NOT-YET\r\n\r\n" + OK
                        + "X-FEServer: EX01\r\nContent-Length: 0\r\n\r\n"));

        assertThat(page.end()).isEqualTo(End.WHOLE);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).contains("X-FEServer: EX01").doesNotContain("X-FEServer: NOT-YET");
    }

    @Test
    void whatIsNotHttpIsToldAsSuch() {
        assertThat(asked((request, out) -> say(out, "SSH-2.0-OpenSSH_9.2\r\nand more\r\n\r\n")))
                .isEqualTo(new WebPage("/owa/healthcheck.htm", 0, List.of(), "", End.NOT_HTTP));
        assertThat(asked((request, out) -> say(out, OK + "X-FEServer: \u001b[2J\r\n\r\n"))
                        .end())
                .isEqualTo(End.NOT_HTTP);
        assertThat(asked((request, out) -> say(out, "HTTP/1.1 999999999 Odd\r\nContent-Length: 0\r\n\r\n"))
                        .end())
                .isEqualTo(End.NOT_HTTP);
        assertThat(asked((request, out) -> say(out, "\u0000\u0001\u0002\u00ff\r\n\r\n"))
                        .end())
                .isEqualTo(End.NOT_HTTP);
    }

    @Test
    void whoeverSaysNothingIsNotWaitedForLongerThanTheDeadline() {
        try (JsseServer silent = JsseServer.speaking(TLS_1_2).start()) {
            assertThat(page(silent).end()).isEqualTo(End.NO_ANSWER);
        }
    }

    /** RFC 5246 section 7.4.1.1: a client may refuse it, and this one does. */
    @Test
    void aSecondHandshakeOnTheSameConnectionIsNotBegun() {
        try (JsseServer server =
                JsseServer.speaking(TLS_1_2).shakingHandsAgain().start()) {
            WebPage page = page(server);

            assertThat(page.end()).isIn(End.CLOSED, End.NO_ANSWER);
            assertThat(page.status()).isZero();
        }
    }

    @Test
    void whoeverClosesInTheMiddleIsToldAsSuch() {
        WebPage page = asked((request, out) -> say(out, OK + "Content-Length: 1000\r\n\r\nhalf"));

        assertThat(page.end()).isEqualTo(End.CLOSED);
        assertThat(page.body()).isEqualTo("half");
        assertThat(asked((request, out) -> {}).end()).isEqualTo(End.CLOSED);
    }

    @Test
    void aHostileNameIsBoundedAndEscapedEverywhere() {
        try (JsseServer server = JsseServer.speaking(TLS_1_2)
                .answering((request, out) -> say(
                        out, OK + "X-FEServer: <script>\u009b2J" + "x".repeat(2000) + "\r\nContent-Length: 0\r\n\r\n"))
                .start()) {
            Run run = scan(server);

            assertThat(run.command().output()).contains("Reached <script>").doesNotContain("\u009b");
            assertThat(run.command().output().lines()).allMatch(line -> line.length() < 400);
        }
    }

    /** What is kept of the page; TLS 1.2 was answered, whatever it was. */
    private static WebPage asked(Page page) {
        try (JsseServer server = JsseServer.speaking(TLS_1_2).answering(page).start()) {
            return page(server);
        }
    }

    private static WebPage page(JsseServer server) {
        Scanned scanned = scan(server).endpoint(server).speaks(TLS_1_2);
        List<Observation> samples = scanned.observations().stream()
                .filter(seen -> seen.question() == Question.NODES)
                .toList();
        assertThat(samples).hasSize(1);
        assertThat(samples.get(0).outcome()).isInstanceOf(Outcome.Negotiated.class);
        return samples.get(0).page();
    }

    private static Run scan(JsseServer server) {
        return Run.of(List.of(
                "--samples",
                "1",
                "--tls-timeout",
                "1s",
                HTTPS.scheme() + "://" + Run.NAME + "@127.0.0.1:" + server.port()));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Until the client has gone. */
    private static void endlessly(OutputStream out, String text) throws IOException {
        while (true) {
            say(out, text.repeat(100));
        }
    }
}
