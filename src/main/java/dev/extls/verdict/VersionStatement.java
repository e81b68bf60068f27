package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;

/** An answer in words, without full stop. */
final class VersionStatement {
    private static final int MOST_WITNESSES = 3;

    private VersionStatement() {}

    /** Whether both YES and NO were seen. */
    static boolean contradicted(Answer answer) {
        return answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN;
    }

    static String of(EndpointAnswers endpoint, ProtocolVersion version) {
        Answer answer = Words.answer(endpoint, version);
        String name = Words.version(version);
        if (contradicted(answer)) {
            return name + " was both negotiated" + witnesses(Evidence.chose(endpoint, answer), false) + " and refused"
                    + witnesses(Evidence.refused(endpoint, answer), true)
                    + "; more than one node may answer at this address";
        }
        return switch (answer.kind()) {
            case YES ->
                answer.proof() == Proof.CONFIRMED
                        ? name + " is confirmed" + selection(endpoint, version)
                        : "the server chose " + name + ", but no handshake finished"
                                + Words.because(ending(endpoint, answer));
            case NO -> name + " was refused" + Words.because(answer.why());
            case UNKNOWN -> name + " stayed unknown" + Words.because(reason(answer));
        };
    }

    /** Why an UNKNOWN stayed so: the answer's own words, else those of its reason. */
    static String reason(Answer answer) {
        return answer.why().isBlank()
                ? answer.reason().map(reason -> reason.sentence()).orElse("")
                : answer.why();
    }

    private static String selection(EndpointAnswers endpoint, ProtocolVersion version) {
        return Evidence.best(endpoint, version)
                .flatMap(observation -> observation.outcome().chosen())
                .map(VersionStatement::selection)
                .orElse("");
    }

    private static String selection(Selection selection) {
        return ": a handshake finished with " + selection.suite().label()
                + selection.group().map(group -> ", " + group.label()).orElse("");
    }

    /** What stopped the handshake; a hello stops by itself and tells nothing, so only where no handshake was tried. */
    private static String ending(EndpointAnswers endpoint, Answer answer) {
        List<Observation> chose = Evidence.chose(endpoint, answer);
        return Stream.concat(chose.stream().filter(Observation::handshakeTried), chose.stream())
                .map(Observation::outcome)
                .filter(Outcome.Selected.class::isInstance)
                .map(outcome -> ((Outcome.Selected) outcome).ending())
                .findFirst()
                .orElse(answer.why());
    }

    /** {@code (o3 by EX01.contoso.test, o5)}. */
    private static String witnesses(List<Observation> observations, boolean withOutcome) {
        List<String> words = observations.stream()
                .limit(MOST_WITNESSES)
                .map(observation -> witness(observation, withOutcome))
                .toList();
        String more = observations.size() > MOST_WITNESSES ? ", ..." : "";
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + more + ")";
    }

    private static String witness(Observation observation, boolean withOutcome) {
        String node = Node.of(observation);
        return observation.id()
                + (node.isEmpty() ? "" : " by " + node)
                + (withOutcome ? ": " + Words.outcome(observation.outcome()) : "");
    }
}
