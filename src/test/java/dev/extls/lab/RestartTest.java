package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.testkit.Await;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of the lab that are restarted: what they play at once, and what by and by. */
@Timeout(60)
class RestartTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Turn DOWN = new Turn(Duration.ZERO, Lab.DOWN);

    private final List<IOException> trouble = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aServerThatIsRestartedRefusesAtOnceAndClosesItsConnections() throws IOException {
        try (Lab lab = Lab.start(List.of(server(Service.SMTP, "ex2016-2016", DOWN)));
                Visitor visitor = Visitor.connect(lab.doors().get(0))) {
            assertThat(visitor.line()).startsWith("220 ");

            lab.restart(1, trouble::add);

            assertThat(visitor.in().read()).isEqualTo(-1);
            assertThatThrownBy(() -> Visitor.connect(lab.doors().get(0))).isInstanceOf(ConnectException.class);
            assertThat(trouble).isEmpty();
        }
    }

    @Test
    void itComesBackOnTheSamePortAsWhatItsTurnsSay() throws IOException {
        Turn starting = new Turn(Duration.ofHours(1), "transport-starting");
        Turn after = new Turn(Duration.ofHours(2), "ex2010-2008r2-after");
        try (Lab lab = Lab.start(List.of(
                server(Service.SMTP, "ex2010-2008r2-before", DOWN, starting),
                server(Service.HTTPS, "ex2010-2008r2-before", DOWN, after)))) {
            LabDoor mail = lab.doors().get(0);
            LabDoor web = lab.doors().get(1);
            assertThat(accepts(web)).isFalse();

            lab.restart(3_600_000, trouble::add);
            Await.until("the web server is back", LONG, () -> listens(web));

            assertThat(accepts(web)).isTrue();
            try (Visitor visitor = Visitor.connect(mail)) {
                assertThat(visitor.line()).isEqualTo("421 4.3.2 Service not active");
                assertThat(visitor.in().read()).isEqualTo(-1);
            }
            assertThat(trouble).isEmpty();
        }
    }

    @Test
    void oneWithoutTurnsStaysWhatItIs() throws IOException {
        try (Lab lab = Lab.start(
                        List.of(server(Service.SMTP, "ex2016-2016"), server(Service.HTTPS, "ex2016-2016", DOWN)));
                Visitor visitor = Visitor.connect(lab.doors().get(0))) {
            lab.restart(1, trouble::add);

            assertThat(visitor.line()).startsWith("220 ");
            assertThat(visitor.ask("QUIT")).startsWith("221 ");
        }
    }

    @Test
    void whoeverRestartsAgainBeginsAnew() throws IOException {
        Turn back = new Turn(Duration.ofHours(1), "ex2016-2016");
        try (Lab lab = Lab.start(List.of(server(Service.SMTP, "ex2016-2016", DOWN, back)))) {
            lab.restart(1, trouble::add);
            lab.restart(3_600_000, trouble::add);

            Await.until("it is back", LONG, () -> listens(lab.doors().get(0)));
            assertThat(trouble).isEmpty();
        }
    }

    @Test
    void aTurnToAnUnknownProfileIsNamedWhenTheLabStarts() {
        Turn wrong = new Turn(Duration.ofSeconds(1), "ex2099");

        assertThatThrownBy(() -> Lab.start(List.of(server(Service.SMTP, "ex2016-2016", wrong))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ex2099");
    }

    private static LabServer server(Service service, String profile, Turn... turns) {
        return new LabServer("ex01.contoso.test", profile, service, 0, "", Role.STANDALONE, List.of(turns));
    }

    private static boolean listens(LabDoor door) {
        try (Visitor visitor = Visitor.connect(door)) {
            return visitor.in() != null;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean accepts(LabDoor door) {
        try (Visitor visitor = Visitor.beforeTls(door)) {
            return visitor.tls(ProtocolVersion.TLS_1_2).getSession().isValid();
        } catch (IOException refused) {
            return false;
        }
    }
}
