package dev.extls.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entries for Jazzer: what any bytes at all must not do to the readers of journals and of observations. */
class JournalFuzzing {
    /** A whole file, of which the first line may be no header. */
    @FuzzTest(maxDuration = "10m")
    void journals(byte[] input) throws IOException {
        Path file = Files.createTempFile("fuzzed", ".jsonl");
        try {
            Files.write(file, input);
            Journal journal = JournalReader.read(file);
            assertThat(journal.problems()).allMatch(problem -> problem.startsWith("line "));
            assertThat(JournalReader.beginning(file).header()).isEqualTo(journal.header());
            try (StoredJournal stored = JournalReader.open(file)) {
                assertThat(stored.header()).isEqualTo(journal.header());
            }
        } catch (NotAJournal e) {
            assertThat(e).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }

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
