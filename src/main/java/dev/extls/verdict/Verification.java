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
        List<VerifiedEndpoint> endpoints = new ArrayList<>();
        for (int place = 0; place < now.size(); place++) {
            JudgedEndpoint judged = after.endpoints().get(place);
            Comeback comeback = comebacks.getOrDefault(now.get(place).endpoint().key(), Comeback.NOT_WAITED_FOR);
            endpoints.add(of(judged, compared.get(place).changes(), comeback));
        }
        return new Verification(endpoints);
    }

    private static VerifiedEndpoint of(JudgedEndpoint judged, List<Change> changes, Comeback comeback) {
        Endpoint endpoint = judged.answers().endpoint();
        String place = judged.label() + " (" + Places.door(endpoint) + ")";
        if (comeback.waitedFor()) {
            return new VerifiedEndpoint(
                    endpoint, place, Answer.UNKNOWN, "It was still waited for when the run ended.", changes, comeback);
        }
        return judged.answers()
                .trouble()
                .map(trouble -> inTrouble(endpoint, place, trouble, changes, comeback))
                .orElseGet(() -> answering(judged, place, changes, comeback));
    }

    private static VerifiedEndpoint inTrouble(
            Endpoint endpoint, String place, Setback trouble, List<Change> changes, Comeback comeback) {
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
                    changed(changes) + startedByHand(endpoint),
                    changes,
                    comeback);
        }
        String sentence = asBefore ? "As before: " + now + "." : changed(changes);
        return new VerifiedEndpoint(endpoint, place, Answer.UNKNOWN, sentence, changes, comeback);
    }

    /** Microsoft, "Enable and configure POP3 on an Exchange server" and its like for IMAP4: both start by hand unless told otherwise. */
    private static String startedByHand(Endpoint endpoint) {
        return switch (endpoint.service()) {
            case IMAP, IMAPS, BACKEND_IMAPS ->
                " The services MSExchangeImap4 and MSExchangeIMAP4BE start by hand unless they are set to start automatically.";
            case POP3, POP3S, BACKEND_POP3S ->
                " The services MSExchangePop3 and MSExchangePOP3BE start by hand unless they are set to start automatically.";
            case SMTP, SUBMISSION, HTTPS, TLS, CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT, BACKEND_HTTPS -> "";
        };
    }

    private static VerifiedEndpoint answering(
            JudgedEndpoint judged, String place, List<Change> changes, Comeback comeback) {
        Endpoint endpoint = judged.answers().endpoint();
        boolean sameVersions = changes.stream()
                .noneMatch(change -> change.topic() == Topic.VERSION
                        || change.topic() == Topic.SERVICE
                        || change.topic() == Topic.PRESENCE);
        if (changes.stream().anyMatch(change -> change.direction() == Direction.WORSE)) {
            return new VerifiedEndpoint(endpoint, place, Answer.WORSE_THAN_BEFORE, changed(changes), changes, comeback);
        }
        return switch (judged.state()) {
            case HOLDS, WAIVED, NOT_APPLICABLE ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        inDoubt(judged, changes) ? Answer.UNKNOWN : Answer.CONFIRMED,
                        changed(changes) + neverDown(comeback),
                        changes,
                        comeback);
            case FAILS ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        Answer.NOT_CONFIRMED,
                        deciding(judged, Verdict.State.FAILS)
                                + (sameVersions
                                        ? withoutEffect(comeback)
                                        : " " + changed(changes) + neverDown(comeback)),
                        changes,
                        comeback);
            case UNKNOWN ->
                new VerifiedEndpoint(
                        endpoint,
                        place,
                        Answer.UNKNOWN,
                        deciding(judged, Verdict.State.UNKNOWN) + neverDown(comeback),
                        changes,
                        comeback);
        };
    }

    /** Whether a version was answered before and is not now: nobody can tell that nothing is worse. */
    private static boolean inDoubt(JudgedEndpoint judged, List<Change> changes) {
        return judged.answers().versions().values().stream().anyMatch(answer -> answer.kind() == AnswerKind.UNKNOWN)
                && changes.stream()
                        .anyMatch(change -> change.topic() == Topic.VERSION && change.direction() == Direction.UNKNOWN);
    }

    /** Schannel reads its settings when Windows starts: Microsoft, "Transport Layer Security (TLS) registry settings". */
    private static String withoutEffect(Comeback comeback) {
        return comeback.seenDown()
                ? " The versions are those of before, and it was seen to go down: the change did not take effect."
                : " The versions are those of before." + neverDown(comeback);
    }

    private static String neverDown(Comeback comeback) {
        return comeback.neverSeenDown() ? " It was never seen down since the wait began: was it restarted?" : "";
    }

    private static String deciding(JudgedEndpoint judged, Verdict.State state) {
        return judged.verdicts().stream()
                .filter(verdict -> verdict.decides() && verdict.state() == state)
                .map(Verdict::sentence)
                .collect(Collectors.joining(" "));
    }

    /** Worse first. */
    private static String changed(List<Change> changes) {
        if (changes.isEmpty()) {
            return "Everything is as before.";
        }
        return changes.stream()
                .sorted((one, other) -> other.direction().compareTo(one.direction()))
                .map(change -> Words.capital(change.statement()))
                .collect(Collectors.joining(". ", "", "."));
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
