package dev.extls.report;

import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Groups and facts of one endpoint for a terminal: what nobody should have, what is unknown, the rest; versions that say the same are one. */
final class NegotiationLines {
    /** RFC 9325 section 4.1: Diffie-Hellman with less is not to be used. */
    private static final int SOUND_PRIME_BITS = 2048;

    private static final int LONGEST = 2000;

    private final EndpointAnswers answers;
    private final TerminalStyle style;
    private final Symbols symbols;

    NegotiationLines(EndpointAnswers answers, TerminalStyle style) {
        this.answers = answers;
        this.style = style;
        this.symbols = Symbols.of(style);
    }

    /** What two endpoints must have in common to be shown as one. */
    static List<Object> key(EndpointAnswers answers) {
        List<Object> key = new ArrayList<>();
        answers.groups()
                .values()
                .forEach(it -> key.addAll(List.of(it.version(), it.accepted(), it.serverOrder(), it.why())));
        answers.facts().forEach(it -> key.addAll(List.of(it.kind(), it.version(), it.answer(), it.value())));
        answers.dhParameters().forEach(it -> key.addAll(List.of(it.version(), it.primeBits(), it.name())));
        return key;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(indented(symbols.both() + " ", sentence(bad()), Paint.BAD));
        lines.addAll(indented(symbols.unknown() + " ", sentence(unknown()), Paint.UNSURE));
        groups().forEach(groups -> lines.addAll(indented("Groups: ", groups, Paint.PLAIN)));
        lines.addAll(indented("Facts: ", sentence(rest()), Paint.QUIET));
        return lines;
    }

    /** RFC 5746 section 1: renegotiation can be attacked without it; RFC 9325 section 3.3: compression can be, too. */
    private static boolean bad(Fact fact) {
        return switch (fact.kind()) {
            case SECURE_RENEGOTIATION -> fact.answer() == AnswerKind.NO;
            case COMPRESSION -> fact.answer() == AnswerKind.YES;
            case EXTENDED_MASTER_SECRET, ALPN, SESSION_ID_RESUMPTION, SESSION_TICKET_RESUMPTION, FALLBACK_SCSV -> false;
        };
    }

    private List<String> bad() {
        List<String> items = new ArrayList<>(worded(NegotiationLines::bad));
        items.addAll(primes(parameters -> parameters.primeBits() < SOUND_PRIME_BITS));
        return items;
    }

    private List<String> rest() {
        List<String> items = new ArrayList<>(primes(parameters -> parameters.primeBits() >= SOUND_PRIME_BITS));
        items.addAll(worded(fact -> !bad(fact) && fact.answer() != AnswerKind.UNKNOWN));
        return items;
    }

    private List<String> unknown() {
        List<String> items = new ArrayList<>(worded(fact -> fact.answer() == AnswerKind.UNKNOWN));
        items.addAll(together(
                answers.groups().values().stream()
                        .filter(groups -> !groups.why().isEmpty())
                        .sorted(Comparator.comparing(GroupAnswers::version).reversed())
                        .toList(),
                groups -> "groups: " + groups.why(),
                GroupAnswers::version));
        return items;
    }

    /** A word or two for each kind and answer, with the versions in which it is so; no before yes. */
    private List<String> worded(Predicate<Fact> wanted) {
        return together(
                answers.facts().stream()
                        .filter(wanted)
                        .sorted(Comparator.comparing(fact -> fact.answer() == AnswerKind.YES))
                        .toList(),
                NegotiationLines::words,
                Fact::version);
    }

    private static String words(Fact fact) {
        String name = name(fact.kind());
        return switch (fact.answer()) {
            case YES -> fact.value().isEmpty() ? name : name + " " + fact.value();
            case NO -> "no " + name;
            case UNKNOWN -> name;
        };
    }

    private static String name(FactKind kind) {
        return switch (kind) {
            case SECURE_RENEGOTIATION -> "secure renegotiation";
            case EXTENDED_MASTER_SECRET -> "extended master secret";
            case ALPN -> "ALPN";
            case SESSION_ID_RESUMPTION -> "sessions by id";
            case SESSION_TICKET_RESUMPTION -> "sessions by ticket";
            case COMPRESSION -> "compression";
            case FALLBACK_SCSV -> "fallback signal";
        };
    }

    private List<String> primes(Predicate<DhParameters> wanted) {
        return together(
                answers.dhParameters().stream().filter(wanted).toList(),
                parameters -> "Diffie-Hellman of " + parameters.primeBits() + " bits"
                        + (parameters.name().isEmpty() ? "" : ", " + parameters.name()),
                DhParameters::version);
    }

    private List<String> groups() {
        return together(
                answers.groups().values().stream()
                        .filter(groups -> !groups.accepted().isEmpty())
                        .sorted(Comparator.comparing(GroupAnswers::version).reversed())
                        .toList(),
                groups -> groups.accepted().stream().map(NamedGroup::label).collect(Collectors.joining(" "))
                        + switch (groups.serverOrder()) {
                            case SERVER -> ", in the server's order";
                            case CLIENT -> ", the client's order decides";
                            case UNKNOWN -> "";
                        },
                GroupAnswers::version);
    }

    private static <T> List<String> together(
            List<T> things, Function<T, String> words, Function<T, ProtocolVersion> version) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        things.forEach(thing -> versions.computeIfAbsent(words.apply(thing), unseen -> new ArrayList<>())
                .add(version.apply(thing).title()));
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " ("
                        + entry.getValue().stream().distinct().collect(Collectors.joining(", ")) + ")")
                .toList();
    }

    private static String sentence(List<String> items) {
        return String.join("; ", items);
    }

    private List<String> indented(String mark, String text, Paint paint) {
        if (text.isEmpty()) {
            return List.of();
        }
        String escaped = Escaped.forTerminal(mark + text, LONGEST, style.unicode());
        return Columns.wrapped(escaped, style.width() - 2, " ".repeat(mark.length())).stream()
                .map(line -> "  " + paint.on(line, style))
                .toList();
    }
}
