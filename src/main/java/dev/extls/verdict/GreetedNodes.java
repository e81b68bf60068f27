package dev.extls.verdict;

import dev.extls.observation.Identity;
import dev.extls.observation.Manner;
import dev.extls.observation.Observation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Connections to a virtual address in which the lines before TLS named the node, and whether TLS was answered as that node answers. Who passes the
 * lines of a node on and ends TLS by himself has to speak the protocol of the lines, and to answer every hello as the node does.
 *
 * @param nodes names of the members that were named
 * @param alike how many answers were those of the member that was named
 * @param unlike how many were not, or came from who named no member
 * @param evidence ids of the observations that were alike
 */
record GreetedNodes(Set<String> nodes, int alike, int unlike, List<String> evidence) {
    private static final int MANY = 3;

    GreetedNodes {
        nodes = new LinkedHashSet<>(nodes);
        evidence = List.copyOf(evidence);
    }

    /**
     * Compares.
     *
     * @param virtuals the virtual addresses
     * @param members by the name that each of them alone says, lower case
     */
    static GreetedNodes of(List<PoolSight> virtuals, Map<String, PoolSight> members) {
        Set<String> nodes = new LinkedHashSet<>();
        List<String> evidence = new ArrayList<>();
        int unlike = 0;
        for (PoolSight virtual : virtuals) {
            for (Observation one : virtual.answers().observations()) {
                Manner manner = virtual.answers().manners().get(one.id());
                if (manner == null) {
                    continue;
                }
                PoolSight member = members.get(
                        Identity.of(one).map(Identity::name).orElse("").toLowerCase(Locale.ROOT));
                if (member == null) {
                    unlike++;
                    continue;
                }
                Map<Object, List<Manner>> known = EqualHellos.byOffer(member);
                List<Manner> same = known.getOrDefault(one.offer(), List.of());
                if (same.isEmpty()) {
                    continue;
                }
                if (same.stream().anyMatch(it -> it.differences(manner).isEmpty())) {
                    nodes.add(member.name());
                    evidence.add(one.id());
                } else {
                    unlike++;
                }
            }
        }
        return new GreetedNodes(nodes, evidence.size(), unlike, evidence);
    }

    boolean proven() {
        return alike >= MANY && unlike == 0;
    }

    String statement() {
        return "the lines before TLS are those of " + Words.some(List.copyOf(nodes)) + ", and " + alike
                + " equal hellos are answered as by the node that was named";
    }
}
