package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Manner;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Sighting;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that is known of one endpoint.
 *
 * @param endpoint the door
 * @param versions an answer for each of the six versions, oldest first
 * @param suites an answer for each living version whose suites were asked for; empty at a depth that does not ask
 * @param groups an answer for each living version whose key-exchange groups were asked for
 * @param facts how the endpoint negotiates, as far as it was asked
 * @param dhParameters the parameters of Diffie-Hellman key exchanges that were seen, each once
 * @param manners in what manner each hello was answered, as far as that was seen, by the ids of the observations; only for the endpoints of a
 *     pool, which are held against each other
 * @param sightings who answered: of the connections that were made to see that, else of all where answers contradict each other; else none
 * @param trouble why nothing could be established; empty as soon as one version was answered YES or NO
 * @param observations what the answers rest on, in the order of their start, without their transcripts: whatever needs the bytes is
 *     made of them here, and evidence is looked up in the journal by id
 */
public record EndpointAnswers(
        Endpoint endpoint,
        Map<ProtocolVersion, Answer> versions,
        Map<ProtocolVersion, SuiteAnswers> suites,
        Map<ProtocolVersion, GroupAnswers> groups,
        List<Fact> facts,
        List<DhParameters> dhParameters,
        Map<String, Manner> manners,
        List<Sighting> sightings,
        Optional<Setback> trouble,
        List<Observation> observations) {
    /** Checks and copies. */
    public EndpointAnswers {
        if (versions.size() != ProtocolVersion.values().length) {
            throw new IllegalArgumentException("every version has an answer");
        }
        versions = oldestFirst(versions);
        suites = oldestFirst(suites);
        groups = oldestFirst(groups);
        facts = List.copyOf(facts);
        dhParameters = List.copyOf(dhParameters);
        manners = Map.copyOf(manners);
        sightings = List.copyOf(sightings);
        observations = List.copyOf(observations);
    }

    private static <T> Map<ProtocolVersion, T> oldestFirst(Map<ProtocolVersion, T> byVersion) {
        Map<ProtocolVersion, T> copy = new EnumMap<>(ProtocolVersion.class);
        copy.putAll(byVersion);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * What the observations of one endpoint say.
     *
     * @param endpoint the door
     * @param observations all of its observations, any order; those made while it was waited for are left out
     * @return an answer for every version
     */
    public static EndpointAnswers of(Endpoint endpoint, List<Observation> observations) {
        return of(endpoint, observations, "");
    }

    /**
     * What the observations of one endpoint say in a run that ended before everything was asked.
     *
     * @param endpoint the door
     * @param observations all of its observations, any order
     * @param unasked what kept the run from asking the rest, such as {@code the run's time was over}; empty if nothing did
     * @return an answer for every version
     */
    public static EndpointAnswers of(Endpoint endpoint, List<Observation> observations, String unasked) {
        List<Observation> inOrder = VersionLaw.inOrder(observations, one -> one.question() != Question.REACHABLE);
        // what is asked to compare the endpoints of a pool, or to count nodes, tells nothing of one of them
        List<Observation> told =
                inOrder.stream().filter(one -> !one.question().apart()).toList();
        List<Observation> ofVersions = asking(Question.VERSIONS, told);
        Map<ProtocolVersion, Answer> versions = new EnumMap<>(ProtocolVersion.class);
        VersionLaw.answers(ofVersions, SuiteLaw.telling(told))
                .forEach((version, answer) -> versions.put(version, because(unasked, answer)));
        Map<ProtocolVersion, SuiteAnswers> suites = suites(versions, told);
        return new EndpointAnswers(
                endpoint,
                versions,
                suites,
                groups(versions, suites, told),
                FactInquiry.facts(told),
                DhParameters.seenIn(told),
                endpoint.pool().isEmpty() ? Map.of() : manners(inOrder),
                sightings(inOrder, versions, suites),
                setback(versions, ofVersions),
                inOrder.stream().map(Observation::withoutTranscript).toList());
    }

    /** Of different offers the hellos differ although the node is the same. */
    private static List<Sighting> sightings(
            List<Observation> all, Map<ProtocolVersion, Answer> versions, Map<ProtocolVersion, SuiteAnswers> suites) {
        List<Observation> samples = asking(Question.NODES, all);
        if (!samples.isEmpty()) {
            return samples.stream().map(Sighting::of).toList();
        }
        boolean unlike = versions.values().stream().anyMatch(Answer::contradicted)
                || suites.values().stream().anyMatch(answer -> !answer.kinds().isEmpty());
        return unlike ? all.stream().map(one -> Sighting.of(one).withoutHello()).toList() : List.of();
    }

    private static Map<String, Manner> manners(List<Observation> observations) {
        return observations.stream()
                .flatMap(one -> Manner.of(one).stream())
                .collect(Collectors.toMap(Manner::id, manner -> manner, (first, again) -> first));
    }

    private static Answer because(String unasked, Answer answer) {
        boolean asked =
                answer.kind() != AnswerKind.UNKNOWN || !answer.evidence().isEmpty();
        return asked || unasked.isEmpty()
                ? answer
                : new Answer(
                        answer.version(),
                        answer.kind(),
                        answer.proof(),
                        answer.why() + ": " + unasked,
                        answer.reason(),
                        answer.contradicted(),
                        answer.evidence());
    }

    private static List<Observation> asking(Question question, List<Observation> observations) {
        return observations.stream().filter(one -> one.question() == question).toList();
    }

    /** Of every version that is spoken, once suites were asked for: what was not asked in one of them is unknown and not left out. */
    private static Map<ProtocolVersion, SuiteAnswers> suites(
            Map<ProtocolVersion, Answer> versions, List<Observation> observations) {
        Map<ProtocolVersion, SuiteAnswers> suites = new EnumMap<>(ProtocolVersion.class);
        List<Observation> ofSuites = asking(Question.SUITES, observations);
        versions.forEach((version, answer) -> {
            if (answer.kind() == AnswerKind.YES && !ofSuites.isEmpty()) {
                suites.put(version, SuiteLaw.answer(version, observations));
            }
        });
        return suites;
    }

    private static Map<ProtocolVersion, GroupAnswers> groups(
            Map<ProtocolVersion, Answer> versions,
            Map<ProtocolVersion, SuiteAnswers> suites,
            List<Observation> observations) {
        Map<ProtocolVersion, GroupAnswers> groups = new EnumMap<>(ProtocolVersion.class);
        List<Observation> ofGroups = asking(Question.GROUPS, observations);
        versions.forEach((version, answer) -> {
            if (answer.kind() == AnswerKind.YES && ofGroups.stream().anyMatch(one -> one.asked() == version)) {
                groups.put(
                        version,
                        GroupLaw.answer(
                                version,
                                observations,
                                () -> Optional.ofNullable(suites.get(version))
                                        .orElseGet(() -> SuiteLaw.answer(version, observations))));
            }
        });
        return groups;
    }

    /** TLS 1.2 is asked first, so its trouble is the endpoint's. */
    private static Optional<Setback> setback(Map<ProtocolVersion, Answer> versions, List<Observation> observations) {
        if (versions.values().stream().anyMatch(answer -> answer.kind() != AnswerKind.UNKNOWN)) {
            return Optional.empty();
        }
        return Optional.ofNullable(versions.get(ProtocolVersion.TLS_1_2))
                .flatMap(first -> first.reason().map(reason -> new Setback(reason, detail(first, observations))));
    }

    /** What the server or the system said last for that reason where no hello was sent; else what the answer says. */
    private static String detail(Answer answer, List<Observation> observations) {
        return observations.stream()
                .filter(observation -> answer.evidence().contains(observation.id()))
                .map(Observation::outcome)
                .filter(outcome -> outcome instanceof Outcome.NotReached missed
                        && answer.reason().filter(missed.trouble()::equals).isPresent())
                .map(outcome -> ((Outcome.NotReached) outcome).detail())
                .reduce((earlier, later) -> later)
                .orElse(answer.why());
    }

    /**
     * Why nothing could be established.
     *
     * @param kind the reason
     * @param detail what was seen, may quote the server, so hostile
     */
    public record Setback(Trouble kind, String detail) {}
}
