package dev.extls.report;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the endpoints of a run answered for one version, as a bar.
 *
 * @param version such as TLS 1.0
 * @param parts from left to right, none of them empty
 */
record VersionBar(String version, List<Part> parts) {
    /** Letters of signs from left to right. */
    private static final String ORDER = "YSBNU";

    VersionBar {
        parts = List.copyOf(parts);
    }

    /**
     * A part of the bar.
     *
     * @param sign what the endpoints answered
     * @param count how many did
     * @param x where it begins, in percent with a full stop
     * @param width likewise
     */
    record Part(Sign sign, int count, String x, String width) {}

    /** Counts answers, endpoint by endpoint. */
    static final class Counting {
        private final Map<ProtocolVersion, Map<Sign, Integer>> counts = new EnumMap<>(ProtocolVersion.class);

        void add(EndpointAnswers answers) {
            answers.versions()
                    .forEach((version, answer) -> counts.computeIfAbsent(version, first -> new HashMap<>())
                            .merge(Sign.of(answer), 1, Integer::sum));
        }

        /** The oldest version first: what is worst when it is spoken. */
        List<VersionBar> bars() {
            List<VersionBar> bars = new ArrayList<>();
            for (ProtocolVersion version : ProtocolVersion.values()) {
                bars.add(new VersionBar(version.title(), parts(counts.getOrDefault(version, Map.of()))));
            }
            return bars;
        }

        private static List<Part> parts(Map<Sign, Integer> counts) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            List<Map.Entry<Sign, Integer>> inOrder = counts.entrySet().stream()
                    .sorted(Comparator.comparing(
                            entry -> ORDER.indexOf(entry.getKey().letter())))
                    .toList();
            List<Part> parts = new ArrayList<>();
            double before = 0;
            for (Map.Entry<Sign, Integer> entry : inOrder) {
                double width = 100.0 * entry.getValue() / all;
                parts.add(new Part(entry.getKey(), entry.getValue(), percent(before), percent(width)));
                before += width;
            }
            return parts;
        }
    }

    /** The bar in words. */
    String words() {
        return parts.stream()
                .map(part -> part.count() + " " + part.sign().word())
                .collect(Collectors.joining(", ", version + ": ", ""));
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.3f%%", number);
    }
}
