package dev.extls.policy;

import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import dev.extls.written.YamlFields;
import dev.extls.written.YamlNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a policy does not insist on. */
final class WaiverReader {
    private static final String RULE = "rule";
    private static final String HOST = "host";
    private static final String LABEL = "label";
    private static final String REASON = "reason";
    private static final String EXPIRES = "expires";
    private static final List<String> KEYS = List.of(RULE, HOST, LABEL, REASON, EXPIRES);

    private final Set<String> ruleIds;
    private final boolean all;
    private final Problems problems;

    /**
     * Knows which rules there are.
     *
     * @param ruleIds the rules of the policy and of those it extends
     * @param all whether these are all; false if one that it extends could not be read
     * @param problems takes the mistakes
     */
    WaiverReader(Set<String> ruleIds, boolean all, Problems problems) {
        this.ruleIds = ruleIds;
        this.all = all;
        this.problems = problems;
    }

    /** Those that are right. */
    List<Waiver> read(List<YamlNode> items) {
        return items.stream().flatMap(item -> waiver(item).stream()).toList();
    }

    private Optional<Waiver> waiver(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    node.line(), node.column(), node.kind(), "a waiver: a mapping with " + String.join(", ", KEYS));
            return Optional.empty();
        }
        YamlFields fields = new YamlFields(mapping, KEYS, problems);
        String rule = rule(mapping, fields);
        int before = problems.asFound().size();
        List<Glob> hosts = hosts(fields);
        Map<String, String> labels = labels(fields);
        boolean someone = problems.asFound().size() == before;
        if (someone && hosts.isEmpty() && labels.isEmpty() && mapping.whole()) {
            problems.add(mapping.line(), mapping.column(), "a waiver for everybody", "the key host or the key label");
            someone = false;
        }
        String reason = reason(mapping, fields);
        LocalDate expires = expires(mapping, fields);
        return rule == null || reason == null || expires == null || !someone || (hosts.isEmpty() && labels.isEmpty())
                ? Optional.empty()
                : Optional.of(new Waiver(rule, hosts, labels, reason, expires));
    }

    private @Nullable String rule(YamlNode.Mapping mapping, YamlFields fields) {
        Words words = required(mapping, fields, RULE);
        if (words == null) {
            return null;
        }
        if (!all || ruleIds.contains(words.text())) {
            return words.text();
        }
        problems.add(
                words.line(),
                words.column(),
                "the rule " + Shown.quoted(words.text()),
                "one of " + String.join(", ", ruleIds));
        return null;
    }

    private List<Glob> hosts(YamlFields fields) {
        List<Glob> hosts = new ArrayList<>();
        for (YamlNode item : fields.items(HOST)) {
            fields.words(item, "a host, * for any characters")
                    .filter(words -> words.visible("a host", problems))
                    .ifPresent(words -> {
                        if (words.text().isBlank()) {
                            problems.add(words.line(), words.column(), "nothing to read", "a host");
                        } else {
                            hosts.add(new Glob(words.text().toLowerCase(Locale.ROOT)));
                        }
                    });
        }
        return hosts;
    }

    private Map<String, String> labels(YamlFields fields) {
        Map<String, String> labels = new TreeMap<>();
        fields.mapping(LABEL, "a mapping of labels to texts")
                .forEach((key, value) -> fields.words(value, "the text of a label")
                        .ifPresent(words -> labels.put(key.text(), words.text())));
        return labels;
    }

    private @Nullable String reason(YamlNode.Mapping mapping, YamlFields fields) {
        Words words = required(mapping, fields, REASON);
        if (words == null) {
            return null;
        }
        if (words.text().isBlank()) {
            problems.add(words.line(), words.column(), "nothing to read", "a reason");
            return null;
        }
        Words text = words.stripped();
        return text.visible("a reason on one line,", problems) ? text.text() : null;
    }

    private @Nullable LocalDate expires(YamlNode.Mapping mapping, YamlFields fields) {
        Words words = required(mapping, fields, EXPIRES);
        if (words == null) {
            return null;
        }
        try {
            return LocalDate.parse(words.text());
        } catch (DateTimeException e) {
            problems.add(words.line(), words.column(), Shown.quoted(words.text()), "the last day, such as 2026-12-31");
            return null;
        }
    }

    private @Nullable Words required(YamlNode.Mapping mapping, YamlFields fields, String key) {
        if (fields.value(key) == null && mapping.whole()) {
            problems.add(mapping.line(), mapping.column(), "a waiver without " + key, "the key " + key);
        }
        return fields.words(key);
    }
}
