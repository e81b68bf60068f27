package dev.extls.inquiry;

import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Shape;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of an answer; they decide nothing. */
final class Wording {
    private static final int MOST_NAMES = 4;
    private static final int LONGEST_NAME = 80;

    private Wording() {}

    /** How a hello was refused. */
    static String refusal(Observation observation) {
        return VersionLaw.choice(observation)
                .map(selection -> "the server chose " + selection.version().label() + " instead")
                .orElseGet(() -> spoken(observation.outcome()).orElseGet(() -> close(observation)));
    }

    private static Optional<String> spoken(Outcome outcome) {
        if (outcome instanceof Outcome.Sslv2Error error) {
            return Optional.of(error.label());
        }
        return outcome instanceof Outcome.Alerted alerted
                ? Optional.of(alerted.alert().toString())
                : Optional.empty();
    }

    /** How hellos were closed, each way once. */
    static String closes(List<Observation> closes) {
        return closes.stream().map(Wording::close).distinct().collect(Collectors.joining(" or "));
    }

    /** How hellos were refused, each way once. */
    static String refusals(List<Observation> refused) {
        return refused.stream().map(Wording::refusal).distinct().collect(Collectors.joining(" or "));
    }

    private static String close(Observation observation) {
        return observation.outcome() instanceof Outcome.Reset ? "reset (RST)" : "closed (FIN)";
    }

    /** Who chose and who refused; names are the servers', so hostile. */
    static String contradiction(List<Observation> chosen, List<Observation> refused, String why) {
        int all = chosen.size() + refused.size();
        return "answers contradict each other: " + chosen.size() + " of " + all + " chose it" + nodes(chosen, " (", ")")
                + ", " + refused.size() + " of " + all + " refused it (" + why + nodes(refused, "; by ", "") + ")";
    }

    /** Two kinds of nodes by what they accept; names are the servers', so hostile. */
    static String kinds(List<SuiteKind> kinds) {
        SuiteKind first = kinds.get(0);
        SuiteKind other = kinds.get(1);
        List<String> words = new ArrayList<>();
        words.add("answers contradict each other: " + first.answers() + " of " + first.of() + " like A" + named(first)
                + ", " + other.answers() + " of " + other.of() + " like B" + named(other));
        if (!other.refused().isEmpty()) {
            words.add("only A accepts " + some(other.refused()));
        }
        if (!first.refused().isEmpty()) {
            words.add("only B accepts " + some(first.refused()));
        }
        if (!first.unknown().isEmpty()) {
            words.add(first.unknown().size() + " accepted suites were not asked for often enough to say by which");
        }
        return String.join("; ", words);
    }

    private static String named(SuiteKind kind) {
        return kind.names().isEmpty() ? "" : " (" + String.join(", ", kind.names()) + ")";
    }

    private static String some(List<CipherSuite> suites) {
        String names = suites.stream().limit(MOST_NAMES).map(CipherSuite::label).collect(Collectors.joining(", "));
        return suites.size() > MOST_NAMES ? names + " and " + (suites.size() - MOST_NAMES) + " more" : names;
    }

    /** A refusal by more than one node. */
    static String everyNode(List<Observation> refused) {
        return "by every node that answered (" + refused.size() + " asks" + nodes(refused, ": ", "") + ")";
    }

    /** Not enough to call it a refusal by all nodes. */
    static String tooFewAsks(List<Observation> refused) {
        return "but unlike nodes answer here, and another may speak it: only " + refused.size() + " of "
                + VersionLaw.ASKS_OF_UNLIKE_NODES + " asks were made" + nodes(refused, " (", ")");
    }

    /** The different nodes, as far as they named themselves. */
    private static String nodes(List<Observation> observations, String before, String after) {
        List<String> names = observations.stream()
                .map(Wording::node)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        String more = names.size() > MOST_NAMES ? ", ..." : "";
        return names.isEmpty()
                ? ""
                : before + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")) + more + after;
    }

    private static String node(Observation observation) {
        String name = Identity.of(observation)
                .map(identity -> identity.name().isBlank() ? Unlike.lasting(identity.greeting()) : identity.name())
                .orElse("");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    /** In which shape alone hellos were answered; nothing if a plain one was. */
    static String shape(List<Observation> chosen) {
        return chosen.stream().anyMatch(one -> one.offer().shape() == Shape.PLAIN)
                ? ""
                : "; only " + chosen.get(0).offer().shape().sentence() + " was answered";
    }

    /** What stopped a connection after the server had chosen. */
    static String stop(Observation observation) {
        return observation.outcome() instanceof Outcome.Selected selected
                ? switch (selected.stop()) {
                    case AS_ASKED -> "the handshake was not tried further";
                    case OUR_REFUSAL -> "our side stopped: " + selected.detail();
                    case PEER_ALERT -> "the server then stopped: " + selected.detail();
                    case PEER_CLOSED -> "the server then closed (FIN)";
                    case PEER_RESET -> "the server then reset (RST)";
                    case NO_ANSWER -> "the server then fell silent";
                }
                : "";
    }

    /** Why an outcome is no answer, and whether any hello was answered beside it. */
    static String trouble(Outcome outcome, boolean controlled) {
        String alone = controlled
                ? "; it was not seen often enough between answered hellos to be a refusal"
                : "; no other hello was answered here, so it says nothing about the version";
        String suites = controlled ? "; not every suite known for the version was refused" : alone;
        String wrongVersion = "a version was chosen that was not offered";
        return outcome.fold(new Outcome.Cases<>(
                notReached -> notReached.trouble().sentence()
                        + (notReached.detail().isEmpty() ? "" : ": " + notReached.detail()),
                injected -> injected.bytes().length() + " bytes came with the go-ahead, before our hello (injected)",
                negotiated -> wrongVersion,
                selected -> wrongVersion,
                alerted -> alerted.alert()
                        + (refusesSuites(alerted.alert()) ? suites : ", which is no refusal of a version"),
                sslv2Error ->
                        sslv2Error.label() + (sslv2Error.noCipher() ? suites : ", which is no refusal of a version"),
                closed -> "closed (FIN) straight after the hello" + alone,
                reset -> "reset (RST) straight after the hello" + alone,
                silent -> silent.detail(),
                garbled -> garbled.detail(),
                notOffered -> notOffered.detail()));
    }

    private static boolean refusesSuites(Alert alert) {
        return alert.fatal()
                && (alert.description() == Alert.HANDSHAKE_FAILURE
                        || alert.description() == Alert.INSUFFICIENT_SECURITY);
    }
}
