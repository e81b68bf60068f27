package dev.extls.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static Endpoint endpoint(Service service, String serverName, String host, String address, int port) {
        return new Endpoint("as written", service, serverName, host, address, port, Map.of(), "", Role.STANDALONE);
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, ex01.contoso.test, ex01.contoso.test, 10.0.0.11, 25, smtp://ex01.contoso.test@10.0.0.11:25",
        "SMTP, ex01.contoso.test, ex01.contoso.test, '', 25, smtp://ex01.contoso.test:25",
        "HTTPS, mail.contoso.test, 10.0.0.11, 10.0.0.11, 443, https://mail.contoso.test@10.0.0.11:443",
        "HTTPS, mail.contoso.test, ex01.contoso.test, '', 443, https://mail.contoso.test@ex01.contoso.test:443",
        "IMAPS, 10.0.0.11, 10.0.0.11, 10.0.0.11, 993, imaps://10.0.0.11:993",
        "TLS, fd00::11, fd00::11, fd00::11, 4433, tls://[fd00::11]:4433",
        "POP3S, ex01.contoso.test, ex01.contoso.test, fd00::11, 995, pop3s://ex01.contoso.test@[fd00::11]:995"
    })
    void theKeyNamesServiceNameAddressAndPort(
            Service service, String serverName, String host, String address, int port, String key) {
        assertThat(endpoint(service, serverName, host, address, port).key()).isEqualTo(key);
    }

    @Test
    void theKeyDiffersWithEachPart() {
        Endpoint door = endpoint(Service.SMTP, "ex01.contoso.test", "ex01.contoso.test", "10.0.0.11", 25);

        assertThat(door.key())
                .isNotEqualTo(door.at("10.0.0.12").key())
                .isNotEqualTo(endpoint(Service.TRANSPORT, "ex01.contoso.test", "h", "10.0.0.11", 25)
                        .key())
                .isNotEqualTo(endpoint(Service.SMTP, "ex02.contoso.test", "h", "10.0.0.11", 25)
                        .key())
                .isNotEqualTo(endpoint(Service.SMTP, "ex01.contoso.test", "h", "10.0.0.11", 587)
                        .key());
    }

    @Test
    void theSameDoorAtAnAddressKeepsEverythingElse() {
        Endpoint door = new Endpoint(
                "smtp://ex01", Service.SMTP, "ex01", "ex01", "", 2525, Map.of("site", "Berlin"), "mail", Role.MEMBER);

        Endpoint there = door.at("fd00::11");

        assertThat(door.resolved()).isFalse();
        assertThat(there.resolved()).isTrue();
        assertThat(there.address()).isEqualTo("fd00::11");
        assertThat(there.at("")).isEqualTo(door);
    }

    @Test
    void labelsAreSortedCopiedAndImmutable() {
        Map<String, String> labels = new HashMap<>(Map.of("site", "Berlin", "dag", "DAG1", "owner", "mail"));
        Endpoint door = new Endpoint("t", Service.SMTP, "n", "h", "", 25, labels, "", Role.STANDALONE);

        labels.clear();

        assertThat(door.labels())
                .containsExactly(Map.entry("dag", "DAG1"), Map.entry("owner", "mail"), Map.entry("site", "Berlin"));
        assertThatThrownBy(() -> door.labels().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ex01.contoso.test, true",
        "ex01, true",
        "10, false",
        "10.0.0.11, false",
        "fd00::11, false",
        "1.contoso.test, true"
    })
    void onlyAHostNameGoesIntoSni(String serverName, boolean named) {
        assertThat(endpoint(Service.HTTPS, serverName, "h", "", 443).namedByHostName())
                .isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> endpoint(Service.TLS, "n", "h", "", port))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDoorWithoutNameOrHostIsRefused() {
        assertThatThrownBy(() -> endpoint(Service.TLS, "", "h", "", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> endpoint(Service.TLS, "n", "", "", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp, SMTP, 25, SMTP_STARTTLS",
        "Submission, SUBMISSION, 587, SMTP_STARTTLS",
        "HTTPS, HTTPS, 443, AT_ONCE",
        "imaps, IMAPS, 993, AT_ONCE",
        "pop3s, POP3S, 995, AT_ONCE",
        "imap, IMAP, 143, IMAP_STARTTLS",
        "pop3, POP3, 110, POP3_STLS",
        "BACKEND_HTTPS, BACKEND_HTTPS, 444, AT_ONCE",
        "client-proxy, CLIENT_PROXY, 465, SMTP_STARTTLS",
        "outbound-proxy, OUTBOUND_PROXY, 717, SMTP_STARTTLS",
        "transport, TRANSPORT, 2525, SMTP_STARTTLS",
        "backend-imaps, BACKEND_IMAPS, 1993, AT_ONCE",
        "backend-pop3s, BACKEND_POP3S, 1995, AT_ONCE",
        "tls, TLS, 0, AT_ONCE"
    })
    void aServiceIsFoundByNameWithItsPortAndStart(String name, Service service, int port, TlsStart start) {
        assertThat(Service.named(name)).contains(service);
        assertThat(service.port()).isEqualTo(port);
        assertThat(service.tlsStart()).isEqualTo(start);
    }

    @Test
    void anUnknownServiceIsNotGuessed() {
        assertThat(Service.named("smtps")).isEmpty();
        assertThat(Service.named("")).isEmpty();
    }
}
