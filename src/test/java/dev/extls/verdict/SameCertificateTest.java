package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.Samples;
import dev.extls.observation.TestCertificates;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.PoolCertificates.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameCertificateTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");

    private static Shown shows(int number, String place, String certificate) {
        return new Shown(
                place,
                CertificateChain.seenIn(List.of(Samples.certified(
                        Samples.observation(
                                number, DOOR, ProtocolVersion.TLS_1_2, Samples.negotiated(ProtocolVersion.TLS_1_2)),
                        TestCertificates.file(certificate)))));
    }

    private static SameCertificate of(Shown... shown) {
        return SameCertificate.of(PoolCertificates.ofShown(List.of(shown)));
    }

    @Test
    void oneCertificateEverywhereIsAYes() {
        SameCertificate same = of(shows(1, "EX01", "ex01.der"), shows(2, "EX02", "ex01.der"));

        assertThat(same.answer()).isEqualTo(AnswerKind.YES);
        assertThat(same.statement()).isEqualTo("all 2 show the same certificate");
        assertThat(same.places().values()).containsExactly(List.of("EX01", "EX02"));
        assertThat(same.evidence()).containsExactly("o1", "o2");
    }

    @Test
    void twoCertificatesAreANoThatNamesWhoShowsWhichEvenIfAnotherShowsNone() {
        SameCertificate same =
                of(shows(1, "EX01", "ex01.der"), shows(2, "EX02", "expired.der"), new Shown("EX03", List.of()));

        assertThat(same.answer()).isEqualTo(AnswerKind.NO);
        assertThat(same.statement())
                .matches("2 different certificates are shown: SHA-256 [0-9a-f]{16}… at EX01 and SHA-256 [0-9a-f]{16}…"
                        + " at EX02");
        assertThat(same.places().values()).containsExactly(List.of("EX01"), List.of("EX02"));
        assertThat(same.without()).containsExactly("EX03");
    }

    @Test
    void whereOneShowedNoneItIsUnknown() {
        SameCertificate same = of(shows(1, "EX01", "ex01.der"), new Shown("EX02", List.of()));

        assertThat(same.answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(same.statement()).isEqualTo("no certificate was seen at EX02");
    }

    @Test
    void oneDoorAloneHasNothingToBeComparedWith() {
        SameCertificate same = of(shows(1, "EX01", "ex01.der"));

        assertThat(same.answer()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(same.statement()).isEqualTo("there is nothing to compare it with");
    }
}
