package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.NodeGroup;
import dev.extls.observation.Question;
import dev.extls.observation.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which nodes answered behind one address, and how often. Counted and not judged: balancers have many reasons to be uneven.
 *
 * @param sampled whether the connections were made to see it; else they are those of the scan, in which answers contradicted each other
 * @param connections how many were looked at
 * @param nodes those reached, the most often reached first
 * @param silent what the other connections met in place of anything that tells a node, with their numbers
 * @param members how many members of the pool are on the list; 0 where none is
 * @param missed members that were not among those reached
 */
public record WhoAnswered(
        boolean sampled,
        int connections,
        List<NodeReached> nodes,
        Map<String, Integer> silent,
        int members,
        List<String> missed) {
    /** Nobody was counted. */
    public static final WhoAnswered NOT_ASKED = new WhoAnswered(false, 0, List.of(), Map.of(), 0, List.of());

    private static final int NAMED_AT_MOST = 12;

    /** Checks and copies. */
    public WhoAnswered {
        nodes = List.copyOf(nodes);
        silent = new LinkedHashMap<>(silent);
        missed = List.copyOf(missed);
        int all = nodes.stream().mapToInt(NodeReached::connections).sum()
                + silent.values().stream().mapToInt(Integer::intValue).sum();
        if (all != connections) {
            throw new IllegalArgumentException(all + " of " + connections + " connections are counted");
        }
    }

    /** Counts; of a member nothing is said. */
    static WhoAnswered of(EndpointAnswers answers, List<EndpointAnswers> members) {
        List<Sighting> sightings = answers.sightings();
        if (sightings.isEmpty()) {
            return NOT_ASKED;
        }
        boolean sampled = answers.observations().stream().anyMatch(one -> one.question() == Question.NODES);
        List<Endpoint> pool = new ArrayList<>(List.of(answers.endpoint()));
        members.forEach(member -> pool.add(member.endpoint()));
        PoolNames grid = new PoolNames(pool);
        List<MemberSigns> known = members.stream()
                .map(member -> MemberSigns.of(member, answers.endpoint(), grid))
                .toList();
        List<NodeGroup> groups = NodeGroup.of(sightings);
        if (!sampled && groups.size() < 2) {
            return NOT_ASKED;
        }
        Map<NodeGroup, MemberSigns> recognised = new LinkedHashMap<>();
        for (NodeGroup group : groups) {
            MemberSigns.recognised(group, known).ifPresent(member -> recognised.put(group, member));
        }
        List<NodeReached> nodes = groups.stream()
                .map(group -> new NodeReached(
                        label(group, groups, Optional.ofNullable(recognised.get(group))),
                        Optional.ofNullable(recognised.get(group))
                                .map(MemberSigns::listed)
                                .orElse(""),
                        group.like(),
                        group.evidence()))
                .toList();
        Map<String, Integer> silent = new LinkedHashMap<>();
        sightings.stream()
                .filter(sighting -> !sighting.tells())
                .forEach(sighting -> silent.merge(sighting.trouble(), 1, Integer::sum));
        List<String> missed = known.stream()
                .filter(member -> !recognised.containsValue(member))
                .map(MemberSigns::label)
                .toList();
        return new WhoAnswered(sampled, sightings.size(), nodes, silent, known.size(), missed);
    }

    /** Several groups may have one name: then what tells them apart stands beside it. */
    private static String label(NodeGroup group, List<NodeGroup> groups, Optional<MemberSigns> member) {
        Sighting like = group.like();
        String told = member.map(MemberSigns::label).orElseGet(() -> Words.bounded(like.told()));
        boolean alone = !told.isEmpty()
                && groups.stream()
                                .filter(other -> other.like().told().equals(like.told()))
                                .count()
                        == 1;
        if (alone) {
            return told;
        }
        String certificate = like.certificate().isEmpty()
                ? ""
                : "certificate " + Words.bounded(like.subject()) + ", SHA-256 "
                        + like.certificate().substring(0, 16) + "…";
        boolean hello = groups.stream()
                        .filter(other -> other.like().told().equals(like.told())
                                && other.like().certificate().equals(like.certificate()))
                        .count()
                > 1;
        String apart = certificate + (hello && !like.hello().isEmpty() ? ", hello " + Words.bounded(like.hello()) : "");
        return (told.isEmpty() ? "a node without a name" : told) + (apart.isEmpty() ? "" : " (" + apart + ")");
    }

    /**
     * Whether anything was counted.
     *
     * @return false for {@link #NOT_ASKED}
     */
    public boolean told() {
        return connections > 0;
    }

    /**
     * How many connections told which node answered.
     *
     * @return 0 or more
     */
    public int answered() {
        return nodes.stream().mapToInt(NodeReached::connections).sum();
    }

    /**
     * How likely one node with a fair share would have been missed in all connections, if each connection went to any node alike.
     *
     * @return 0 to 1; 1 where nobody was reached
     */
    public double chanceOfMissing() {
        return Math.pow(1 - 1.0 / shares(), answered());
    }

    /** Those of the list; without one, those that were reached and one more. */
    private int shares() {
        return members > 0 ? Math.max(members, nodes.size()) : nodes.size() + 1;
    }

    /**
     * The same in words.
     *
     * @return sentences with full stops; hostile text in it is bounded
     */
    public String sentence() {
        List<String> sentences = new ArrayList<>();
        sentences.add(reached() + notReached() + ".");
        if (!silent.isEmpty()) {
            sentences.add(silentOnes() + ".");
        }
        if (sampled && answered() > 0) {
            bound().ifPresent(sentences::add);
        }
        return String.join(" ", sentences);
    }

    private String reached() {
        if (nodes.isEmpty()) {
            return "Which node answered was not told in " + counted(connections);
        }
        List<String> named = new ArrayList<>();
        for (NodeReached node : nodes.stream().limit(NAMED_AT_MOST).toList()) {
            String times = named.isEmpty() ? (node.connections() == 1 ? " time)" : " times)") : ")";
            String unknown = members > 0 && !node.member() ? ", none of the members" : "";
            named.add(node.label() + unknown + " (" + node.connections() + times);
        }
        if (nodes.size() > NAMED_AT_MOST) {
            named.add((nodes.size() - NAMED_AT_MOST) + " others");
        }
        return "Reached " + String.join(", ", named) + (missed.isEmpty() ? " in " + counted(connections) : "");
    }

    private String notReached() {
        if (missed.isEmpty()) {
            return "";
        }
        boolean strangers = nodes.stream().anyMatch(node -> !node.member());
        return "; " + Words.some(missed) + (missed.size() == 1 ? " was" : " were")
                + (strangers || nodes.isEmpty() ? " not recognised" : " never reached") + " in " + counted(connections);
    }

    private String silentOnes() {
        int all = silent.values().stream().mapToInt(Integer::intValue).sum();
        return counted(all) + " of these told no node: "
                + silent.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** What the numbers can prove, and what they cannot. */
    private Optional<String> bound() {
        boolean strangers = nodes.stream().anyMatch(node -> !node.member());
        String affinity = nodes.size() == 1 || !missed.isEmpty()
                ? " A balancer that keeps a source at one node (source affinity) shows us that node only."
                : "";
        if (members > 0 && strangers) {
            return Optional.of(
                    "Who is none of the members may be a node that is not on the list, or a balancer that ends TLS in"
                            + " front of them." + affinity);
        }
        String share = "1 of " + shares();
        String who = members > 0
                ? "A node with a fair share (" + share + ") is missed"
                : "One node more with a fair share (" + share + ") would have been missed";
        return Optional.of(
                who + " in so many connections with a probability of " + percent(chanceOfMissing()) + "." + affinity);
    }

    private static String percent(double chance) {
        double percent = chance * 100;
        if (percent < 0.01) {
            return "less than 0.01 %";
        }
        return String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.0f %%", percent);
    }

    private static String counted(int connections) {
        return connections + (connections == 1 ? " connection" : " connections");
    }
}
