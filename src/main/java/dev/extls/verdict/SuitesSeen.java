package dev.extls.verdict;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The suites that one version accepts, as far as they are known: where nobody asked for them, those that were chosen on the way.
 *
 * @param version a living version
 * @param asked whether they were asked for
 * @param accepted suites that were chosen
 * @param open where they were asked for, those of which neither a choice nor a refusal was seen
 * @param evidence ids of the observations
 */
record SuitesSeen(
        ProtocolVersion version,
        boolean asked,
        List<CipherSuite> accepted,
        List<CipherSuite> open,
        List<String> evidence) {
    SuitesSeen {
        accepted = List.copyOf(accepted);
        open = List.copyOf(open);
        evidence = List.copyOf(evidence);
    }

    static SuitesSeen of(EndpointAnswers answers, ProtocolVersion version) {
        Optional<SuiteAnswers> known = Optional.ofNullable(answers.suites().get(version));
        if (known.isPresent()) {
            SuiteAnswers suites = known.get();
            return new SuitesSeen(version, true, suites.accepted(), suites.unknown(), suites.evidence());
        }
        List<Observation> choosing = choosing(answers, version, suite -> true);
        List<CipherSuite> chosen = choosing.stream()
                .flatMap(observation -> observation.outcome().chosen().stream())
                .map(Selection::suite)
                .distinct()
                .toList();
        return new SuitesSeen(
                version,
                false,
                chosen,
                List.of(),
                choosing.stream().map(Observation::id).toList());
    }

    /** Accepted suites of a kind. */
    List<CipherSuite> accepted(Predicate<CipherSuite> kind) {
        return accepted.stream().filter(kind).toList();
    }

    /** Suites of a kind that may be accepted or not. */
    List<CipherSuite> open(Predicate<CipherSuite> kind) {
        return open.stream().filter(kind).toList();
    }

    /** The observations in which suites of a kind were chosen; if none of them is left, all that the answer names. */
    List<String> evidence(EndpointAnswers answers, Predicate<CipherSuite> kind) {
        List<String> ids =
                choosing(answers, version, kind).stream().map(Observation::id).toList();
        return ids.isEmpty() ? evidence : ids;
    }

    private static List<Observation> choosing(
            EndpointAnswers answers, ProtocolVersion version, Predicate<CipherSuite> kind) {
        return answers.observations().stream()
                .filter(observation -> observation
                        .outcome()
                        .chosen()
                        .filter(selection -> selection.version() == version && kind.test(selection.suite()))
                        .isPresent())
                .toList();
    }
}
