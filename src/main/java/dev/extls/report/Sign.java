package dev.extls.report;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.Proof;
import dev.extls.policy.Severity;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Verdict;

/**
 * What something looks like on a page: a symbol and a word, so that no colour is needed to understand it.
 *
 * @param symbol one character
 * @param word lower case
 * @param tone its colour: good, fair, bad, unknown or quiet
 * @param letter stands for it in the attributes that the page filters by
 */
record Sign(String symbol, String word, String tone, char letter) {
    static Sign of(Judged.State state) {
        return switch (state) {
            case HOLDS -> of(Verdict.State.HOLDS);
            case UNKNOWN -> of(Verdict.State.UNKNOWN);
            case FAILS -> of(Verdict.State.FAILS);
        };
    }

    static Sign of(Verdict.State state) {
        return switch (state) {
            case NOT_APPLICABLE -> new Sign("–", "no rule", "quiet", 'X');
            case HOLDS -> new Sign("✔", "holds", "good", 'H');
            case WAIVED -> new Sign("~", "waived", "fair", 'W');
            case UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
            case FAILS -> new Sign("✘", "fails", "bad", 'F');
        };
    }

    static Sign of(Answer answer) {
        if (answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN) {
            return new Sign("!", "both", "bad", 'B');
        }
        return switch (answer.kind()) {
            case YES ->
                answer.proof() == Proof.CONFIRMED
                        ? new Sign("✔", "yes", spoken(answer.version()), 'Y')
                        : new Sign("✔", "selected", spoken(answer.version()), 'S');
            case NO -> new Sign("✘", "no", answer.version() == ProtocolVersion.TLS_1_2 ? "bad" : "quiet", 'N');
            case UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
        };
    }

    static Sign of(Severity severity) {
        return switch (severity) {
            case ERROR -> new Sign("✘", "error", "bad", 'E');
            case WARNING -> new Sign("!", "warning", "fair", 'W');
            case NOTE -> new Sign("i", "note", "quiet", 'N');
        };
    }

    /** RFC 6176, RFC 7568 and RFC 8996: SSL 2.0, SSL 3.0, TLS 1.0 and TLS 1.1 must not be negotiated. */
    private static String spoken(ProtocolVersion version) {
        return switch (version) {
            case SSL_2_0, SSL_3_0 -> "bad";
            case TLS_1_0, TLS_1_1 -> "fair";
            case TLS_1_2, TLS_1_3 -> "good";
        };
    }
}
