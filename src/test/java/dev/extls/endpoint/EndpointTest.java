package dev.extls.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void theKeyNamesTheDoorBeforeAndAfterResolution() {
        Endpoint named = endpoint("mail.test", "ex01.test", 25);
        assertThat(named.key()).isEqualTo("smtp://mail.test@ex01.test:25");
        assertThat(named.at("10.0.0.1").key()).isEqualTo("smtp://mail.test@10.0.0.1:25");
        assertThat(named.at("2001:db8::1").key()).isEqualTo("smtp://mail.test@[2001:db8::1]:25");
        assertThat(endpoint("ex01.test", "ex01.test", 25).key()).isEqualTo("smtp://ex01.test:25");
    }

    @Test
    void onlyHostNamesMayStandInServerNameIndication() {
        assertThat(endpoint("mail.test", "10.0.0.1", 25).namedByHostName()).isTrue();
        assertThat(endpoint("10.0.0.1", "10.0.0.1", 25).namedByHostName()).isFalse();
        assertThat(endpoint("2001:db8::1", "2001:db8::1", 25).namedByHostName()).isFalse();
    }

    @Test
    void refusesPortsAndNamesThatAreNone() {
        assertThatThrownBy(() -> endpoint("a", "a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> endpoint("a", "a", 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> endpoint("", "a", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Endpoint endpoint(String serverName, String host, int port) {
        return new Endpoint("t", Service.SMTP, serverName, host, "", port, Map.of(), "", Role.STANDALONE);
    }
}
