package dev.extls.verdict;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * Versions that some nodes of a pool negotiate and others refuse. A node of which an answer stayed unknown is on neither side, and so is one that
 * gave both.
 *
 * @param versions at least one, in which the nodes differ in the same way
 * @param negotiating names of the nodes that negotiate them, at least one
 * @param refusing names of the nodes whose refusal was seen, at least one
 * @param unknown names of the nodes of which it is not known
 * @param contradicted names of the nodes that did both
 * @param evidence ids of the observations it rests on
 */
public record PoolDifference(
        List<ProtocolVersion> versions,
        List<String> negotiating,
        List<String> refusing,
        List<String> unknown,
        List<String> contradicted,
        List<String> evidence) {
    /** Checks and copies. */
    public PoolDifference {
        versions = List.copyOf(versions);
        negotiating = List.copyOf(negotiating);
        refusing = List.copyOf(refusing);
        unknown = List.copyOf(unknown);
        contradicted = List.copyOf(contradicted);
        evidence = List.copyOf(evidence);
        if (versions.isEmpty() || negotiating.isEmpty() || refusing.isEmpty()) {
            throw new IllegalArgumentException("a difference has two sides");
        }
    }

    /**
     * The odd ones out.
     *
     * @return names of the fewer; nobody where both sides are as many
     */
    public List<String> odd() {
        return negotiating.size() == refusing.size()
                ? List.of()
                : negotiating.size() < refusing.size() ? negotiating : refusing;
    }

    /**
     * The difference in words.
     *
     * @param service of the pool
     * @return such as {@code EX03 still negotiates TLS 1.0 on IMAPS; EX01 and EX02 do not}, without full stop
     */
    public String statement(Service service) {
        String what = Words.versions(versions) + " on " + service.name();
        String it = versions.size() == 1 ? "it" : "them";
        boolean old = versions.get(0).before(ProtocolVersion.TLS_1_2);
        String still = old ? "still " : "";
        return (refusing.size() < negotiating.size()
                        ? alone(refusing, old ? "refuses" : "lacks", old ? "refuse" : "lack") + " " + what + "; "
                                + said(negotiating, still + "negotiates", still + "negotiate") + " " + it
                        : (old || negotiating.size() == refusing.size()
                                        ? said(negotiating, still + "negotiates", still + "negotiate")
                                        : alone(negotiating, "negotiates", "negotiate"))
                                + " " + what + "; " + said(refusing, "does", "do") + " not")
                + (unknown.isEmpty() ? "" : "; of " + Words.some(unknown) + " " + isUnknown(it))
                + (contradicted.isEmpty()
                        ? ""
                        : "; " + said(contradicted, "both negotiates and refuses", "both negotiate and refuse") + " "
                                + it);
    }

    private static String isUnknown(String it) {
        return it.equals("it") ? "it is unknown" : "they are unknown";
    }

    private static String said(List<String> nodes, String one, String many) {
        return Words.some(nodes) + " " + (nodes.size() == 1 ? one : many);
    }

    private static String alone(List<String> nodes, String one, String many) {
        return nodes.size() == 1 ? nodes.get(0) + " alone " + one : "only " + said(nodes, one, many);
    }
}
