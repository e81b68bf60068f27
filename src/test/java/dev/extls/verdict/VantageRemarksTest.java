package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One endpoint, seen from several places. */
class VantageRemarksTest {
    private static AnswerSamples from(String vantage) {
        Endpoint endpoint = Samples.endpoint(Service.SMTP, "mail.contoso.test", "10.0.0.1");
        return AnswerSamples.at(endpoint.from(vantage));
    }

    @Test
    void placesThatDisagreeAboutAVersionAreNamedWithTheirEvidence() {
        List<Remark> remarks = VantageRemarks.of(
                from("berlin").confirmed(TLS_1_2, "o1").no(TLS_1_0, "", "o2").build(),
                List.of(
                        from("oslo").no(TLS_1_2, "", "o3").no(TLS_1_0, "", "o4").build(),
                        from("rome")
                                .selected(TLS_1_2, "o5")
                                .no(TLS_1_0, "", "o6")
                                .build()));

        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(FindingKind.VANTAGES_DISAGREE);
            assertThat(remark.statement())
                    .isEqualTo("TLS 1.2 is negotiated when asked from berlin, rome, and refused when asked from oslo");
            assertThat(remark.evidence()).containsExactly("o1", "o5", "o3");
        });
    }

    @Test
    void whatStayedUnknownFromOnePlaceDisagreesWithNothing() {
        assertThat(VantageRemarks.of(
                        from("berlin").confirmed(TLS_1_2, "o1").build(),
                        List.of(from("oslo")
                                .unknown(TLS_1_2, Trouble.NO_ANSWER, "")
                                .build())))
                .isEmpty();
        assertThat(VantageRemarks.of(from("berlin").no(TLS_1_2, "", "o1").build(), List.of()))
                .isEmpty();
    }
}
