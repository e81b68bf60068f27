package dev.extls.inquiry;

import static dev.extls.inquiry.SuiteServer.named;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.inquiry.SuiteMemory.OfVersion;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteMemoryTest {
    private static final List<CipherSuite> SUITES =
            named("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA");
    private static final SuiteServer SERVER = SuiteServer.of(TLS_1_2, SUITES).and(TLS_1_0, SUITES);

    private final Seen seen = Seen.nothing();
    private final SuiteMemory memory = new SuiteMemory();

    SuiteMemoryTest() {
        asked(Offer.handshake(TLS_1_2, List.of()));
        asked(Offer.handshake(TLS_1_0, List.of()));
        seen.asking(Question.SUITES);
    }

    @Test
    void whatOneVersionAnswersLeavesWhatIsKnownOfAnotherAsItWas() {
        List<OfVersion> before = living();

        asked(Offer.hello(TLS_1_0, SUITES.subList(1, 2), List.of()));

        assertThat(before.get(0).replies().version()).isEqualTo(TLS_1_2);
        assertThat(living().get(0)).isSameAs(before.get(0));
        assertThat(living().get(1)).isNotSameAs(before.get(1));
        assertThat(living().get(1).replies().accepted()).containsExactlyElementsOf(SUITES);
    }

    @Test
    void aLowerVersionThatIsChosenConcernsBoth() {
        List<OfVersion> before = living();

        seen.chose(TLS_1_0, TLS_1_2);

        assertThat(living().get(0)).isNotSameAs(before.get(0));
        assertThat(living().get(1)).isNotSameAs(before.get(1));
    }

    @Test
    void aCloseByChanceAndTheAnswerBesideACloseConcernAllVersions() {
        Offer closed = Offer.hello(TLS_1_0, KnownSuites.likely(TLS_1_0), List.of());
        seen.add(closed, new Outcome.Closed());
        List<OfVersion> before = living();

        asked(closed);

        assertThat(living().get(0)).isNotSameAs(before.get(0));
    }

    @Test
    void anAnswerWhileAHelloIsClosedTellsAgainstTheClose() {
        seen.add(Offer.hello(TLS_1_0, KnownSuites.likely(TLS_1_0), List.of()), new Outcome.Closed())
                .lasting(5);
        List<OfVersion> before = living();

        asked(Offer.hello(TLS_1_2, SUITES, List.of()));

        assertThat(living().get(1)).isNotSameAs(before.get(1));
    }

    @Test
    void aSignOfChanceConcernsAllVersions() {
        Offer offer = Offer.hello(TLS_1_0, SUITES, List.of());
        seen.add(offer, new Outcome.Garbled("noise"));
        List<OfVersion> before = living();

        asked(offer);

        assertThat(living().get(0)).isNotSameAs(before.get(0));
        assertThat(living().get(0).replies().chance()).isTrue();
    }

    private List<OfVersion> living() {
        List<Observation> telling = SuiteLaw.telling(seen.list());
        return memory.living(telling);
    }

    private void asked(Offer offer) {
        seen.add(offer, SERVER.apply(offer));
    }
}
