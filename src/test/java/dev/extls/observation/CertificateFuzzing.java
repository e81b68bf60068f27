package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.tls.Bytes;

/** Entry for Jazzer: what any bytes at all must not do to the reader of certificates. */
class CertificateFuzzing {
    @FuzzTest(maxDuration = "10m")
    void certificates(byte[] input) {
        assertThat(CertificateFacts.of(Bytes.of(input)).sha256()).hasSize(64);
    }
}
