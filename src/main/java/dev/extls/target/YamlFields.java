package dev.extls.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a YAML mapping: unknown keys and wrong types are told, everything else is read. */
final class YamlFields {
    private static final String PER_ADDRESS = "per-address";
    private static final String GAP = "gap";
    private static final List<String> LIMITS = List.of(PER_ADDRESS, GAP);

    private final Map<String, YamlNode> values = new HashMap<>();
    private final Problems problems;

    /**
     * The fields of one mapping.
     *
     * @param mapping the mapping
     * @param known the keys that mean something
     * @param problems takes the others
     */
    YamlFields(YamlNode.Mapping mapping, List<String> known, Problems problems) {
        this.problems = problems;
        entries(mapping).forEach((key, value) -> {
            if (known.contains(key.text())) {
                values.put(key.text(), value);
            } else {
                problems.add(
                        key.line(),
                        key.column(),
                        "the key " + Shown.quoted(key.text()),
                        "one of " + String.join(", ", known));
            }
        });
    }

    /** The value of a key; null when it is not there or nothing. */
    @Nullable
    YamlNode value(String key) {
        YamlNode value = values.get(key);
        return value instanceof YamlNode.Scalar scalar && scalar.absent() ? null : value;
    }

    /** The text of a key; null when it is not there. */
    @Nullable
    Words words(String key) {
        YamlNode value = value(key);
        return value == null ? null : words(value, "text").orElse(null);
    }

    /** The items of a list; one thing alone is a list of one. */
    List<YamlNode> items(String key) {
        YamlNode value = value(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(value);
    }

    List<ServiceName> services() {
        List<ServiceName> names = new ArrayList<>();
        for (YamlNode item : items("services")) {
            words(item, "the name of a service").ifPresent(words -> names.addAll(words.serviceNames(problems)));
        }
        return names;
    }

    List<ServicePort> ports() {
        List<ServicePort> ports = new ArrayList<>();
        mapping("ports", "a mapping of services to ports")
                .forEach((key, value) -> words(value, "a port of 1 to 65535")
                        .flatMap(words ->
                                TargetText.port(words.text(), 0, words.text().length(), words.complainingTo(problems)))
                        .ifPresent(port -> ports.add(
                                new ServicePort(key.text(), port, problems.place(key.line(), key.column())))));
        return ports;
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        mapping("labels", "a mapping of labels to texts").forEach((key, value) -> {
            boolean absent = value instanceof YamlNode.Scalar scalar && scalar.absent();
            if (key.fitForLabel(problems) && !absent) {
                words(value, "the text of a label")
                        .filter(words -> words.fitForLabel(problems))
                        .ifPresent(words -> labels.put(key.text(), words.text()));
            }
        });
        return labels;
    }

    /** What {@code limits: {per-address: 1, gap: 2s}} says. */
    AskedPace limits() {
        YamlNode node = value("limits");
        if (!(node instanceof YamlNode.Mapping mapping)) {
            if (node != null) {
                problems.add(node.line(), node.column(), node.kind(), "a mapping with " + String.join(", ", LIMITS));
            }
            return AskedPace.NONE;
        }
        YamlFields fields = new YamlFields(mapping, LIMITS, problems);
        Words perAddress = fields.words(PER_ADDRESS);
        Words gap = fields.words(GAP);
        return new AskedPace(
                perAddress == null ? 0 : PaceText.perAddress(perAddress, problems),
                gap == null ? Duration.ZERO : PaceText.gap(gap, problems));
    }

    private Optional<Words> words(YamlNode node, String expected) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.absent()) {
            return Optional.of(scalar.words());
        }
        problems.add(node.line(), node.column(), node.kind(), expected);
        return Optional.empty();
    }

    private Map<Words, YamlNode> mapping(String key, String expected) {
        YamlNode value = value(key);
        if (value instanceof YamlNode.Mapping mapping) {
            return entries(mapping);
        }
        if (value != null) {
            problems.add(value.line(), value.column(), value.kind(), expected);
        }
        return Map.of();
    }

    private Map<Words, YamlNode> entries(YamlNode.Mapping mapping) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Words, YamlNode> entries = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            Words key = entry.key().words();
            Integer before = seen.putIfAbsent(key.text(), key.line());
            if (before == null) {
                entries.put(key, entry.value());
            } else {
                problems.add(
                        key.line(),
                        key.column(),
                        "the key " + Shown.quoted(key.text()) + " again",
                        "each key once; the one in line " + before + " counts");
            }
        }
        return entries;
    }
}
