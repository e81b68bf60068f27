package dev.extls.policy;

import dev.extls.written.Encoding;
import dev.extls.written.Problem;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import dev.extls.written.YamlFields;
import dev.extls.written.YamlNode;
import dev.extls.written.YamlTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy files. Never fails: what is wrong becomes a {@link Problem}, and all of it is told at once. A policy that extends another
 * has its rules first; a rule with the id of one of them takes its place.
 */
public final class PolicyReader {
    /** The largest policy that is read, 1 MiB; {@code cli} need not load more than one byte beyond. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int LONGEST_CHAIN = 8;
    private static final String POLICY = "policy";
    private static final String TITLE = "title";
    private static final String EXTENDS = "extends";
    private static final String RULES = "rules";
    private static final String WAIVE = "waive";
    private static final List<String> KEYS = List.of(POLICY, TITLE, EXTENDS, RULES, WAIVE);

    private final PolicyFiles files;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> chain = new ArrayList<>();

    private PolicyReader(PolicyFiles files) {
        this.files = files;
    }

    /**
     * Reads a policy and those that it extends.
     *
     * @param source the name of the file
     * @param content UTF-8 or UTF-16
     * @param files gives the files that it extends; built-in policies need none
     * @return the policy, or what is wrong
     */
    public static ReadPolicy read(String source, byte[] content, PolicyFiles files) {
        PolicyReader reader = new PolicyReader(files);
        Draft draft = reader.draft(source, content);
        return reader.problems.isEmpty()
                ? new ReadPolicy(Optional.of(draft.policy()), List.of())
                : new ReadPolicy(Optional.empty(), reader.problems);
    }

    private Draft draft(String source, byte[] content) {
        Problems own = new Problems(source);
        Draft draft = new Draft();
        chain.add(source);
        if (content.length > MOST_BYTES) {
            own.add(1, 1, content.length + " bytes", "a policy of at most " + MOST_BYTES + " bytes");
        } else {
            Optional<YamlNode> root = YamlTree.read(Encoding.decode(content, own), own);
            if (root.isPresent()) {
                read(root.get(), source, draft, own);
            } else if (!own.full() && own.asFound().isEmpty()) {
                own.add(1, 1, "nothing", "a mapping with the keys " + String.join(", ", KEYS));
            }
        }
        chain.remove(chain.size() - 1);
        problems.addAll(0, own.inOrder());
        return draft;
    }

    private void read(YamlNode root, String source, Draft draft, Problems own) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            own.add(root.line(), root.column(), root.kind(), "a mapping with the keys " + String.join(", ", KEYS));
            return;
        }
        YamlFields fields = new YamlFields(mapping, KEYS, own);
        Words name = fields.words(POLICY);
        if (name != null && Ids.check(name, "the name of a policy", own)) {
            draft.name = name.text();
        } else if (name == null && mapping.whole()) {
            own.add(root.line(), root.column(), "no name", "the key policy with a name, such as my-policy");
        }
        Words title = fields.words(TITLE);
        draft.title = title != null && title.visible("a title", own) ? title.text() : "";
        fields.items(EXTENDS)
                .forEach(item -> fields.words(item, "a built-in policy or a file")
                        .ifPresent(words -> extend(words, source, draft, own)));
        RuleReader rules = new RuleReader(own);
        rules.read(fields.items(RULES)).forEach(rule -> draft.rules.put(rule.id(), rule));
        if (draft.rules.isEmpty() && mapping.whole() && own.asFound().isEmpty() && problems.isEmpty()) {
            own.add(root.line(), root.column(), "a policy without rules", "the key rules or the key extends");
        }
        Set<String> ids = new LinkedHashSet<>(draft.rules.keySet());
        ids.addAll(rules.ids());
        draft.waivers.addAll(new WaiverReader(ids, draft.whole, own).read(fields.items(WAIVE)));
    }

    private void extend(Words reference, String source, Draft draft, Problems own) {
        int before = problems.size();
        Draft extended = extended(reference, source, own);
        draft.whole = draft.whole && extended != null && problems.size() == before;
        if (extended != null) {
            draft.rules.putAll(extended.rules);
            draft.waivers.addAll(extended.waivers);
        }
    }

    private @Nullable Draft extended(Words reference, String source, Problems own) {
        String shown = Shown.quoted(reference.text());
        Optional<byte[]> builtIn = BuiltInPolicies.content(reference.text());
        try {
            String name = builtIn.isPresent()
                    ? BuiltInPolicies.source(reference.text())
                    : files.resolve(reference.text(), source);
            if (chain.contains(name)) {
                own.add(reference.line(), reference.column(), shown + ", which is extended by it", "no loop");
                return null;
            }
            if (chain.size() == LONGEST_CHAIN) {
                own.add(reference.line(), reference.column(), shown, "at most " + LONGEST_CHAIN + " policies in a row");
                return null;
            }
            return draft(name, builtIn.isPresent() ? builtIn.get() : files.read(name));
        } catch (IOException e) {
            own.add(
                    reference.line(),
                    reference.column(),
                    shown + " (" + e.getMessage() + ")",
                    "a file that can be read, or one of the built-in policies "
                            + String.join(", ", BuiltInPolicies.names()));
            return null;
        }
    }

    /** What has been read so far of one file. */
    private static final class Draft {
        private String name = "";
        private String title = "";
        private final Map<String, Rule> rules = new LinkedHashMap<>();
        private final List<Waiver> waivers = new ArrayList<>();
        private boolean whole = true;

        Policy policy() {
            return new Policy(name, title, List.copyOf(rules.values()), waivers);
        }
    }
}
