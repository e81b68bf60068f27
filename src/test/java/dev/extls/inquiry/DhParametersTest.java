package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.SampleFlight;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.DhPrimes;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class DhParametersTest {
    private static final CipherSuite DHE = new CipherSuite(0x0033);
    private static final DhPrime OAKLEY = DhPrimes.named("rfc2409-modp1024");
    private static final DhPrime OWN = new DhPrime(Bytes.fromHex("e1" + "35".repeat(127)));

    private static void sees(Seen seen, ProtocolVersion version, DhPrime prime) {
        Offer offer = Offer.hello(version, List.of(DHE), List.of());
        seen.add(offer, new Outcome.Selected(new Selection(version, DHE, -1, "", false), Stop.AS_ASKED, ""))
                .sending(SampleFlight.of(version, DHE).with(prime).answering(offer));
    }

    @Test
    void eachPrimeIsNamedOnceAVersionWhateverWasAsked() {
        Seen seen = Seen.nothing();
        sees(seen, ProtocolVersion.TLS_1_0, OAKLEY);
        sees(seen, ProtocolVersion.TLS_1_2, OWN);
        seen.asking(Question.SUITES);
        sees(seen, ProtocolVersion.TLS_1_2, OAKLEY);
        sees(seen, ProtocolVersion.TLS_1_2, OWN);
        sees(seen, ProtocolVersion.TLS_1_2, DhPrime.NONE);

        List<DhParameters> parameters =
                EndpointAnswers.of(Seen.DOOR, seen.list()).dhParameters();

        assertThat(parameters)
                .containsExactly(
                        new DhParameters(ProtocolVersion.TLS_1_2, 1024, "", List.of("o2", "o4")),
                        new DhParameters(ProtocolVersion.TLS_1_2, 1024, "rfc2409-modp1024", List.of("o3")),
                        new DhParameters(ProtocolVersion.TLS_1_0, 1024, "rfc2409-modp1024", List.of("o1")));
    }

    @Test
    void aPrimeOfNoBitsIsNone() {
        Seen seen = Seen.nothing();
        sees(seen, ProtocolVersion.TLS_1_2, new DhPrime(Bytes.fromHex("000000")));

        assertThat(EndpointAnswers.of(Seen.DOOR, seen.list()).dhParameters()).isEmpty();
        assertThatThrownBy(() -> new DhParameters(ProtocolVersion.TLS_1_2, 0, "", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
