package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.net.Conduct;
import dev.extls.net.ProxyProtocol;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ApproachOptionsTest {
    @Test
    void nothingIsTheUsualWay() throws UserError {
        assertThat(options(Map.of()).conduct()).isEqualTo(Conduct.PLAIN);
    }

    @Test
    void thePasswordComesFromTheEnvironmentAndIsRecordedNowhere() throws UserError {
        ApproachOptions options = options(
                Map.of("EXTLS_PROXY_PASSWORD", "secret"),
                "--proxy",
                "http://extls@127.0.0.1",
                "--proxy-protocol",
                "V1");

        Conduct conduct = options.conduct();

        assertThat(conduct.announced()).contains(ProxyProtocol.V1);
        assertThat(conduct.proxy()).get().hasToString("http://extls@127.0.0.1:3128");
        assertThat(options.recorded())
                .containsOnly(
                        Map.entry("source", ""),
                        Map.entry("proxy-protocol", "v1"),
                        Map.entry("proxy", "http://extls@127.0.0.1:3128"));
    }

    @Test
    void aUserWithoutAPasswordInTheEnvironmentIsAMistake() {
        assertThatThrownBy(() ->
                        options(Map.of(), "--proxy", "http://extls@127.0.0.1").conduct())
                .isInstanceOf(UserError.class)
                .hasMessage("--proxy http://extls@127.0.0.1:3128: expected the password of extls in the environment"
                        + " variable EXTLS_PROXY_PASSWORD");
    }

    @Test
    void whoeverNamesNoUserNeedsNoPassword() throws UserError {
        assertThat(options(Map.of(), "--proxy", "socks5://127.0.0.1").conduct().proxy())
                .get()
                .hasToString("socks5://127.0.0.1:1080");
    }

    private static ApproachOptions options(Map<String, String> environment, String... arguments) {
        ApproachOptions options = new ApproachOptions();
        new CommandLine(new Command(options))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        options.environment = environment::get;
        return options;
    }

    @CommandLine.Command(name = "any")
    private record Command(@CommandLine.Mixin ApproachOptions options) {}
}
