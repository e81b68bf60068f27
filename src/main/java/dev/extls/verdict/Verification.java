package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.Trouble;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Change.Topic;
import dev.extls.verdict.VerifiedEndpoint.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a change, endpoint by endpoint. Pure: the same answers give the same opinion.
 *
 * @param endpoints those of the later run, in its order
 */
public record Verification(List<VerifiedEndpoint> endpoints) {
    /** Copies. */
    public Verification {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Holds a run after a change against the one before, and against what is expected.
     *
     * @param before the answers of the earlier run
     * @param after the later run, judged by what is expected
     * @param comebacks how each endpoint of it came back, by its key
     * @return an answer for each endpoint of the later run
     */
    public static Verification of(RunAnswers before, Judged after, Map<String, Comeback> comebacks) {
        List<EndpointAnswers> now =
                after.endpoints().stream().map(JudgedEndpoint::answers).toList();
        List<EndpointComparison> compared =
                Comparison.of(before, RunAnswers.of(now), after.at()).endpoints();
        WayBack ways = new WayBack(now.stream().map(EndpointAnswers::endpoint).toList(), comebacks);
        List<VerifiedEndpoint> endpoints = new ArrayList<>();
        for (int place = 0; place < now.size(); place++) {
            JudgedEndpoint judged = after.endpoints().get(place);
            Comeback comeback = comebacks.getOrDefault(now.get(place).endpoint().key(), Comeback.NOT_WAITED_FOR);
            endpoints.add(of(judged, compared.get(place).changes(), comeback, ways));
        }
        return new Verification(endpoints);
    }

    private static VerifiedEndpoint of(JudgedEndpoint judged, List<Change> changes, Comeback comeback, WayBack ways) {
        Endpoint endpoint = judged.answers().endpoint();
        String place = judged.label() + " (" + Places.door(endpoint) + ")";
        if (comeback.waitedFor()) {
            return new VerifiedEndpoint(
                    endpoint, place, Answer.UNKNOWN, "It was still waited for when the run ended.", changes, comeback);
        }
        return judged.answers()
                .trouble()
                .map(trouble -> inTrouble(endpoint, place, trouble, changes, comeback, ways))
                .orElseGet(() -> answering(judged, place, changes, comeback, ways)
                        .saying(HealthPage.gone(judged.answers().observations())));
    }

    private static VerifiedEndpoint inTrouble(
            Endpoint endpoint, String place, Setback trouble, List<Change> changes, Comeback comeback, WayBack ways) {
        boolean asBefore = changes.stream().noneMatch(change -> change.topic() == Topic.SERVICE);
        String now = Words.bounded(trouble.kind().sentence());
        if (trouble.kind() == Trouble.STARTTLS_NOT_OFFERED && !asBefore) {
            return new VerifiedEndpoint(endpoint, place, Answer.WORSE_THAN_BEFORE, changed(changes), changes, comeback);
        }
        if (comeback.overdue() && !asBefore) {
            return new VerifiedEndpoint(
                    endpoint,
                    place,
                    Answer.NEVER_CAME_BACK,
                    changed(changes) + ways.never(endpoint, trouble.kind()),
                    changes,
                    comeback);
        }
        String sentence = asBefore ? "As before: " + now + "." : changed(changes);
        return new VerifiedEndpoint(endpoint, place, Answer.UNKNOWN, sentence, changes, comeback);
    }

    private static VerifiedEndpoint answering(
            JudgedEndpoint judged, String place, List<Change> changes, Comeback comeback, WayBack ways) {
        Endpoint endpoint = judged.answers().endpoint();
        boolean sameVersions = changes.stream().allMatch(Verification::beside);
        if (changes.stream().anyMatch(change -> change.direction() == Direction.WORSE)) {
            return new VerifiedEndpoint(
                    endpoint,
                    place,
                    Answer.WORSE_THAN_BEFORE,
                    changed(changes) + ways.back(endpoint),
                    changes,
                    comeback);
        }
        return switch (judged.state()) {
            case HOLDS, WAIVED, NOT_APPLICABLE ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        inDoubt(judged, changes) ? Answer.UNKNOWN : Answer.CONFIRMED,
                        changed(changes) + ways.back(endpoint) + ways.restarted(endpoint),
                        changes,
                        comeback);
            case FAILS ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        Answer.NOT_CONFIRMED,
                        deciding(judged, Verdict.State.FAILS)
                                + (sameVersions
                                        ? withoutEffect(endpoint, changes, ways)
                                        : " " + changed(changes) + ways.back(endpoint) + ways.restarted(endpoint)),
                        changes,
                        comeback);
            case UNKNOWN ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        Answer.UNKNOWN,
                        deciding(judged, Verdict.State.UNKNOWN) + ways.back(endpoint) + ways.restarted(endpoint),
                        changes,
                        comeback);
        };
    }

    /** Whether a version or a suite was answered before and is not now: nobody can tell that nothing is worse. */
    private static boolean inDoubt(JudgedEndpoint judged, List<Change> changes) {
        EndpointAnswers now = judged.answers();
        return (unknown(changes, Topic.VERSION)
                        && now.versions().values().stream().anyMatch(answer -> answer.kind() == AnswerKind.UNKNOWN))
                || (unknown(changes, Topic.SUITES)
                        && now.suites().values().stream()
                                .anyMatch(suites -> !suites.unknown().isEmpty()));
    }

    private static boolean unknown(List<Change> changes, Topic topic) {
        return changes.stream().anyMatch(change -> change.topic() == topic && change.direction() == Direction.UNKNOWN);
    }

    /** Schannel reads its settings when Windows starts: Microsoft, "Transport Layer Security (TLS) registry settings". */
    private static String withoutEffect(Endpoint endpoint, List<Change> changes, WayBack ways) {
        String asBefore = changes.isEmpty() ? "Everything is as before" : "The versions are those of before";
        boolean none = changes.stream().noneMatch(change -> change.topic() == Topic.SUITES);
        String effect = none && ways.serverSeenDown(endpoint)
                ? ", and it was seen to go down: the change did not take effect."
                : ".";
        return " " + asBefore + effect + beside(changes) + ways.restarted(endpoint);
    }

    /** What is not about versions, with a space before it. */
    private static String beside(List<Change> changes) {
        return changes.isEmpty() ? "" : " " + statements(changes);
    }

    private static String deciding(JudgedEndpoint judged, Verdict.State state) {
        return judged.verdicts().stream()
                .filter(verdict -> verdict.decides() && verdict.state() == state)
                .map(Verdict::sentence)
                .collect(Collectors.joining(" "));
    }

    /** Worse first; what is not about versions and suites says what it is about. */
    private static String changed(List<Change> changes) {
        if (changes.isEmpty()) {
            return "Everything is as before.";
        }
        return (changes.stream().allMatch(Verification::beside) ? "The versions are those of before. " : "")
                + statements(changes);
    }

    private static String statements(List<Change> changes) {
        return changes.stream()
                .sorted((one, other) -> other.direction().compareTo(one.direction()))
                .map(change -> topic(change) + Words.capital(change.statement()))
                .collect(Collectors.joining(". ", "", "."));
    }

    private static boolean beside(Change change) {
        return switch (change.topic()) {
            case PRESENCE, SERVICE, VERSION -> false;
            case SUITES, SUITE_ORDER, CERTIFICATE, IDENTITY -> true;
        };
    }

    private static String topic(Change change) {
        return switch (change.topic()) {
            case PRESENCE, SERVICE, VERSION, SUITES, SUITE_ORDER -> "";
            case CERTIFICATE ->
                change.direction() == Direction.WORSE
                        ? "A certificate that is out of date or names another server: "
                        : "Another certificate: ";
            case IDENTITY -> "Another name in its lines: ";
        };
    }

    /**
     * How many endpoints have an answer.
     *
     * @param answer the answer
     * @return 0 or more
     */
    public long count(Answer answer) {
        return endpoints.stream().filter(one -> one.answer() == answer).count();
    }

    /**
     * What it tells the shell.
     *
     * @return 0 only if every endpoint is confirmed; 1 if one is not, is worse or never came back; else 3
     */
    public ExitCode exitCode() {
        if (endpoints.stream().anyMatch(one -> one.answer().compareTo(Answer.UNKNOWN) > 0)) {
            return ExitCode.A_RULE_FAILS;
        }
        return endpoints.isEmpty() || count(Answer.UNKNOWN) > 0
                ? ExitCode.SOMETHING_UNKNOWN
                : ExitCode.EVERY_RULE_HOLDS;
    }
}
