package dev.extls.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Entry for Jazzer: what any text at all must not do to the reader of observations. */
class JournalFuzzing {
    @FuzzTest(maxDuration = "10m")
    void observations(byte[] input) {
        try {
            assertThat(JournalReader.observation(Path.of("fuzzed.jsonl"), new String(input, StandardCharsets.UTF_8)))
                    .isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("fuzzed.jsonl");
        }
    }
}
