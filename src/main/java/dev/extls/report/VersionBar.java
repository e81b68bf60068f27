package dev.extls.report;

import dev.extls.inquiry.Answer;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the endpoints of a run answered for one version, as a bar.
 *
 * @param version such as TLS 1.0
 * @param parts from left to right, none of them empty
 */
record VersionBar(String version, List<Part> parts) {
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

    /** The oldest version first: what is worst when it is spoken. */
    static List<VersionBar> of(List<JudgedEndpoint> endpoints) {
        List<VersionBar> bars = new ArrayList<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            List<Sign> signs = endpoints.stream()
                    .map(endpoint -> answer(endpoint, version))
                    .map(Sign::of)
                    .toList();
            bars.add(new VersionBar(version.title(), parts(signs)));
        }
        return bars;
    }

    /** The bar in words. */
    String words() {
        return parts.stream()
                .map(part -> part.count() + " " + part.sign().word())
                .collect(Collectors.joining(", ", version + ": ", ""));
    }

    private static Answer answer(JudgedEndpoint endpoint, ProtocolVersion version) {
        return Objects.requireNonNull(endpoint.answers().versions().get(version));
    }

    private static List<Part> parts(List<Sign> signs) {
        Map<Character, List<Sign>> alike = new LinkedHashMap<>();
        for (char letter : "YSBNU".toCharArray()) {
            alike.put(letter, new ArrayList<>());
        }
        signs.forEach(sign -> Objects.requireNonNull(alike.get(sign.letter())).add(sign));
        List<Part> parts = new ArrayList<>();
        double before = 0;
        for (List<Sign> ones : alike.values()) {
            if (!ones.isEmpty()) {
                double width = 100.0 * ones.size() / signs.size();
                parts.add(new Part(ones.get(0), ones.size(), percent(before), percent(width)));
                before += width;
            }
        }
        return parts;
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.3f%%", number);
    }
}
