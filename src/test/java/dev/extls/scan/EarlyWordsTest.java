package dev.extls.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.net.Deadlines;
import dev.extls.net.JvmSettings;
import dev.extls.net.NettyProber;
import dev.extls.net.RunClock;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server says or does the moment it accepts is never missed, however busy this side is. */
@Timeout(60)
class EarlyWordsTest {
    /** One after the other, each wakes a sleeping event loop: where something can be missed, a few of so many are. */
    private static final int CONNECTIONS = 1500;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Deadlines DEADLINES = new Deadlines(PATIENCE, PATIENCE, PATIENCE, PATIENCE);

    @BeforeAll
    static void settings() {
        JvmSettings.apply();
    }

    @Test
    void aGreetingThatIsThereAtOnceIsHeard() {
        Script refusing = Script.start().send("554 5.7.1 not you\r\n").fin();
        assertThat(outcomes(refusing, Service.SMTP))
                .hasSize(CONNECTIONS)
                .containsOnly(new Outcome.NotReached(Trouble.REFUSED_BY_GREETING, "554 5.7.1 not you"));
    }

    @Test
    void aCloseThatIsThereAtOnceIsSeen() {
        assertThat(outcomes(Script.start().fin(), Service.HTTPS))
                .hasSize(CONNECTIONS)
                .containsOnly(new Outcome.Closed());
    }

    private static List<Outcome> outcomes(Script script, Service service) {
        try (ScriptedServer server = ScriptedServer.playing(script);
                NettyProber prober = new NettyProber(DEADLINES, new RunClock())) {
            Endpoint endpoint = new Endpoint(
                    "test",
                    service,
                    "127.0.0.1",
                    "127.0.0.1",
                    "127.0.0.1",
                    server.port(),
                    Map.of(),
                    "",
                    Role.STANDALONE);
            Offer offer = Offer.hello(ProtocolVersion.TLS_1_2, KnownSuites.likely(ProtocolVersion.TLS_1_2), List.of());
            return IntStream.rangeClosed(1, CONNECTIONS)
                    .mapToObj(number -> prober.probe(number, Question.VERSIONS, endpoint, offer)
                            .join()
                            .outcome())
                    .toList();
        }
    }
}
