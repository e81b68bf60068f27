package dev.extls.target;

import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import dev.extls.written.YamlNode;
import dev.extls.written.YamlTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The YAML form: targets, groups of targets, pools, and what holds for all of them. */
final class YamlList {
    private static final List<String> ROOT = List.of("defaults", "targets", "groups", "pools");
    private static final List<String> DEFAULTS = List.of("services", "ports", "labels", "limits");
    private static final List<String> GROUP =
            List.of("name", "services", "ports", "sni", "labels", "limits", "targets");
    private static final List<String> POOL =
            List.of("name", "services", "ports", "sni", "labels", "limits", "virtual", "members");
    private static final List<String> TARGET =
            List.of("target", "address", "services", "ports", "sni", "labels", "limits");
    private static final String A_TARGET = "a target: text, or a mapping with the key target";

    private final Problems problems;
    private final List<Target> targets = new ArrayList<>();

    private YamlList(Problems problems) {
        this.problems = problems;
    }

    static List<Target> read(String text, Problems problems) {
        YamlList list = new YamlList(problems);
        YamlTree.read(text, problems).ifPresent(list::root);
        return list.targets;
    }

    private void root(YamlNode root) {
        if (root instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> read(item, Shared.NOTHING, "", "").ifPresent(targets::add));
            return;
        }
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.add(root.line(), root.column(), root.kind(), "a mapping with the keys " + String.join(", ", ROOT));
            return;
        }
        TargetFields fields = new TargetFields(mapping, ROOT, problems);
        Shared defaults = defaults(fields);
        fields.items("targets").forEach(item -> read(item, defaults, "", "").ifPresent(targets::add));
        fields.items("groups").forEach(item -> group(item, defaults));
        fields.items("pools").forEach(item -> pool(item, defaults));
    }

    private Shared defaults(TargetFields root) {
        YamlNode node = root.value("defaults");
        if (node instanceof YamlNode.Mapping mapping) {
            TargetFields fields = new TargetFields(mapping, DEFAULTS, problems);
            return new Shared(fields.services(), fields.ports(), "", fields.labels(), fields.limits());
        }
        if (node != null) {
            problems.add(
                    node.line(), node.column(), node.kind(), "a mapping with the keys " + String.join(", ", DEFAULTS));
        }
        return Shared.NOTHING;
    }

    private void group(YamlNode node, Shared defaults) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    node.line(), node.column(), node.kind(), "a group: a mapping with " + String.join(", ", GROUP));
            return;
        }
        TargetFields fields = new TargetFields(mapping, GROUP, problems);
        Map<String, String> labels = new HashMap<>();
        Words name = fields.words("name");
        if (name != null && name.visible(Target.A_LABEL, problems)) {
            labels.put("group", name.text());
        }
        Shared shared = shared(fields, labels, serverName(fields.words("sni")), fields.services(), defaults);
        fields.items("targets").forEach(item -> read(item, shared, "", "").ifPresent(targets::add));
    }

    private void pool(YamlNode node, Shared defaults) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node.line(), node.column(), node.kind(), "a pool: a mapping with " + String.join(", ", POOL));
            return;
        }
        TargetFields fields = new TargetFields(mapping, POOL, problems);
        Words name = fields.words("name");
        if (name == null || name.text().isBlank()) {
            if (mapping.whole()) {
                problems.add(node.line(), node.column(), "a pool without name", "the key name; the pool was not read");
            }
            return;
        }
        Words sni = fields.words("sni");
        String serverName = serverName(sni == null ? name : sni);
        if (serverName.isEmpty() || !name.visible(Target.A_LABEL, problems)) {
            return;
        }
        List<ServiceName> services = fields.services();
        Shared front = shared(fields, Map.of(), "", services, defaults);
        List<ServiceName> ofVirtual = new ArrayList<>();
        for (YamlNode item : fields.items("virtual")) {
            Optional<Target> read =
                    read(item, front, name.text(), Target.VIRTUAL).map(target -> namedByPool(target, serverName));
            read.ifPresent(target -> {
                targets.add(target);
                ofVirtual.addAll(
                        target.scheme().isEmpty()
                                ? target.services()
                                : List.of(new ServiceName(target.scheme(), target.place())));
            });
        }
        Shared behind = shared(fields, Map.of(), serverName, services.isEmpty() ? ofVirtual : services, defaults);
        fields.items("members")
                .forEach(item -> read(item, behind, name.text(), Target.MEMBER).ifPresent(targets::add));
    }

    /** A virtual address given as a literal is asked for the pool's name, as clients do. */
    private static Target namedByPool(Target target, String serverName) {
        boolean literal = target.host().indexOf(':') >= 0 || HostName.isIpv4(target.host());
        return !literal || !target.serverName().isEmpty()
                ? target
                : new Target(
                        target.written(),
                        target.scheme(),
                        serverName,
                        target.host(),
                        target.port(),
                        target.services(),
                        target.ports(),
                        target.labels(),
                        target.pool(),
                        target.role(),
                        target.pace(),
                        target.place());
    }

    private Shared shared(
            TargetFields fields,
            Map<String, String> first,
            String serverName,
            List<ServiceName> services,
            Shared outer) {
        Map<String, String> labels = new HashMap<>(outer.labels());
        labels.putAll(first);
        labels.putAll(fields.labels());
        List<ServicePort> ports = new ArrayList<>(outer.ports());
        ports.addAll(fields.ports());
        return new Shared(
                services.isEmpty() ? outer.services() : services,
                ports,
                serverName,
                labels,
                fields.limits().or(outer.pace()));
    }

    private String serverName(@Nullable Words words) {
        return words == null
                ? ""
                : HostName.read(words.text(), 0, words.text().length(), words.complainingTo(problems))
                        .orElse("");
    }

    private Optional<Target> read(YamlNode node, Shared shared, String pool, String role) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.absent()) {
            Optional<Draft> draft = draft(scalar.words(), pool, role);
            draft.ifPresent(found -> found.inherit(shared));
            return draft.map(Draft::target);
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node.line(), node.column(), node.kind(), A_TARGET);
            return Optional.empty();
        }
        TargetFields fields = new TargetFields(mapping, TARGET, problems);
        Words word = fields.words("target");
        if (word == null || !mapping.whole()) {
            if (mapping.whole()) {
                problems.add(node.line(), node.column(), "a mapping without target", A_TARGET);
            }
            return Optional.empty();
        }
        Optional<Draft> draft = draft(word, pool, role);
        if (draft.isEmpty() || !complete(draft.get(), fields)) {
            return Optional.empty();
        }
        draft.get().inherit(shared);
        return draft.map(Draft::target);
    }

    private Optional<Draft> draft(Words word, String pool, String role) {
        return TargetText.read(word.text(), word.complainingTo(problems)).map(text -> {
            Draft draft = new Draft(text, word.text(), problems.place(word.line(), word.column()));
            draft.pool = pool;
            draft.role = role;
            return draft;
        });
    }

    private boolean complete(Draft draft, TargetFields fields) {
        draft.services = fields.services();
        draft.ports = fields.ports();
        draft.labels.putAll(fields.labels());
        draft.pace = fields.limits();
        YamlNode services = fields.value("services");
        if (services != null && !draft.text.scheme().isEmpty()) {
            problems.add(
                    services.line(),
                    services.column(),
                    "services beside a scheme",
                    "no services: the scheme names it, " + Shown.quoted(draft.text.scheme()));
            return false;
        }
        Words address = fields.words("address");
        Words sni = fields.words("sni");
        return (address == null || draft.connectTo(address, problems)) && (sni == null || draft.askFor(sni, problems));
    }
}
