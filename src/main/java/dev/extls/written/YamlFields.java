package dev.extls.written;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a YAML mapping: unknown keys and wrong types are told, everything else is read. */
public final class YamlFields {
    private final Map<String, YamlNode> values = new HashMap<>();
    private final Problems problems;

    /**
     * The fields of one mapping.
     *
     * @param mapping the mapping
     * @param known the keys that mean something
     * @param problems takes the others
     */
    public YamlFields(YamlNode.Mapping mapping, List<String> known, Problems problems) {
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

    /**
     * The value of a key.
     *
     * @param key a known key
     * @return null when it is not there or nothing
     */
    public @Nullable YamlNode value(String key) {
        YamlNode value = values.get(key);
        return value instanceof YamlNode.Scalar scalar && scalar.absent() ? null : value;
    }

    /**
     * The text of a key.
     *
     * @param key a known key
     * @return null when it is not there, or no text, which is told
     */
    public @Nullable Words words(String key) {
        YamlNode value = value(key);
        return value == null ? null : words(value, "text").orElse(null);
    }

    /**
     * A text.
     *
     * @param node any node
     * @param expected what would be right, if it is no text
     * @return empty if it is none, which is told
     */
    public Optional<Words> words(YamlNode node, String expected) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.absent()) {
            return Optional.of(scalar.words());
        }
        problems.add(node.line(), node.column(), node.kind(), expected);
        return Optional.empty();
    }

    /**
     * The items of a list; one thing alone is a list of one.
     *
     * @param key a known key
     * @return empty when it is not there
     */
    public List<YamlNode> items(String key) {
        YamlNode value = value(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(value);
    }

    /**
     * The entries of the mapping at a key.
     *
     * @param key a known key
     * @param expected what would be right, if it is no mapping
     * @return in order, each key once; empty when it is not there, or no mapping, which is told
     */
    public Map<Words, YamlNode> mapping(String key, String expected) {
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
