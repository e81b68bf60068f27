package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.TestCertificates;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherCertificatesTest {
    private static final List<Integer> ALL_BUT_RSA =
            List.of(0x0403, 0x0503, 0x0603, 0x0809, 0x080a, 0x080b, 0x0807, 0x0808);
    private static final List<Integer> NEITHER_RSA_NOR_EC = List.of(0x0809, 0x080a, 0x080b, 0x0807, 0x0808);

    private final Seen seen = Seen.nothing();

    private List<Offer> next() {
        return new OtherCertificates().next(Acquaintance.of(seen.list()));
    }

    private void finished(Offer offer, String certificate) {
        seen.add(offer, new Outcome.Negotiated(selection(offer.version())));
        if (!certificate.isEmpty()) {
            seen.certified(TestCertificates.file(certificate));
        }
    }

    private static Selection selection(ProtocolVersion version) {
        return new Selection(version, new CipherSuite(version == TLS_1_3 ? 0x1302 : 0xc030), 29, "", false);
    }

    @Test
    void kindsOfKeysThatWereNotSeenAreAskedForByTheHandshakeThatFinished() {
        Offer first = Offer.handshake(TLS_1_3, List.of("h2"));
        finished(first, "ex01.der");

        assertThat(next()).containsExactly(first.with(Extras.NONE.withSignatureSchemes(ALL_BUT_RSA)));
    }

    @Test
    void whatComesThenIsLeftOutOfTheNextQuestion() {
        Offer first = Offer.handshake(TLS_1_3, List.of());
        finished(first, "ex01.der");
        seen.asking(Question.FACTS);
        finished(first.with(Extras.NONE.withSignatureSchemes(ALL_BUT_RSA)), "ec.der");

        assertThat(next()).containsExactly(first.with(Extras.NONE.withSignatureSchemes(NEITHER_RSA_NOR_EC)));
    }

    @Test
    void aRefusalIsTheEnd() {
        Offer first = Offer.handshake(TLS_1_3, List.of());
        finished(first, "ex01.der");
        seen.asking(Question.FACTS)
                .add(
                        first.with(Extras.NONE.withSignatureSchemes(ALL_BUT_RSA)),
                        new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE)));

        assertThat(next()).isEmpty();
    }

    @Test
    void withoutAFinishedHandshakeOrACertificateNothingIsAsked() {
        assertThat(next()).isEmpty();

        finished(Offer.handshake(TLS_1_2, List.of()), "ex01.der");
        assertThat(next()).as("the suite tells the kind of key").isEmpty();

        seen.add(Offer.handshake(TLS_1_3, List.of()), new Outcome.Selected(selection(TLS_1_3), Stop.PEER_CLOSED, ""))
                .certified(TestCertificates.file("ex01.der"));
        assertThat(next()).as("not finished").isEmpty();

        finished(Offer.handshake(TLS_1_3, List.of()), "");
        assertThat(next()).as("no certificate").isEmpty();
    }

    @Test
    void theQuestionIsAHandshakeBecauseTls13EncryptsCertificates() {
        finished(Offer.handshake(TLS_1_3, List.of()), "ec.der");

        assertThat(next()).singleElement().satisfies(offer -> {
            assertThat(offer.way()).isEqualTo(Way.HANDSHAKE);
            assertThat(offer.extras().signatureSchemes()).startsWith(0x0804, 0x0805, 0x0806, 0x0809);
        });
        assertThat(new OtherCertificates().facts(Acquaintance.of(seen.list()))).isEmpty();
    }
}
