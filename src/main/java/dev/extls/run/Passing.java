package dev.extls.run;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which reasons for UNKNOWN may pass: what met them is worth asking once more. Pure. */
final class Passing {
    private Passing() {}

    /**
     * What to ask once more: every offer that was last met by trouble that may pass, where its answer is still open.
     *
     * @param answers of one endpoint
     * @param observations what they rest on, any order
     * @return in the order in which it was first asked; empty if asking again is not worth it
     */
    static List<Course.Again> again(EndpointAnswers answers, List<Observation> observations) {
        List<Observation> seen = observations.stream()
                // whoever counts nodes counts failures too, and a page is seen once
                .filter(one -> one.question() != Question.NODES && one.question() != Question.HEALTH)
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
        Map<Course.Again, Observation> last = new LinkedHashMap<>();
        seen.stream()
                .filter(one -> one.question() != Question.PASSAGE)
                .forEach(one -> last.put(new Course.Again(one.question(), one.offer()), one));
        boolean reached = seen.stream().anyMatch(one -> !(one.outcome() instanceof Outcome.NotReached));
        List<Course.Again> again = new ArrayList<>();
        last.forEach((asked, observation) -> {
            if (passing(observation, answers, reached)) {
                again.add(asked);
            }
        });
        return again;
    }

    /** Whether the server has enough of us. */
    static boolean throttled(Observation observation) {
        return observation.outcome() instanceof Outcome.NotReached missed && missed.trouble() == Trouble.THROTTLED;
    }

    private static boolean passing(Observation last, EndpointAnswers answers, boolean reached) {
        return last.outcome()
                .fold(new Outcome.Cases<>(
                        missed -> passing(missed.trouble(), reached),
                        injected -> false,
                        negotiated -> false,
                        selected -> false,
                        alerted -> false,
                        sslv2Error -> false,
                        // a close may be a refusal: where it was one, the answer is known
                        closed -> open(last, answers),
                        reset -> open(last, answers),
                        silent -> open(last, answers),
                        garbled -> false,
                        notOffered -> false));
    }

    /** Whether a connection that was not made may be made later. A door that throttles us has had its tries. */
    private static boolean passing(Trouble trouble, boolean reached) {
        return switch (trouble) {
            case CONNECT_TIMEOUT, NO_GREETING, CLOSED_BEFORE_GREETING, NO_ANSWER, CLOSED, RESET, OUR_FAULT -> true;
            // where nobody ever listened nobody will in a moment
            case CONNECTION_REFUSED -> reached;
            case NAME_NOT_RESOLVED,
                    GREETING_TOO_LONG,
                    REFUSED_BY_GREETING,
                    THROTTLED,
                    STARTTLS_NOT_OFFERED,
                    STARTTLS_REFUSED,
                    REFUSED_EVERY_HELLO,
                    NOT_TLS -> false;
        };
    }

    /** Whether the question for which an observation was made has no answer yet, or a version that was chosen no confirmation. */
    private static boolean open(Observation last, EndpointAnswers answers) {
        return switch (last.question()) {
            case VERSIONS -> {
                Answer answer = Objects.requireNonNull(answers.versions().get(last.asked()));
                yield answer.kind() == AnswerKind.UNKNOWN
                        || (answer.proof() == Proof.SELECTED && last.handshakeTried());
            }
            case SUITES -> {
                SuiteAnswers suites = answers.suites().get(last.asked());
                yield suites == null || !suites.unknown().isEmpty();
            }
            case GROUPS, FACTS -> last.outcome() instanceof Outcome.Silent;
            case REACHABLE, PASSAGE, NODES, HEALTH -> false;
        };
    }
}
