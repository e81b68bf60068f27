package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5:40312, false",
        "192.168.7.1, 10.0.0.5:40312, true",
        "10.0.0.6, 10.0.0.5:40312, true",
        "fd00::5, [fd00:0:0::5]:40312, false",
        "FD00::0005, fd00::5:40312, false",
        "fe80::1%eth0, [fe80::1%2]:40312, false",
        "fd00::6, [fd00::5]:40312, true",
        "::ffff:10.0.0.5, 10.0.0.5:40312, false",
        "'', 10.0.0.5:40312, false",
        "10.0.0.5, '', false",
        "999.1.1.1, 10.0.0.5:40312, false",
        "10.0.0, 10.0.0.5:40312, false",
        ":::, 10.0.0.5:40312, false",
        "evil.contoso.test, 10.0.0.5:40312, false",
        "dead, 10.0.0.5:40312, false",
    })
    void theServerSeesUsElsewhereOnlyIfBothAddressesAreKnownAndDiffer(String seen, String local, boolean elsewhere) {
        assertThat(new Identity("", "", seen, local, List.of(), List.of()).seenElsewhere())
                .isEqualTo(elsewhere);
    }

    @Test
    void aConnectionWithoutLinesShowsNoIdentity() {
        assertThat(Identity.of(Samples.observation(
                        1,
                        Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11"),
                        ProtocolVersion.TLS_1_2,
                        new Outcome.Closed())))
                .isEmpty();
    }
}
