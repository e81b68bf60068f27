package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.observation.Samples;
import dev.extls.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody sees who watches servers come back. */
class ComebackViewTest {
    private static final Endpoint WEB = Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.1");
    private static final Endpoint POP = Samples.endpoint(Service.POP3S, "ex01.contoso.test", "10.0.0.1");
    private static final Endpoint MAIL = Samples.endpoint(Service.SMTP, "ex02.contoso.test", "10.0.0.2");

    private Instant now = Samples.START;
    private final Timelines timelines = new Timelines(Progress.NONE, () -> now);

    private void became(Endpoint endpoint, long second, Phase phase) {
        now = Samples.START.plusSeconds(second);
        timelines.became(endpoint, new Moment(now, phase));
    }

    private List<String> at(long second, boolean unicode, int most) {
        return new ComebackView(Samples.START, Duration.ofMinutes(20), unicode)
                .lines(timelines.all(), Samples.START.plusSeconds(second), most);
    }

    private void story() {
        became(WEB, 0, Phase.TLS);
        became(POP, 0, Phase.DOWN);
        became(MAIL, 0, Phase.DOWN);
        became(MAIL, 60, Phase.BANNER);
        became(WEB, 12, Phase.STEADY);
        became(MAIL, 90, Phase.TLS);
    }

    @Test
    void thereIsALineAServerWithItsWayAndItsServices() {
        story();
        now = Samples.START.plusSeconds(20);
        timelines.answered(WEB, EndpointAnswers.of(WEB, List.of()));

        assertThat(at(120, false, 20))
                .containsExactly(
                        "2:00  3 services: 1 down, 1 TLS, 1 verified",
                        "Waiting for ex01.contoso.test (POP3S 995), which is down for 2:00; at most 18:00 more.",
                        "ex01.contoso.test  ________________________  HTTPS verified, POP3S down 2:00",
                        "ex02.contoso.test  ___________::::::=======  SMTP TLS 0:30");
        assertThat(at(120, true, 20).get(3)).contains("\u2581\u2581\u2583").contains("\u2585\u2585");
    }

    @Test
    void inTheBeginningTheWayIsShort() {
        became(MAIL, 0, Phase.DOWN);

        assertThat(at(2, false, 20).get(2)).isEqualTo("ex02.contoso.test  ___                       SMTP down 0:02");
    }

    @Test
    void whereThereIsNoRoomForAllThoseThatAreWaitedForAreShown() {
        story();
        for (int i = 3; i < 9; i++) {
            became(Samples.endpoint(Service.SMTP, "ex0" + i + ".contoso.test", "10.0.0." + i), 100, Phase.STEADY);
        }

        assertThat(at(120, false, 5))
                .hasSize(5)
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("ex01.contoso.test"))
                .satisfies(lines -> assertThat(lines.get(3)).startsWith("ex02.contoso.test"))
                .endsWith("and 6 more servers");
    }

    @Test
    void whoNeverCameBackStandsFirstAndIsNotWaitedForAnyMore() {
        became(MAIL, 0, Phase.TLS);
        became(POP, 0, Phase.DOWN);
        became(MAIL, 12, Phase.STEADY);
        became(POP, 1200, Phase.OVERDUE);
        timelines.answered(POP, EndpointAnswers.of(POP, List.of()));
        timelines.answered(MAIL, EndpointAnswers.of(MAIL, List.of()));

        assertThat(at(1201, false, 20))
                .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("20:01  2 services: 1 overdue, 1 verified"))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("Nothing is waited for any more"))
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("ex01").endsWith("POP3S overdue"));
    }

    @Test
    void nodesThatAreAskedForOneNameAreToldApartByTheirAddress() {
        became(Samples.endpoint(Service.SMTP, "mail.contoso.test", "10.0.0.1"), 0, Phase.TLS);
        became(Samples.endpoint(Service.SMTP, "mail.contoso.test", "10.0.0.2"), 0, Phase.DOWN);

        assertThat(at(2, false, 20))
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("mail.contoso.test at 10.0.0.2  ___ "))
                .satisfies(lines -> assertThat(lines.get(3)).startsWith("mail.contoso.test at 10.0.0.1  === "));
    }

    @Test
    void beforeTheFirstLookThereIsNothingToTell() {
        assertThat(at(0, false, 20))
                .containsExactly("0:00  0 services: ", "Looking at each service for the first time.");
    }
}
