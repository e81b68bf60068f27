package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.run.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyAnswersTest {
    private final StringWriter err = new StringWriter();

    private void heard(String serverName, boolean quiet) {
        Endpoint endpoint = new Endpoint(
                serverName, Service.SMTP, serverName, serverName, "10.0.0.1", 25, Map.of(), "", Role.STANDALONE);
        new EarlyAnswers(new Notes(new PrintWriter(err, true), quiet), Progress.NONE)
                .heard(endpoint, EndpointAnswers.of(endpoint, List.of()));
    }

    @Test
    void whatHellosCouldNotShowIsSaidToo() {
        heard("ex01.contoso.test", false);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "extls: ex01.contoso.test@10.0.0.1 (SMTP 25): TLS 1.3 not clear yet, TLS 1.2 not clear yet,"
                                + " TLS 1.1 not clear yet, TLS 1.0 not clear yet, SSL 3.0 not clear yet, SSL 2.0 not clear yet;"
                                + " handshakes are to confirm it");
    }

    @Test
    void whoWantsNoNotesGetsNone() {
        heard("ex01.contoso.test", true);

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nothingThatANameCarriesReachesTheTerminal() {
        heard("ex01\u001b[2J.contoso.test", false);

        assertThat(err.toString()).doesNotContain("\u001b");
    }
}
