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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsRememberedIsWhatFollowsFromAllThatWasSeen(int draw) {
        Random random = new Random(draw);
        List<CipherSuite> likely = KnownSuites.likely(TLS_1_2);
        SuiteServer server = SuiteServer.of(TLS_1_2, likely.subList(0, 20)).and(TLS_1_0, SUITES);
        for (int connection = 0; connection < 60; connection++) {
            List<CipherSuite> some = new ArrayList<>(likely);
            Collections.shuffle(some, random);
            Offer offer = Offer.hello(TLS_1_2, some.subList(0, 1 + random.nextInt(8)), List.of());
            seen.add(offer, random.nextInt(40) == 0 ? new Outcome.Closed() : server.apply(offer));

            OfVersion remembered = living().get(0);

            SuiteReplies anew = SuiteReplies.of(TLS_1_2, SuiteLaw.telling(seen.list()), false);
            assertThat(remembered.replies()).isEqualTo(anew);
            assertThat(remembered.replies().accepted()).containsExactlyElementsOf(anew.accepted());
            assertThat(remembered.steps())
                    .isEqualTo(new SuiteSteps(anew, SuiteLaw.telling(seen.list()), remembered.shape()).next());
        }
    }

    private List<OfVersion> living() {
        List<Observation> telling = SuiteLaw.telling(seen.list());
        return memory.living(telling);
    }

    private void asked(Offer offer) {
        seen.add(offer, SERVER.apply(offer));
    }
}
