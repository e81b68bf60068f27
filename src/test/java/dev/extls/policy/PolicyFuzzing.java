package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.written.Shown;
import java.io.IOException;

/** Entry for Jazzer: what any bytes at all must not do to the reader of policies. */
class PolicyFuzzing {
    private static final PolicyFiles NO_OTHERS = new PolicyFiles() {
        @Override
        public String resolve(String reference, String from) throws IOException {
            throw new IOException("there is no other file");
        }

        @Override
        public byte[] read(String source) throws IOException {
            throw new IOException("there is no other file");
        }
    };

    @FuzzTest(maxDuration = "10m")
    void policies(byte[] input) {
        ReadPolicy read = PolicyReader.read("fuzzed.yaml", input, NO_OTHERS);

        assertThat(read.policy().isPresent()).isEqualTo(read.problems().isEmpty());
        assertThat(read.problems())
                .allMatch(problem -> problem.sentence().codePoints().allMatch(Shown::visible));
    }
}
