package dev.extls.verdict;

import static dev.extls.observation.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is noticed while the services of a server are waited for. */
class WayBackTest {
    private static final Endpoint WEB = door(Service.HTTPS);
    private static final Endpoint MAIL = door(Service.SMTP);
    private static final Endpoint POP = door(Service.POP3S);

    private final Map<Endpoint, Comeback> comebacks = new LinkedHashMap<>();

    private static Endpoint door(Service service) {
        return Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11");
    }

    /** Moments as second and phase, with what was said behind a colon. */
    private WayBackTest seen(Endpoint endpoint, String... moments) {
        List<Moment> way = new ArrayList<>();
        for (String moment : moments) {
            String[] parts = moment.split(" ", 2);
            String[] words = parts[1].split(": ", 2);
            way.add(new Moment(
                    START.plusSeconds(Long.parseLong(parts[0])),
                    Phase.valueOf(words[0]),
                    words.length > 1 ? words[1] : ""));
        }
        comebacks.put(endpoint, new Comeback(way));
        return this;
    }

    private WayBack ways() {
        Map<String, Comeback> byKey = new LinkedHashMap<>();
        comebacks.forEach((endpoint, comeback) -> byKey.put(endpoint.key(), comeback));
        return new WayBack(List.copyOf(comebacks.keySet()), byKey);
    }

    @Test
    void iisIsUpBeforeTransportWhichSays421WhileItStarts() {
        seen(WEB, "0 DOWN", "120 TLS", "130 STEADY");
        seen(MAIL, "0 DOWN", "150 BANNER: 421 4.3.2 Service not active", "240 TLS", "250 STEADY");

        assertThat(ways().back(MAIL))
                .isEqualTo(" Before that it said 421 4.3.2 Service not active. IIS was up 2 min 0 s before it.");
        assertThat(ways().back(WEB)).isEmpty();
    }

    @Test
    void transportThatIsUpFirstIsNoNews() {
        seen(WEB, "0 DOWN", "240 TLS", "250 STEADY");
        seen(MAIL, "0 DOWN", "120 TLS", "130 STEADY");

        assertThat(ways().back(MAIL)).isEmpty();
    }

    @Test
    void aServiceThatFlappedIsSaidToHave() {
        seen(WEB, "0 TLS", "5 DOWN", "60 TLS", "65 DOWN", "90 TLS", "100 STEADY");

        assertThat(ways().back(WEB)).isEqualTo(" It answered and went away again once before it was steady.");
    }

    @Test
    void aServiceThatWasNeverDownIsAskedAboutUnlessItsServerWas() {
        seen(MAIL, "0 TLS", "10 STEADY");
        assertThat(ways().restarted(MAIL)).contains("never seen down since the wait began: was it restarted?");

        seen(WEB, "0 DOWN", "60 TLS", "70 STEADY");
        assertThat(ways().restarted(MAIL)).isEmpty();
        assertThat(ways().serverSeenDown(MAIL)).isTrue();
    }

    @Test
    void aServiceThatIsNeverStartedProvesNoRestartOfItsServer() {
        seen(MAIL, "0 TLS", "10 STEADY");
        seen(POP, "0 DOWN", "1200 OVERDUE");

        assertThat(ways().serverSeenDown(MAIL)).isFalse();
        assertThat(ways().restarted(MAIL)).contains("was it restarted?");
    }

    @Test
    void aServerThatHadEnoughOfUsWasNotSeenDown() {
        seen(MAIL, "0 BANNER: 421 4.3.2 The maximum number of concurrent server connections", "60 TLS", "70 STEADY");

        assertThat(ways().restarted(MAIL)).contains("seen not to answer, but not to be down");
    }

    @Test
    void aBalancerNeedNotGoDown() {
        Endpoint virtual = new Endpoint(
                "mail", Service.HTTPS, "mail", "10.0.0.9", "mail.test", 443, Map.of(), "mail.test", Role.VIRTUAL);
        seen(virtual, "0 TLS", "10 STEADY");

        assertThat(ways().restarted(virtual)).isEmpty();
    }

    @Test
    void whatExchangeStartsByHandIsNamedWhereTheRestOfTheServerIsBack() {
        seen(WEB, "0 DOWN", "120 TLS", "130 STEADY");
        seen(POP, "0 DOWN", "1200 OVERDUE");

        assertThat(ways().never(POP, Trouble.CONNECTION_REFUSED))
                .contains("MSExchangePop3 and MSExchangePOP3BE start by hand");
        assertThat(ways().never(POP, Trouble.CONNECT_TIMEOUT)).isEmpty();
    }

    @Test
    void aServerOfWhichNothingCameBackIsAskedAboutInPlaceOfItsServices() {
        seen(WEB, "0 DOWN", "1200 OVERDUE");
        seen(POP, "0 DOWN", "1200 OVERDUE");

        assertThat(ways().never(POP, Trouble.CONNECTION_REFUSED))
                .isEqualTo(" No other service of this server came back either: is it up?");
    }

    @Test
    void transportThatStaysInactiveMayBeInMaintenance() {
        seen(WEB, "0 DOWN", "120 TLS", "130 STEADY");
        seen(MAIL, "0 DOWN", "150 BANNER: 421 4.3.2 Service not active", "1200 OVERDUE");

        assertThat(ways().never(MAIL, Trouble.THROTTLED))
                .contains("It still says 421 4.3.2 Service not active")
                .contains("maintenance mode, which Get-ServerComponentState shows");
    }

    @Test
    void aServiceThatOnlyFlappedIsSaidToHave() {
        seen(WEB, "0 DOWN", "60 TLS", "70 DOWN", "80 TLS", "90 DOWN", "1200 OVERDUE");

        assertThat(ways().never(WEB, Trouble.CONNECTION_REFUSED))
                .isEqualTo(" In between it answered 2 times, never long enough.");
    }

    @Test
    void aServiceThatOnlyFlappedIsSaidToHaveWhateverStoppedItAtTheEnd() {
        seen(WEB, "0 DOWN", "60 TLS", "70 DOWN", "1200 OVERDUE");

        assertThat(ways().never(WEB, Trouble.CONNECT_TIMEOUT))
                .isEqualTo(" In between it answered once, never long enough.");
    }

    @Test
    void howOftenAServiceFlappedIsCounted() {
        seen(WEB, "0 TLS", "5 DOWN", "60 TLS", "65 DOWN", "90 TLS", "95 DOWN", "120 TLS", "130 STEADY");

        assertThat(ways().back(WEB)).isEqualTo(" It answered and went away again 2 times before it was steady.");
    }

    @ParameterizedTest
    @CsvSource({
        "121, ''",
        "122, ' IIS was up 2 s before it.'",
        "179, ' IIS was up 59 s before it.'",
        "180, ' IIS was up 1 min 0 s before it.'",
        "245, ' IIS was up 2 min 5 s before it.'"
    })
    void theLeadOfIisIsToldInSecondsAndMinutesUnlessItIsTheSameTime(int second, String said) {
        seen(WEB, "0 DOWN", "120 TLS", "130 STEADY");
        seen(MAIL, "0 DOWN", second + " TLS", second + 10 + " STEADY");

        assertThat(ways().back(MAIL)).isEqualTo(said);
    }

    @Test
    void onlyTheWebServiceSpeaksForIis() {
        seen(POP, "0 DOWN", "120 TLS", "130 STEADY");
        seen(MAIL, "0 DOWN", "240 TLS", "250 STEADY");

        assertThat(ways().back(MAIL)).isEmpty();
    }

    @Test
    void ofSeveralRefusalsTheLastIsQuoted() {
        seen(POP, "0 DOWN", "10 BANNER: -ERR first", "20 BANNER: -ERR last", "30 TLS", "40 STEADY");

        assertThat(ways().back(POP)).isEqualTo(" Before that it said -ERR last.");
    }

    @Test
    void transportThatRefusesInOtherWordsIsNotSaidToBeInMaintenance() {
        seen(WEB, "0 DOWN", "120 TLS", "130 STEADY");
        seen(MAIL, "0 DOWN", "150 BANNER: 554 5.7.1 not you", "1200 OVERDUE");

        assertThat(ways().never(MAIL, Trouble.THROTTLED)).doesNotContain("maintenance");
    }

    @Test
    void aRestartOfOneServerIsNoneOfAnother() {
        seen(MAIL, "0 TLS", "10 STEADY");
        seen(Samples.endpoint(Service.HTTPS, "ex02.contoso.test", "10.0.0.12"), "0 DOWN", "60 TLS", "70 STEADY");

        assertThat(ways().serverSeenDown(MAIL)).isFalse();
        assertThat(ways().restarted(MAIL)).contains("was it restarted?");
    }
}
