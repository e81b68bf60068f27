package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    @ParameterizedTest
    @CsvSource({
        "socks5://10.0.0.1, socks5://10.0.0.1:1080",
        "SOCKS5://10.0.0.1:9050, socks5://10.0.0.1:9050",
        "http://proxy.contoso.test, http://proxy.contoso.test:3128",
        "http://proxy.contoso.test:8080/, http://proxy.contoso.test:8080",
        "http://extls@[fd00::1]:8080, http://extls@[fd00::1]:8080"
    })
    void aProxyIsReadAndToldAgain(String written, String told) {
        assertThat(Proxy.of(written)).hasToString(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.1:1080",
                "socks4://10.0.0.1",
                "https://10.0.0.1",
                "socks5://",
                "socks5://10.0.0.1:0",
                "socks5://10.0.0.1:65536",
                "http://10.0.0.1/path",
                "http://10.0.0.1?query",
                "http://10.0.0.1#part",
                "http://a b"
            })
    void everythingElseIsRefusedWithWhatWasExpected(String written) {
        assertThatThrownBy(() -> Proxy.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected socks5://[user@]host[:port] or http://[user@]host[:port]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://extls:secret@10.0.0.1", "http://extls:secret@10.0.0.1 ", "socks5://:secret@10.0.0.1:1"})
    void aPasswordIsRefusedAndNotRepeated(String written) {
        assertThatThrownBy(() -> Proxy.of(written)).message().doesNotContain("secret");
    }

    @Test
    void thePasswordIsNoPartOfWhatAProxySays() throws IOException {
        Proxy proxy = Proxy.of("socks5://extls@127.0.0.1:1080").lookedUp().withPassword("secret");

        assertThat(proxy.password()).isEqualTo("secret");
        assertThat(proxy).hasToString("socks5://extls@127.0.0.1:1080");
        assertThat(new Conduct(Optional.empty(), Optional.empty(), Optional.of(proxy), true).toString())
                .doesNotContain("secret");
    }
}
