package dev.extls.report;

import dev.extls.verdict.Counted;
import dev.extls.verdict.NodeReached;
import java.util.List;

/**
 * An endpoint behind which nodes were counted, for the page; every text has passed {@link Escaped#forPaper}.
 *
 * @param place the endpoint
 * @param sentence what was counted
 * @param nodes those reached
 */
record PageCounted(String place, String sentence, List<Node> nodes) {
    /** More are in report.json. */
    static final int MOST = 200;

    private static final int MOST_NODES = 50;

    private static final int FEWEST_DIGITS = 16;

    PageCounted {
        nodes = List.copyOf(nodes);
    }

    /**
     * A row.
     *
     * @param label what the node is called
     * @param listed what the grid of the pool calls it, where that is something else
     * @param connections how often it was reached
     * @param share the same of all that told a node, 0 to 100
     * @param name what it calls itself
     * @param greeting without what changes
     * @param serial of its certificate
     * @param sha256 the first digits of that of its certificate
     */
    record Node(
            String label,
            String listed,
            int connections,
            int share,
            String name,
            String greeting,
            String serial,
            String sha256) {}

    static PageCounted of(Counted counted) {
        int all = Math.max(1, counted.who().answered());
        return new PageCounted(
                Escaped.forPaper(counted.place()),
                Escaped.forPaper(counted.who().sentence()),
                counted.who().nodes().stream()
                        .limit(MOST_NODES)
                        .map(node -> row(node, all))
                        .toList());
    }

    private static Node row(NodeReached node, int all) {
        return new Node(
                Escaped.forPaper(node.label()),
                node.listed().equals(node.label()) ? "" : Escaped.forPaper(node.listed()),
                node.connections(),
                (int) Math.round(100.0 * node.connections() / all),
                Escaped.forPaper(node.signs().name()),
                Escaped.forPaper(node.signs().greeting()),
                Escaped.forPaper(node.signs().serial()),
                Escaped.forPaper(beginning(node.signs().certificate())));
    }

    /** Enough to tell them apart on a narrow screen. */
    private static String beginning(String sha256) {
        return sha256.length() <= FEWEST_DIGITS ? sha256 : sha256.substring(0, FEWEST_DIGITS) + "…";
    }
}
