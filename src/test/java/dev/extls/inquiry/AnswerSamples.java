package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.observation.Manner;
import dev.extls.observation.Observation;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers for tests, as a chain of calls. What nobody sets is a NO. */
public final class AnswerSamples {
    private final Endpoint endpoint;
    private final Map<ProtocolVersion, Answer> versions = new EnumMap<>(ProtocolVersion.class);
    private final List<Observation> observations = new ArrayList<>();
    private final Map<ProtocolVersion, SuiteAnswers> suites = new EnumMap<>(ProtocolVersion.class);
    private final Map<ProtocolVersion, GroupAnswers> groups = new EnumMap<>(ProtocolVersion.class);
    private final List<Fact> facts = new ArrayList<>();
    private final List<DhParameters> dhParameters = new ArrayList<>();
    private final Map<String, Manner> manners = new HashMap<>();
    private Optional<Setback> trouble = Optional.empty();

    private AnswerSamples(Endpoint endpoint) {
        this.endpoint = endpoint;
        for (ProtocolVersion version : ProtocolVersion.values()) {
            no(version, "fatal protocol_version(70)");
        }
    }

    public static AnswerSamples at(Endpoint endpoint) {
        return new AnswerSamples(endpoint);
    }

    public AnswerSamples confirmed(ProtocolVersion version, String... evidence) {
        return answer(
                version, AnswerKind.YES, Proof.CONFIRMED, "a handshake finished", Optional.empty(), false, evidence);
    }

    public AnswerSamples selected(ProtocolVersion version, String... evidence) {
        return answer(
                version, AnswerKind.YES, Proof.SELECTED, "the server chose it", Optional.empty(), false, evidence);
    }

    public AnswerSamples both(ProtocolVersion version, String... evidence) {
        return answer(version, AnswerKind.YES, Proof.CONFIRMED, "both were seen", Optional.empty(), true, evidence);
    }

    public AnswerSamples no(ProtocolVersion version, String why, String... evidence) {
        return answer(version, AnswerKind.NO, Proof.NONE, why, Optional.empty(), false, evidence);
    }

    public AnswerSamples unknown(ProtocolVersion version, Trouble reason, String why, String... evidence) {
        return answer(version, AnswerKind.UNKNOWN, Proof.NONE, why, Optional.of(reason), false, evidence);
    }

    public AnswerSamples trouble(Trouble kind, String detail, String... evidence) {
        for (ProtocolVersion version : ProtocolVersion.values()) {
            unknown(version, kind, detail, evidence);
        }
        trouble = Optional.of(new Setback(kind, detail));
        return this;
    }

    public AnswerSamples seen(Observation... more) {
        observations.addAll(List.of(more));
        return this;
    }

    public AnswerSamples suites(SuiteAnswers answers) {
        suites.put(answers.version(), answers);
        return this;
    }

    public AnswerSamples groups(GroupAnswers answers) {
        groups.put(answers.version(), answers);
        return this;
    }

    public AnswerSamples facts(Fact... more) {
        facts.addAll(List.of(more));
        return this;
    }

    public AnswerSamples dhParameters(DhParameters... more) {
        dhParameters.addAll(List.of(more));
        return this;
    }

    public AnswerSamples manner(Manner manner) {
        manners.put(manner.id(), manner);
        return this;
    }

    public EndpointAnswers build() {
        return new EndpointAnswers(
                endpoint, versions, suites, groups, facts, dhParameters, manners, List.of(), trouble, observations);
    }

    private AnswerSamples answer(
            ProtocolVersion version,
            AnswerKind kind,
            Proof proof,
            String why,
            Optional<Trouble> reason,
            boolean contradicted,
            String... evidence) {
        versions.put(version, new Answer(version, kind, proof, why, reason, contradicted, Arrays.asList(evidence)));
        return this;
    }
}
