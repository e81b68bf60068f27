package dev.extls.cli;

import dev.extls.cli.Timelines.Timeline;
import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.report.Escaped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Services that come back, for somebody who watches: how long it is since the wait began, what is waited for, and a line a server with the
 * way of the last of its services. Pure.
 *
 * @param begun when the wait began
 * @param atMost how long it lasts at most
 * @param unicode whether more than ASCII can be shown
 */
record ComebackView(Instant begun, Duration atMost, boolean unicode) {
    private static final int CELLS = 24;
    private static final int LONGEST_NAME = 36;

    /** Whom the wait was over for did not come back: that is least. */
    private static final Comparator<Phase> LEAST_FIRST =
            Comparator.comparing((Phase phase) -> phase != Phase.OVERDUE).thenComparing(Comparator.naturalOrder());

    /**
     * The view at a time.
     *
     * @param services those that are waited for, with at least one moment each
     * @param now the time
     * @param most how many lines at most, 3 or more
     */
    List<String> lines(List<Timeline> services, Instant now, int most) {
        Map<String, List<Timeline>> servers = services.stream()
                .collect(Collectors.groupingBy(one -> server(one, services), LinkedHashMap::new, Collectors.toList()));
        List<Map.Entry<String, List<Timeline>>> wanted = new ArrayList<>(servers.entrySet());
        // who is waited for longest is shown first where there is not room for all
        wanted.sort(Comparator.comparing(entry -> last(entry.getValue()), LEAST_FIRST));
        int room = most - 2;
        int left = Math.max(0, wanted.size() - room);
        if (left > 0) {
            wanted = wanted.subList(0, room - 1);
            left++;
        }
        int width = Math.min(
                LONGEST_NAME,
                wanted.stream().mapToInt(one -> one.getKey().length()).max().orElse(0));
        List<String> lines = new ArrayList<>();
        lines.add(clock(Duration.between(begun, now)) + "  " + counts(services));
        lines.add(hour(services, now));
        for (Map.Entry<String, List<Timeline>> server : wanted) {
            lines.add(padded(server.getKey(), width) + "  " + strip(server.getValue(), now) + "  "
                    + server.getValue().stream().map(one -> state(one, now)).collect(Collectors.joining(", ")));
        }
        if (left > 0) {
            lines.add("and " + left + " more servers");
        }
        return lines;
    }

    /** How many services are how far, least first. */
    private static String counts(List<Timeline> services) {
        Map<Phase, Long> counts =
                services.stream().collect(Collectors.groupingBy(one -> one.now().phase(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(LEAST_FIRST))
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .collect(Collectors.joining(
                        ", ", services.size() + (services.size() == 1 ? " service: " : " services: "), ""));
    }

    /** The one thing that somebody who has a minute would want to know. */
    private String hour(List<Timeline> services, Instant now) {
        Optional<Timeline> slowest = services.stream()
                .filter(one -> one.comeback().waitedFor())
                .min(Comparator.comparing((Timeline one) -> one.now().phase())
                        .thenComparing(one -> one.now().at()));
        return slowest.map(one -> "Waiting for " + door(one.endpoint()) + ", which "
                        + one.now().phase().sentence() + " for "
                        + clock(Duration.between(one.now().at(), now)) + "; at most "
                        + clock(atMost.minus(Duration.between(begun, now))) + " more.")
                .orElse(
                        services.isEmpty()
                                ? "Looking at each service for the first time."
                                : "Nothing is waited for any more; what is asked is asked.");
    }

    private static String door(Endpoint endpoint) {
        return name(endpoint) + " (" + endpoint.service() + " " + endpoint.port() + ")";
    }

    private static String name(Endpoint endpoint) {
        String name = endpoint.serverName().isEmpty() ? endpoint.address() : endpoint.serverName();
        return Escaped.forTerminal(name, LONGEST_NAME, false);
    }

    /** Nodes of a pool may be asked for one name. */
    private static String server(Timeline one, List<Timeline> all) {
        boolean shared = all.stream()
                .map(Timeline::endpoint)
                .anyMatch(other -> name(other).equals(name(one.endpoint()))
                        && !other.address().equals(one.endpoint().address()));
        return shared ? name(one.endpoint()) + " at " + one.endpoint().address() : name(one.endpoint());
    }

    /** What each step in time looked like, the least of the services of a server. */
    private String strip(List<Timeline> services, Instant now) {
        Duration each = Duration.between(begun, now).dividedBy(CELLS);
        Duration cell = each.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : each;
        StringBuilder strip = new StringBuilder();
        for (int at = 1; at <= CELLS; at++) {
            Instant end = begun.plus(cell.multipliedBy(at));
            boolean past = end.minus(cell).isAfter(now);
            strip.append(
                    past
                            ? " "
                            : services.stream()
                                    .map(one -> phaseAt(one, end))
                                    .flatMap(Optional::stream)
                                    .min(LEAST_FIRST)
                                    .map(this::step)
                                    .orElse(" "));
        }
        return strip.toString();
    }

    private static Optional<Phase> phaseAt(Timeline one, Instant time) {
        List<Moment> moments = new ArrayList<>(one.comeback().moments());
        Collections.reverse(moments);
        return moments.stream()
                .filter(moment -> !moment.at().isAfter(time))
                .map(Moment::phase)
                .findFirst();
    }

    /** The further a service has come the higher; one column each. */
    private String step(Phase phase) {
        return switch (phase) {
            case DOWN -> unicode ? "▁" : "_";
            case TCP -> unicode ? "▂" : ".";
            case BANNER -> unicode ? "▃" : ":";
            case NO_STARTTLS -> unicode ? "▄" : "-";
            case TLS -> unicode ? "▅" : "=";
            case STEADY -> unicode ? "▆" : "+";
            case VERIFIED -> unicode ? "█" : "#";
            case OVERDUE -> unicode ? "×" : "x";
        };
    }

    private static Phase last(List<Timeline> services) {
        return services.stream().map(one -> one.now().phase()).min(LEAST_FIRST).orElse(Phase.DOWN);
    }

    private static String state(Timeline one, Instant now) {
        String since = one.comeback().waitedFor()
                ? " " + clock(Duration.between(one.now().at(), now))
                : "";
        return one.endpoint().service() + " " + word(one.now().phase()) + since;
    }

    /** A word for a phase. */
    private static String word(Phase phase) {
        return switch (phase) {
            case DOWN -> "down";
            case TCP -> "TCP";
            case BANNER -> "banner";
            case NO_STARTTLS -> "no STARTTLS";
            case TLS -> "TLS";
            case STEADY -> "steady";
            case VERIFIED -> "verified";
            case OVERDUE -> "overdue";
        };
    }

    /** What is left of a time, which may be over. */
    private static String clock(Duration duration) {
        return RunProgress.clock(duration.isNegative() ? Duration.ZERO : duration);
    }

    private static String padded(String text, int width) {
        return text.length() > width ? text.substring(0, width) : text + " ".repeat(width - text.length());
    }
}
