package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words that sentences are made of. */
class WordsTest {
    @Test
    void thingsAreListedAsPeopleDo() {
        assertThat(Words.list(List.of())).isEmpty();
        assertThat(Words.list(List.of("a"))).isEqualTo("a");
        assertThat(Words.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Words.versions(List.of(ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_2)))
                .isEqualTo("SSL 3.0 and TLS 1.2");
    }

    @Test
    void ofManySomeAreNamedAndTheOthersCounted() {
        assertThat(Words.some(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d and e");
        assertThat(Words.some(List.of("a", "b", "c", "d", "e", "f"))).isEqualTo("a, b, c, d and 2 more");
        assertThat(Words.some(List.of("a", "b"), 3)).isEqualTo("a, b and 3 more");
        assertThat(Words.some(List.of("a", "b", "c", "d", "e"), 1)).isEqualTo("a, b, c, d and 2 more");
    }

    @Test
    void whatOthersSaidIsCutBeforeOurOwnWords() {
        assertThat(Words.cut("x".repeat(240))).hasSize(240);
        assertThat(Words.cut("x".repeat(241))).isEqualTo("x".repeat(240) + "…");
        assertThat(Words.bounded("  said. ")).isEqualTo("said");
        assertThat(Words.bounded("said")).isEqualTo("said");
        assertThat(Words.because("  ")).isEmpty();
        assertThat(Words.because("said.")).isEqualTo(": said");
        assertThat(Words.capital("")).isEmpty();
        assertThat(Words.capital("said")).isEqualTo("Said");
        assertThat(Words.distinct(List.of("b", "a", "b"))).containsExactly("b", "a");
    }

    @Test
    void everyOutcomeHasItsWords() {
        assertThat(Words.outcome(new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "")))
                .isEqualTo("the connection was refused");
        assertThat(Words.outcome(Samples.negotiated(ProtocolVersion.TLS_1_2))).isEqualTo("TLS 1.2 negotiated");
        assertThat(Words.outcome(Samples.selected(ProtocolVersion.TLS_1_0, ""))).isEqualTo("TLS 1.0 chosen");
        assertThat(Words.outcome(new Outcome.Alerted(new Alert(2, 70)))).isEqualTo("fatal protocol_version(70)");
        assertThat(Words.outcome(new Outcome.Closed())).isEqualTo("closed");
        assertThat(Words.outcome(new Outcome.Reset())).isEqualTo("reset");
        assertThat(Words.outcome(new Outcome.Silent(""))).isEqualTo("silence");
        assertThat(Words.outcome(new Outcome.Garbled("x"))).isEqualTo("no TLS");
        assertThat(Words.outcome(new Outcome.NotOffered("x"))).isEqualTo("not offered");
    }
}
