package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShownChainsTest {
    private final ShownChains chains = new ShownChains();
    private int number;

    private Observation showing(String... certificates) {
        number++;
        Observation bare = Samples.observation(
                number,
                Samples.endpoint(Service.HTTPS, "mail.contoso.test", "10.0.0.1"),
                ProtocolVersion.TLS_1_2,
                Samples.negotiated(ProtocolVersion.TLS_1_2));
        Bytes[] chain = Arrays.stream(certificates).map(Bytes::fromHex).toArray(Bytes[]::new);
        return Samples.certified(bare, chain);
    }

    @Test
    void aChainThatIsShownAgainIsHeldOnceAlsoBesideAnother() {
        Observation rsa = chains.sharing(showing("aa01", "cc"));
        Observation ecdsa = chains.sharing(showing("bb02", "cc"));
        Observation again = showing("aa01", "cc");

        Observation shared = chains.sharing(again);

        assertThat(shared).isEqualTo(again).isNotSameAs(again);
        assertThat(shared.certificates()).isSameAs(rsa.certificates());
        assertThat(chains.sharing(showing("bb02", "cc")).certificates()).isSameAs(ecdsa.certificates());
        assertThat(chains.sharing(showing("aa01")).certificates()).hasSize(1);
    }

    @Test
    void whereNoChainIsShownOrTooManyAreTheObservationStaysAsItIs() {
        Observation without = showing();
        assertThat(chains.sharing(without)).isSameAs(without);
        for (int serial = 0; serial < 100; serial++) {
            Observation one = showing(String.format("%04x", serial));
            assertThat(chains.sharing(one)).isSameAs(one);
        }
    }
}
