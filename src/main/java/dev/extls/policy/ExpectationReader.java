package dev.extls.policy;

import dev.extls.policy.Expectation.CertificateKeys;
import dev.extls.policy.Expectation.CertificateLifespan;
import dev.extls.policy.Expectation.CertificateNamesServer;
import dev.extls.policy.Expectation.CertificateSameInPool;
import dev.extls.policy.Expectation.CertificateSignatures;
import dev.extls.policy.Expectation.CertificateValid;
import dev.extls.policy.Expectation.Confirmed;
import dev.extls.policy.Expectation.DhPrime;
import dev.extls.policy.Expectation.GroupsOnly;
import dev.extls.policy.Expectation.Negotiates;
import dev.extls.policy.Expectation.OrderOf;
import dev.extls.policy.Expectation.Refused;
import dev.extls.policy.Expectation.SuitesInOrder;
import dev.extls.policy.Expectation.SuitesNever;
import dev.extls.policy.Expectation.SuitesOnly;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import dev.extls.written.YamlFields;
import dev.extls.written.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind {@code expect}: one word, or a mapping with one key. */
final class ExpectationReader {
    private static final String IN = "in";
    private static final String SUITES = "suites";
    private static final String RSA = "rsa";
    private static final String EC = "ec";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9.-]{1,40}");
    private static final Pattern SUITE_NAMES = Pattern.compile("[A-Za-z0-9_*]{1,80}");

    private final Problems problems;
    private final Map<String, Function<YamlNode, Optional<? extends Expectation>>> forms = new LinkedHashMap<>();

    private ExpectationReader(Problems problems) {
        this.problems = problems;
        forms.put("confirmed", node -> version(node).map(Confirmed::new));
        forms.put("refused", node -> version(node).map(Refused::new));
        forms.put("suites-only", this::suitesOnly);
        forms.put("suites-never", node -> some(list(node, this::suiteNames)).map(SuitesNever::new));
        forms.put("suites-in-order", this::suitesInOrder);
        forms.put("order-of", node -> side(node).map(OrderOf::new));
        forms.put("groups-only", node -> some(list(node, this::group)).map(GroupsOnly::new));
        forms.put("negotiates", node -> habit(node).map(habit -> new Negotiates(habit, true)));
        forms.put("never-negotiates", node -> habit(node).map(habit -> new Negotiates(habit, false)));
        forms.put("dh-prime-bits", node -> number(node, "bits").map(DhPrime::new));
        forms.put("certificate-valid-days", node -> number(node, "days").map(CertificateValid::new));
        forms.put("certificate-names-server", node -> flag(node, new CertificateNamesServer()));
        forms.put("certificate-key-bits", this::keyBits);
        forms.put(
                "certificate-signed-with",
                node -> some(list(node, this::signature)).map(CertificateSignatures::new));
        forms.put("certificate-lifespan-days", node -> number(node, "days").map(CertificateLifespan::new));
        forms.put("certificate-same-in-pool", node -> flag(node, new CertificateSameInPool()));
    }

    static Optional<Expectation> read(YamlNode node, Problems problems) {
        return new ExpectationReader(problems).expectation(node);
    }

    private Optional<Expectation> expectation(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node.line(), node.column(), node.kind(), "a mapping with one of " + known());
            return Optional.empty();
        }
        if (mapping.entries().size() != 1) {
            problems.add(
                    node.line(),
                    node.column(),
                    mapping.entries().size() + " expectations",
                    "one; a second one is a second rule");
            return Optional.empty();
        }
        YamlNode.Entry entry = mapping.entries().get(0);
        Words key = entry.key().words();
        Function<YamlNode, Optional<? extends Expectation>> form = forms.get(key.text());
        if (form == null) {
            problems.add(key.line(), key.column(), "the key " + Shown.quoted(key.text()), "one of " + known());
            return Optional.empty();
        }
        return form.apply(entry.value()).map(Function.identity());
    }

    private String known() {
        return String.join(", ", forms.keySet());
    }

    private Optional<SuitesOnly> suitesOnly(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return some(list(node, this::suite)).map(suites -> new SuitesOnly(List.of(), suites));
        }
        YamlFields fields = new YamlFields(mapping, List.of(IN, SUITES), problems);
        YamlNode in = fields.value(IN);
        YamlNode suites = needed(mapping, fields, SUITES);
        Optional<List<ProtocolVersion>> versions = in == null ? Optional.of(List.of()) : some(list(in, this::version));
        Optional<List<CipherSuite>> named = suites == null ? Optional.empty() : some(list(suites, this::suite));
        return versions.flatMap(where -> named.map(what -> new SuitesOnly(where, what)));
    }

    private Optional<SuitesInOrder> suitesInOrder(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return wrong(node, "a mapping with " + IN + " and " + SUITES);
        }
        YamlFields fields = new YamlFields(mapping, List.of(IN, SUITES), problems);
        YamlNode in = needed(mapping, fields, IN);
        YamlNode suites = needed(mapping, fields, SUITES);
        Optional<ProtocolVersion> version = in == null ? Optional.empty() : version(in);
        Optional<List<CipherSuite>> named = suites == null ? Optional.empty() : some(list(suites, this::suite));
        return version.flatMap(where -> named.map(what -> new SuitesInOrder(where, what)));
    }

    private Optional<CertificateKeys> keyBits(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return wrong(node, "a mapping with " + RSA + " and " + EC);
        }
        YamlFields fields = new YamlFields(mapping, List.of(RSA, EC), problems);
        YamlNode rsa = needed(mapping, fields, RSA);
        YamlNode ec = needed(mapping, fields, EC);
        Optional<Integer> rsaBits = rsa == null ? Optional.empty() : number(rsa, "bits");
        Optional<Integer> ecBits = ec == null ? Optional.empty() : number(ec, "bits");
        return rsaBits.flatMap(first -> ecBits.map(second -> new CertificateKeys(first, second)));
    }

    private @Nullable YamlNode needed(YamlNode.Mapping mapping, YamlFields fields, String key) {
        YamlNode value = fields.value(key);
        if (value == null && mapping.whole()) {
            problems.add(mapping.line(), mapping.column(), "a mapping without " + key, "the key " + key);
        }
        return value;
    }

    private Optional<ProtocolVersion> version(YamlNode node) {
        return word(
                node,
                ProtocolVersion::named,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(ProtocolVersion.values())
                                        .map(ProtocolVersion::label)
                                        .toList()));
    }

    private Optional<CipherSuite> suite(YamlNode node) {
        return word(node, CipherSuite::named, "the registered name of a cipher suite, or a number such as 0xC030");
    }

    private Optional<Glob> suiteNames(YamlNode node) {
        return word(
                node,
                text -> SUITE_NAMES.matcher(text).matches() ? Optional.of(new Glob(text)) : Optional.empty(),
                "the registered name of a cipher suite, * for any characters");
    }

    private Optional<NamedGroup> group(YamlNode node) {
        return word(node, NamedGroup::named, "the registered name of a group, or a number such as 0x0017");
    }

    private Optional<Habit> habit(YamlNode node) {
        return word(
                node,
                Habit::named,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Habit.values()).map(Habit::word).toList()));
    }

    private Optional<Side> side(YamlNode node) {
        return word(
                node,
                text -> Arrays.stream(Side.values())
                        .filter(side -> side.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst(),
                "server or client");
    }

    private Optional<String> signature(YamlNode node) {
        return word(
                node,
                text -> SIGNATURE.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                "the name of a signature algorithm, such as SHA256withRSA");
    }

    private Optional<Integer> number(YamlNode node, String unit) {
        return word(
                node,
                text -> NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                "a number of " + unit + ", 0 to 999999");
    }

    /** Says yes or stands for nothing: {@code certificate-names-server: true}. */
    private <T extends Expectation> Optional<T> flag(YamlNode node, T expectation) {
        return word(node, text -> text.equals("true") ? Optional.of(expectation) : Optional.empty(), "true");
    }

    /** The items of a list of which every one is right, else nothing; one thing alone is a list of one. */
    private <T> List<T> list(YamlNode node, Function<YamlNode, Optional<T>> item) {
        List<YamlNode> nodes = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        if (nodes.isEmpty()) {
            problems.add(node.line(), node.column(), "an empty list", "at least one item");
        }
        List<T> items = new ArrayList<>();
        nodes.forEach(one -> item.apply(one).ifPresent(items::add));
        return items.size() == nodes.size() ? items : List.of();
    }

    private static <T> Optional<List<T>> some(List<T> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }

    private <T> Optional<T> word(YamlNode node, Function<String, Optional<T>> read, String expected) {
        Optional<T> value = node instanceof YamlNode.Scalar scalar && !scalar.absent()
                ? read.apply(scalar.words().text())
                : Optional.empty();
        return value.isPresent() ? value : wrong(node, expected);
    }

    private <T> Optional<T> wrong(YamlNode node, String expected) {
        problems.add(node.line(), node.column(), node.kind(), expected);
        return Optional.empty();
    }
}
