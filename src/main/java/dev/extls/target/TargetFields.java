package dev.extls.target;

import dev.extls.written.Problems;
import dev.extls.written.Words;
import dev.extls.written.YamlFields;
import dev.extls.written.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields that targets, groups, pools and defaults share. */
final class TargetFields {
    private static final String PER_ADDRESS = "per-address";
    private static final String GAP = "gap";
    private static final List<String> LIMITS = List.of(PER_ADDRESS, GAP);

    private final YamlFields fields;
    private final Problems problems;

    /**
     * The fields of one mapping.
     *
     * @param mapping the mapping
     * @param known the keys that mean something
     * @param problems takes the others
     */
    TargetFields(YamlNode.Mapping mapping, List<String> known, Problems problems) {
        this.fields = new YamlFields(mapping, known, problems);
        this.problems = problems;
    }

    @Nullable
    YamlNode value(String key) {
        return fields.value(key);
    }

    @Nullable
    Words words(String key) {
        return fields.words(key);
    }

    List<YamlNode> items(String key) {
        return fields.items(key);
    }

    List<ServiceName> services() {
        List<ServiceName> names = new ArrayList<>();
        for (YamlNode item : fields.items("services")) {
            fields.words(item, "the name of a service")
                    .ifPresent(words -> names.addAll(ServiceName.named(words, problems)));
        }
        return names;
    }

    List<ServicePort> ports() {
        List<ServicePort> ports = new ArrayList<>();
        fields.mapping("ports", "a mapping of services to ports")
                .forEach((key, value) -> fields.words(value, "a port of 1 to 65535")
                        .flatMap(words ->
                                TargetText.port(words.text(), 0, words.text().length(), words.complainingTo(problems)))
                        .ifPresent(port -> ports.add(
                                new ServicePort(key.text(), port, problems.place(key.line(), key.column())))));
        return ports;
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        fields.mapping("labels", "a mapping of labels to texts").forEach((key, value) -> {
            boolean absent = value instanceof YamlNode.Scalar scalar && scalar.absent();
            if (key.visible(Target.A_LABEL, problems) && !absent) {
                fields.words(value, "the text of a label")
                        .filter(words -> words.visible(Target.A_LABEL, problems))
                        .ifPresent(words -> labels.put(key.text(), words.text()));
            }
        });
        return labels;
    }

    /** What {@code limits: {per-address: 1, gap: 2s}} says. */
    AskedPace limits() {
        YamlNode node = fields.value("limits");
        if (!(node instanceof YamlNode.Mapping mapping)) {
            if (node != null) {
                problems.add(node.line(), node.column(), node.kind(), "a mapping with " + String.join(", ", LIMITS));
            }
            return AskedPace.NONE;
        }
        YamlFields limits = new YamlFields(mapping, LIMITS, problems);
        Words perAddress = limits.words(PER_ADDRESS);
        Words gap = limits.words(GAP);
        return new AskedPace(
                perAddress == null ? 0 : PaceText.perAddress(perAddress, problems),
                gap == null ? Duration.ZERO : PaceText.gap(gap, problems));
    }
}
