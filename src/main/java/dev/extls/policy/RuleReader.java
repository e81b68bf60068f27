package dev.extls.policy;

import dev.extls.endpoint.Service;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import dev.extls.written.YamlFields;
import dev.extls.written.YamlNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one policy file. */
final class RuleReader {
    private static final String ID = "id";
    private static final String SEVERITY = "severity";
    private static final String SENTENCE = "sentence";
    private static final String WHY = "why";
    private static final String SOURCE = "source";
    private static final String SERVICES = "services";
    private static final String EXPECT = "expect";
    private static final List<String> KEYS = List.of(ID, SEVERITY, SENTENCE, WHY, SOURCE, SERVICES, EXPECT);

    private final Problems problems;
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    RuleReader(Problems problems) {
        this.problems = problems;
    }

    /** Those that are right; an id that comes twice in one file is a mistake. */
    List<Rule> read(List<YamlNode> items) {
        return items.stream().flatMap(item -> rule(item).stream()).toList();
    }

    /** The ids of all rules that were read, of those that are wrong, too. */
    Set<String> ids() {
        return lines.keySet();
    }

    private Optional<Rule> rule(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node.line(), node.column(), node.kind(), "a rule: a mapping with " + String.join(", ", KEYS));
            return Optional.empty();
        }
        YamlFields fields = new YamlFields(mapping, KEYS, problems);
        String id = id(mapping, fields);
        Severity severity = severity(mapping, fields);
        String sentence = text(mapping, fields, SENTENCE, true);
        String why = text(mapping, fields, WHY, false);
        String source = text(mapping, fields, SOURCE, true);
        Set<Service> services = services(fields);
        Expectation expectation = expectation(mapping, fields);
        return id == null
                        || severity == null
                        || sentence == null
                        || why == null
                        || source == null
                        || expectation == null
                ? Optional.empty()
                : Optional.of(new Rule(id, severity, sentence, why, source, services, expectation));
    }

    private @Nullable String id(YamlNode.Mapping mapping, YamlFields fields) {
        Words words = required(mapping, fields, ID);
        if (words == null || !Ids.check(words, "the id of a rule", problems)) {
            return null;
        }
        Integer before = lines.putIfAbsent(words.text(), words.line());
        if (before != null) {
            problems.add(
                    words.line(),
                    words.column(),
                    "the rule " + words.text() + " again",
                    "each id once; it stands in line " + before);
            return null;
        }
        return words.text();
    }

    private @Nullable Severity severity(YamlNode.Mapping mapping, YamlFields fields) {
        Words words = required(mapping, fields, SEVERITY);
        if (words == null) {
            return null;
        }
        Optional<Severity> severity = Arrays.stream(Severity.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(words.text()))
                .findFirst();
        if (severity.isEmpty()) {
            problems.add(words.line(), words.column(), Shown.quoted(words.text()), "error, warning or note");
        }
        return severity.orElse(null);
    }

    /** Text on one line, without the full stop at its end; null after a mistake. */
    private @Nullable String text(YamlNode.Mapping mapping, YamlFields fields, String key, boolean needed) {
        Words words = needed ? required(mapping, fields, key) : fields.words(key);
        if (words == null) {
            return needed || fields.value(key) != null ? null : "";
        }
        String stripped = words.text().strip();
        Words text = new Words(stripped, words.line(), words.column(), words.straight());
        if (stripped.isEmpty()) {
            problems.add(words.line(), words.column(), "nothing to read", "text");
            return null;
        }
        return text.visible("text on one line", problems)
                ? stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped
                : null;
    }

    private @Nullable Words required(YamlNode.Mapping mapping, YamlFields fields, String key) {
        if (fields.value(key) == null && mapping.whole()) {
            problems.add(mapping.line(), mapping.column(), "a rule without " + key, "the key " + key);
        }
        return fields.words(key);
    }

    private Set<Service> services(YamlFields fields) {
        Set<Service> services = EnumSet.noneOf(Service.class);
        for (YamlNode item : fields.items(SERVICES)) {
            fields.words(item, "the name of a service").ifPresent(words -> {
                Optional<Service> service = Service.named(words.text());
                service.ifPresentOrElse(
                        services::add,
                        () -> problems.add(
                                words.line(),
                                words.column(),
                                "the service " + Shown.quoted(words.text()),
                                "one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(Service.values())
                                                        .map(Service::name)
                                                        .toList())));
            });
        }
        return services;
    }

    private @Nullable Expectation expectation(YamlNode.Mapping mapping, YamlFields fields) {
        YamlNode node = fields.value(EXPECT);
        if (node == null) {
            if (mapping.whole()) {
                problems.add(mapping.line(), mapping.column(), "a rule without expect", "the key expect");
            }
            return null;
        }
        return ExpectationReader.read(node, problems).orElse(null);
    }
}
