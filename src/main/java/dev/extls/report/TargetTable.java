package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Service;
import dev.extls.report.TargetListing.Row;
import dev.extls.report.TargetListing.Spot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a list means on a terminal: a row for what one place of the list names, and the sum of all. */
public final class TargetTable {
    private static final int LONGEST_TEXT = 300;

    /** Name, services, place, details: how narrow each column may become. */
    private static final int[] LEAST = {24, 20, 8, 20};

    private final TargetListing listing;
    private final TerminalStyle style;

    private TargetTable(TargetListing listing, TerminalStyle style) {
        this.listing = listing;
        this.style = style;
    }

    /**
     * Prints the listing; of its mistakes, and of what is named twice, the number only. Lines end with a line feed.
     *
     * @param out where to
     * @param listing what the list means
     * @param more sentences to stand below the sum, each in lines of its own
     * @param style what the terminal can show
     * @throws IOException if {@code out} throws it
     */
    public static void print(Appendable out, TargetListing listing, List<String> more, TerminalStyle style)
            throws IOException {
        TargetTable table = new TargetTable(listing, style);
        List<List<String>> rows = table.rows();
        SideBySide columns = new SideBySide(rows, LEAST, style);
        for (List<String> row : rows) {
            for (String line : columns.lines(row, Paint.STRONG)) {
                out.append(line).append('\n');
            }
        }
        out.append(rows.isEmpty() ? "" : "\n");
        List<String> sentences = new ArrayList<>(List.of(table.sum()));
        more.forEach(sentence -> sentences.add(table.escaped(sentence)));
        for (String sentence : sentences) {
            for (String line : Columns.wrapped(sentence, style.width(), "")) {
                out.append(line).append('\n');
            }
        }
    }

    private List<List<String>> rows() {
        boolean oneSource = listing.rows().stream()
                        .map(row -> row.spot().source())
                        .distinct()
                        .count()
                <= 1;
        boolean onePlace = listing.rows().stream().map(Row::spot).distinct().count() <= 1;
        List<List<String>> rows = new ArrayList<>();
        int from = 0;
        while (from < listing.rows().size()) {
            Row first = listing.rows().get(from);
            int to = from + 1;
            while (to < listing.rows().size() && alike(first, listing.rows().get(to))) {
                to++;
            }
            String services = listing.rows().subList(from, to).stream()
                    .map(Row::endpoint)
                    .map(endpoint -> endpoint.service().name() + " " + endpoint.port())
                    .collect(Collectors.joining(", "));
            rows.add(List.of(
                    escaped(name(first.endpoint())),
                    services,
                    onePlace ? "" : escaped(place(first.spot(), oneSource)),
                    escaped(details(first.endpoint()))));
            from = to;
        }
        return rows;
    }

    /** Whether two endpoints differ in their service and port only. */
    private static boolean alike(Row one, Row other) {
        Endpoint a = one.endpoint();
        Endpoint b = other.endpoint();
        return one.spot().equals(other.spot())
                && a.host().equals(b.host())
                && a.serverName().equals(b.serverName())
                && a.pool().equals(b.pool())
                && a.role() == b.role()
                && a.pace().equals(b.pace())
                && a.labels().equals(b.labels());
    }

    private static String name(Endpoint endpoint) {
        return endpoint.serverName().equals(endpoint.host())
                ? endpoint.host()
                : endpoint.serverName() + " at " + endpoint.host();
    }

    private static String place(Spot spot, boolean oneSource) {
        return (oneSource ? "line " : spot.source() + ":") + spot.line();
    }

    private static String details(Endpoint endpoint) {
        List<String> details = new ArrayList<>();
        switch (endpoint.role()) {
            case STANDALONE -> {}
            case VIRTUAL -> details.add("virtual address of the pool " + endpoint.pool());
            case MEMBER -> details.add("member of the pool " + endpoint.pool());
        }
        Pace pace = endpoint.pace();
        if (pace.atOnce() > 0) {
            details.add(pace.atOnce() + " at a time");
        }
        if (!pace.gap().isZero()) {
            details.add("starts " + time(pace.gap()) + " apart");
        }
        endpoint.labels().forEach((label, text) -> details.add(label + ": " + text));
        return String.join("; ", details);
    }

    private static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private String sum() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        listing.rows().forEach(row -> services.merge(row.endpoint().service(), 1, Integer::sum));
        long hosts = listing.rows().stream()
                .map(row -> row.endpoint().host())
                .distinct()
                .count();
        long pools = listing.rows().stream()
                .map(row -> row.endpoint().pool())
                .filter(pool -> !pool.isEmpty())
                .distinct()
                .count();
        StringBuilder sum = new StringBuilder(counted(listing.rows().size(), "endpoint"))
                .append(" at ")
                .append(counted(hosts, "host"));
        if (services.size() > 1) {
            sum.append(services.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", ", ": ", "")));
        }
        sum.append("; ").append(pools == 0 ? "no pools" : counted(pools, "pool"));
        if (!listing.twice().isEmpty()) {
            sum.append("; ").append(listing.twice().size()).append(" named again, to be scanned once");
        }
        return sum.append("; ")
                .append(
                        listing.mistakes().isEmpty()
                                ? "no mistakes"
                                : counted(listing.mistakes().size(), "mistake"))
                .append('.')
                .toString();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String escaped(String text) {
        return Escaped.forTerminal(text, LONGEST_TEXT, style.unicode());
    }
}
