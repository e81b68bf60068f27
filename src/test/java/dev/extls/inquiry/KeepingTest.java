package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Samples;
import dev.extls.tls.ProtocolVersion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static final long MEGABYTE = 1 << 20;

    private static long kept(long heap) {
        EndpointAnswers answers = AnswerSamples.at(Samples.endpoint(Service.HTTPS, "mail.contoso.test", "10.0.0.1"))
                .no(ProtocolVersion.TLS_1_2, "refused", "o1")
                .build();
        Keeping keeping = new Keeping(heap);
        return IntStream.range(0, 20_000).filter(one -> keeping.keeps(answers)).count();
    }

    @Test
    void aSmallHeapKeepsLittleAndALargeOneNoMoreThanIsOfUse() {
        assertThat(kept(48 * MEGABYTE)).isBetween(300L, 48 * MEGABYTE / 8 / 10_240);
        assertThat(kept(512 * MEGABYTE)).isBetween(4_000L, 512 * MEGABYTE / 8 / 10_240);
        assertThat(kept(Long.MAX_VALUE)).isBetween(5_000L, (long) Keeping.ENDPOINTS_AT_MOST);
    }
}
