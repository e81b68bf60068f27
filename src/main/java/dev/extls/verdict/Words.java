package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Outcome;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Objects;

/** The words that sentences are made of. What the server said is bounded here, so that our own words are never cut. */
final class Words {
    private static final int LONGEST_QUOTE = 240;
    private static final int MOST_NAMED = 4;

    private Words() {}

    /** The answer that every endpoint has for every version. */
    static Answer answer(EndpointAnswers endpoint, ProtocolVersion version) {
        return Objects.requireNonNull(endpoint.versions().get(version));
    }

    /** A version as people write it: SSL 2.0, TLS 1.2. */
    static String version(ProtocolVersion version) {
        return version.title();
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code TLS 1.0 and TLS 1.2}. */
    static String versions(List<ProtocolVersion> versions) {
        return list(versions.stream().map(Words::version).toList());
    }

    /** The first few, and how many more. */
    static String some(List<String> words) {
        return some(words, 0);
    }

    /** The first few, and how many more, those that nobody names among them. */
    static String some(List<String> words, int unnamed) {
        if (unnamed == 0 && words.size() <= MOST_NAMED + 1) {
            return list(words);
        }
        int named = Math.min(MOST_NAMED, words.size());
        return String.join(", ", words.subList(0, named)) + " and " + (words.size() - named + unnamed) + " more";
    }

    /** Each once, in the order of their first place. */
    static List<String> distinct(List<String> ids) {
        return ids.stream().distinct().toList();
    }

    /** Text from elsewhere within bounds, without the full stop at its end. */
    static String bounded(String text) {
        String stripped = cut(text).strip();
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    /** Text from elsewhere within bounds. */
    static String cut(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** The same with a capital letter at its begin. */
    static String capital(String sentence) {
        return sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Something after a colon, if there is something. */
    static String because(String why) {
        return why.isBlank() ? "" : ": " + bounded(why);
    }

    static String outcome(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                it -> it.trouble().sentence(),
                it -> "bytes were injected",
                it -> version(it.selection().version()) + " negotiated",
                it -> version(it.selection().version()) + " chosen",
                it -> it.alert().toString(),
                it -> it.label(),
                it -> "closed",
                it -> "reset",
                it -> "silence",
                it -> "no TLS",
                it -> "not offered"));
    }
}
