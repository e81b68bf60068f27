package dev.extls.inquiry;

import dev.extls.observation.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Connections that one node answered, as far as its signs tell: the same name, or the same greeting where there is no name, the same certificate and,
 * where the offers were equal, the same ServerHello. Two nodes without a difference in any of them are one group.
 *
 * @param like the signs; of what was not seen on every connection, that of the first on which it was
 * @param evidence ids of the observations, in the order of their start; at least one
 */
public record NodeGroup(Sighting like, List<String> evidence) {
    /** Checks and copies. */
    public NodeGroup {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a group of nothing");
        }
    }

    /**
     * How often the node was reached.
     *
     * @return 1 or more
     */
    public int connections() {
        return evidence.size();
    }

    private record Sign(String told, String certificate, String hello) {
        static Sign of(Sighting sighting) {
            return new Sign(sighting.told(), sighting.certificate(), sighting.hello());
        }

        /** Whether the two may be of one node: what one of them lacks does not count. */
        boolean fits(Sign whole) {
            return told.equals(whole.told)
                    && (certificate.isEmpty() || certificate.equals(whole.certificate))
                    && (hello.isEmpty() || hello.equals(whole.hello));
        }

        int missing() {
            return (certificate.isEmpty() ? 1 : 0) + (hello.isEmpty() ? 1 : 0);
        }
    }

    /**
     * The groups in sightings, the most often reached first.
     *
     * @param sightings any number; those that tell nothing are in no group. One that lacks a sign is in the group that it fits, if it fits one only,
     *     else in a group of its own kind
     * @return none if nothing was told
     */
    public static List<NodeGroup> of(List<Sighting> sightings) {
        Map<Sign, List<Sighting>> alike = new LinkedHashMap<>();
        sightings.stream()
                .filter(Sighting::tells)
                .sorted(Comparator.comparingInt(one -> Sign.of(one).missing()))
                .forEach(one -> alike.computeIfAbsent(place(Sign.of(one), alike), sign -> new ArrayList<>())
                        .add(one));
        return alike.values().stream()
                .map(NodeGroup::together)
                .sorted(Comparator.comparingInt(NodeGroup::connections).reversed())
                .toList();
    }

    private static Sign place(Sign sign, Map<Sign, List<Sighting>> alike) {
        List<Sign> fitting = alike.containsKey(sign)
                ? List.of(sign)
                : alike.keySet().stream().filter(sign::fits).toList();
        return fitting.size() == 1 ? fitting.get(0) : sign;
    }

    private static NodeGroup together(List<Sighting> alike) {
        return new NodeGroup(
                alike.get(0),
                alike.stream()
                        .map(Sighting::id)
                        .sorted(Comparator.comparingLong(NodeGroup::number))
                        .collect(Collectors.toList()));
    }

    private static long number(String id) {
        return Long.parseLong(id, 1, id.length(), 10);
    }
}
