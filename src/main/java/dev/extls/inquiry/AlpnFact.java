package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which application protocols does the server choose (RFC 7301)? Every hello has offered all of them; what was not chosen is offered alone. In TLS 1.3
 * the choice is encrypted, so only a finished handshake tells.
 *
 * @param protocols the names offered, in order; empty where the question has no sense
 */
record AlpnFact(List<String> protocols) implements FactQuestion {
    @Override
    public List<Offer> next(Acquaintance known) {
        Optional<ProtocolVersion> version = version(known);
        if (protocols.isEmpty() || version.isEmpty()) {
            return List.of();
        }
        List<String> chosen = chosen(version.get(), known, protocols);
        List<String> left = left(chosen);
        List<Observation> asked = asked(version.get(), left, known);
        boolean over = chosen.isEmpty()
                || left.isEmpty()
                || asked.size() >= TRIES
                || asked.stream().anyMatch(one -> tells(version.get(), one));
        if (over) {
            return List.of();
        }
        return List.of(
                version.get() == ProtocolVersion.TLS_1_3
                        ? Offer.handshake(version.get(), left)
                        : known.hello(version.get(), left));
    }

    /** The latest version whose choice is in clear, else TLS 1.3; with extensions. */
    private static Optional<ProtocolVersion> version(Acquaintance known) {
        return known.latestInClear()
                .or(() -> known.living().stream().findFirst())
                .filter(version -> known.extensible(version)
                        && known.hello(version, List.of("x")).alpn().equals(List.of("x")));
    }

    private List<String> left(List<String> chosen) {
        return protocols.stream().filter(name -> !chosen.contains(name)).toList();
    }

    /** What was chosen from some list, in the order in which it was chosen first. */
    private static List<String> chosen(ProtocolVersion version, Acquaintance known, List<String> offered) {
        return known.before().stream()
                .filter(one -> one.offer().alpn().equals(offered) && tells(version, one))
                .map(AlpnFact::choice)
                .filter(offered::contains)
                .distinct()
                .toList();
    }

    private static List<Observation> asked(ProtocolVersion version, List<String> offered, Acquaintance known) {
        return known.asked().stream()
                .filter(one -> one.asked() == version && one.offer().alpn().equals(offered))
                .toList();
    }

    private static boolean tells(ProtocolVersion version, Observation one) {
        boolean finished = one.outcome() instanceof Outcome.Negotiated;
        return refuses(one) || (SuiteReplies.chose(version, one) && (finished || version != ProtocolVersion.TLS_1_3));
    }

    /** RFC 7301 section 3.2. */
    private static boolean refuses(Observation one) {
        return one.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && alerted.alert().description() == Alert.NO_APPLICATION_PROTOCOL;
    }

    private static String choice(Observation one) {
        return VersionLaw.choice(one).map(Selection::alpn).orElse("");
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        Optional<ProtocolVersion> asked = version(known);
        if (protocols.isEmpty() || asked.isEmpty()) {
            return List.of();
        }
        ProtocolVersion version = asked.get();
        List<Observation> first = known.before().stream()
                .filter(one -> one.offer().alpn().equals(protocols) && tells(version, one))
                .toList();
        if (first.isEmpty()) {
            return List.of(new Fact(
                    FactKind.ALPN, version, AnswerKind.UNKNOWN, "", "no answer that tells of it was seen", List.of()));
        }
        List<String> chosen = new ArrayList<>(chosen(version, known, protocols));
        List<Observation> more = asked(version, left(chosen), known);
        more.stream()
                .map(AlpnFact::choice)
                .filter(protocols::contains)
                .distinct()
                .forEach(chosen::add);
        List<String> evidence = new ArrayList<>(FactQuestion.ids(first.subList(0, 1)));
        evidence.addAll(FactQuestion.ids(more));
        String refused =
                left(chosen).isEmpty() || more.stream().anyMatch(one -> tells(version, one)) || chosen.isEmpty()
                        ? left(chosen).isEmpty() ? "" : "; not " + String.join(", ", left(chosen))
                        : "; of " + String.join(", ", left(chosen)) + " nothing is known";
        return List.of(
                chosen.isEmpty()
                        ? new Fact(
                                FactKind.ALPN, version, AnswerKind.NO, "", "the server chose none" + refused, evidence)
                        : new Fact(
                                FactKind.ALPN,
                                version,
                                AnswerKind.YES,
                                String.join(", ", chosen),
                                "the server chose " + String.join(", then ", chosen) + refused,
                                evidence));
    }
}
