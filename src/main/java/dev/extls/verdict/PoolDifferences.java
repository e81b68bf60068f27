package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** In which versions the members of a pool differ. What stayed unknown differs from nothing and is like nothing. */
final class PoolDifferences {
    private PoolDifferences() {}

    /** How the nodes stand to a version. */
    private record Sides(
            boolean old,
            List<String> negotiating,
            List<String> refusing,
            List<String> unknown,
            List<String> contradicted) {}

    /** Oldest first; versions in which the nodes differ alike are told in one. */
    static List<PoolDifference> between(List<PoolSight> members) {
        Map<Sides, List<ProtocolVersion>> alike = new LinkedHashMap<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Sides sides = sides(version, members);
            if (!sides.negotiating().isEmpty() && !sides.refusing().isEmpty()) {
                alike.computeIfAbsent(sides, same -> new ArrayList<>(2)).add(version);
            }
        }
        return alike.entrySet().stream()
                .map(entry -> new PoolDifference(
                        entry.getValue(),
                        entry.getKey().negotiating(),
                        entry.getKey().refusing(),
                        entry.getKey().unknown(),
                        entry.getKey().contradicted(),
                        evidence(entry.getValue(), members)))
                .toList();
    }

    private static Sides sides(ProtocolVersion version, List<PoolSight> members) {
        List<String> negotiating = new ArrayList<>();
        List<String> refusing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> contradicted = new ArrayList<>();
        for (PoolSight member : members) {
            Answer answer = Words.answer(member.answers(), version);
            List<String> side = VersionStatement.contradicted(answer)
                    ? contradicted
                    : switch (answer.kind()) {
                        case YES -> negotiating;
                        case NO -> refusing;
                        case UNKNOWN -> unknown;
                    };
            side.add(member.name());
        }
        return new Sides(version.before(ProtocolVersion.TLS_1_2), negotiating, refusing, unknown, contradicted);
    }

    private static List<String> evidence(List<ProtocolVersion> versions, List<PoolSight> members) {
        Set<String> evidence = new LinkedHashSet<>();
        for (ProtocolVersion version : versions) {
            for (PoolSight member : members) {
                Answer answer = Words.answer(member.answers(), version);
                if (answer.kind() != AnswerKind.UNKNOWN) {
                    evidence.addAll(answer.evidence());
                }
            }
        }
        return List.copyOf(evidence);
    }

    /** The versions in which a node is an odd one out. */
    static Set<ProtocolVersion> odd(String node, List<PoolDifference> differences) {
        return differences.stream()
                .filter(difference -> difference.odd().contains(node))
                .flatMap(difference -> difference.versions().stream())
                .collect(Collectors.toSet());
    }
}
