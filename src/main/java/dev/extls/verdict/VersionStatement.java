package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
                .map(outcome -> (Outcome.Selected) outcome)
                .map(selected -> selected.stop() == Stop.AS_ASKED ? "no handshake was tried" : selected.detail())
                .findFirst()
                .orElse(answer.why());
    }

    /** {@code (o3, o7 by EX01.contoso.test, o5)}: those of one node, and with one outcome, together. */
    private static String witnesses(List<Observation> observations, boolean withOutcome) {
        Map<String, List<String>> byNode = new LinkedHashMap<>();
        for (Observation one : observations) {
            byNode.computeIfAbsent(witness(one, withOutcome), first -> new ArrayList<>())
                    .add(one.id());
        }
        List<String> words = byNode.entrySet().stream()
                .limit(MOST_WITNESSES)
                .map(entry -> entry.getValue().stream().limit(MOST_WITNESSES).collect(Collectors.joining(", "))
                        + (entry.getValue().size() > MOST_WITNESSES ? ", ..." : "")
                        + entry.getKey())
                .toList();
        String more = byNode.size() > MOST_WITNESSES ? ", ..." : "";
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + more + ")";
    }

    private static String witness(Observation observation, boolean withOutcome) {
        String node = Node.of(observation);
        return (node.isEmpty() ? "" : " by " + node) + (withOutcome ? ": " + Words.outcome(observation.outcome()) : "");
    }
}
