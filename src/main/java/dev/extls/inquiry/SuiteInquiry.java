package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which suites does an endpoint accept in each version that it speaks, and whose order decides? To be asked when {@link VersionInquiry} has nothing
 * more to ask, on the same observations; whatever they chose is accepted already.
 *
 * <p>Per version, elimination (section 5 of the design): offer, strike out what was chosen, until refused.
 *
 * <ol>
 *   <li>The likely suites in one hello, which gives their order.
 *   <li>Everything not accepted, that refused remainder included, by key exchange and authentication, side by side, in at most eight parts
 *       ({@link SuiteFamily#part}), so that a well-behaved server costs its accepted suites, nine refusals and the hello of step 4.
 *   <li>If one of them is accepted from although it was refused in another list, refusals hide suites here (section 2 of the design): every
 *       family alone, and those that stood in a list that hid something with each of their legacy ciphers by itself,
 *       and by halves until the halves agree ({@link SuiteStanding}).
 *   <li>The accepted suites in reversed order ({@link SuiteOrder}); and where closes count as refusals, a control after them.
 * </ol>
 *
 * @param alpn protocol names to offer, or empty
 */
public record SuiteInquiry(List<String> alpn) implements Inquiry {
    private static final int LIST_AT_MOST = 64;

    /** Of a short hello. */
    private static final int SHORT_LIST_AT_MOST = 40;

    /** How often one hello is made when closes have to be seen twice. */
    private static final int SAME_HELLO_AT_MOST = 4;

    /** How often the control is made when it is not answered. */
    private static final int CONTROLS_AT_MOST = 2;

    /** Copies. */
    public SuiteInquiry {
        alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.SUITES;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = SuiteLaw.telling(observations);
        List<Offer> offers = new ArrayList<>();
        Arrays.stream(ProtocolVersion.values())
                .sorted(Comparator.reverseOrder())
                .filter(version -> seen.stream().anyMatch(one -> SuiteReplies.chose(version, one)))
                .forEach(version -> {
                    Shape shape = shape(version, seen);
                    lists(version, seen, shape)
                            .forEach(suites -> offers.add(
                                    Offer.hello(version, suites, alpn).in(shape)));
                });
        // a second close counts only alone, so it does not go beside hellos that may be answered
        List<Offer> fresh =
                offers.stream().filter(offer -> !closedBefore(offer, seen)).toList();
        return fresh.isEmpty() ? offers : fresh;
    }

    private static boolean closedBefore(Offer offer, List<Observation> seen) {
        return seen.stream()
                .anyMatch(one -> VersionLaw.closesAtHello(one) && one.offer().equals(offer));
    }

    /** The shape in which the version was chosen, if no plain hello was answered. */
    private static Shape shape(ProtocolVersion version, List<Observation> seen) {
        List<Shape> answered = seen.stream()
                .filter(one -> SuiteReplies.chose(version, one) && one.asked() == version)
                .map(one -> one.offer().shape())
                .toList();
        return answered.isEmpty() || answered.contains(Shape.PLAIN) ? Shape.PLAIN : answered.get(0);
    }

    /** The lists to offer now in one version. */
    private static List<List<CipherSuite>> lists(ProtocolVersion version, List<Observation> seen, Shape shape) {
        SuiteReplies replies = SuiteReplies.of(version, seen, false);
        int left = SuiteLaw.CONNECTIONS_AT_MOST - replies.asked().size();
        if (left <= 0 || replies.givenUp().isPresent()) {
            return List.of();
        }
        SuiteStanding standing = SuiteStanding.of(replies);
        int most = shape == Shape.SHORT ? SHORT_LIST_AT_MOST : LIST_AT_MOST;
        List<List<CipherSuite>> lists = shape == Shape.SHORT
                ? remainder(standing, most)
                : likely(standing).map(List::of).orElseGet(() -> remainder(standing, most));
        if (lists.isEmpty()) {
            lists = order(replies, most).or(() -> control(replies, seen)).stream()
                    .toList();
        }
        return lists.stream().limit(left).toList();
    }

    /** What is left of the likely suites, unless a list that holds all of them was refused. */
    private static Optional<List<CipherSuite>> likely(SuiteStanding standing) {
        SuiteReplies replies = standing.replies();
        Set<CipherSuite> settled = standing.settled();
        List<CipherSuite> left = firstHello(replies.version()).stream()
                .filter(suite -> !replies.accepted().contains(suite))
                .toList();
        boolean over = settled.containsAll(left)
                || standing.refusedWithin(Set.copyOf(left), replies.known())
                || exhausted(replies, left);
        return over ? Optional.empty() : Optional.of(left);
    }

    /** All ordinary suites where they fit into one hello, else the likely ones. */
    private static List<CipherSuite> firstHello(ProtocolVersion version) {
        return switch (version) {
            case SSL_2_0 -> KnownSuites.of(version);
            case SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2 -> KnownSuites.likely(version);
            case TLS_1_3 ->
                KnownSuites.of(version).stream()
                        .filter(suite -> !SuiteFamily.apart(suite))
                        .limit(LIST_AT_MOST)
                        .toList();
        };
    }

    private static List<List<CipherSuite>> remainder(SuiteStanding standing, int most) {
        List<List<CipherSuite>> lists = new ArrayList<>();
        if (standing.doubtful()) {
            Set<CipherSuite> open = Set.copyOf(standing.open());
            grouped(standing.replies().known(), standing::group)
                    .forEach(group -> lists.addAll(byHalves(group, standing, open)));
        } else {
            grouped(standing.open(), SuiteFamily::part).forEach(part -> lists.addAll(balanced(part, most)));
        }
        lists.removeIf(list -> exhausted(standing.replies(), list));
        return lists;
    }

    private static <K> List<List<CipherSuite>> grouped(Collection<CipherSuite> suites, Function<CipherSuite, K> key) {
        Map<K, List<CipherSuite>> groups = new LinkedHashMap<>();
        suites.forEach(suite -> groups.computeIfAbsent(key.apply(suite), name -> new ArrayList<>())
                .add(suite));
        return List.copyOf(groups.values());
    }

    /** A range of one family or kin: asked itself until it is refused, then each of its halves. The cuts stay where they are, whatever is accepted. */
    private static List<List<CipherSuite>> byHalves(
            List<CipherSuite> range, SuiteStanding standing, Set<CipherSuite> open) {
        SuiteReplies replies = standing.replies();
        List<CipherSuite> left = range.stream()
                .filter(suite -> !replies.accepted().contains(suite))
                .toList();
        if (left.stream().noneMatch(open::contains)) {
            return List.of();
        }
        boolean refused = standing.refusedWithin(Set.copyOf(left), Set.copyOf(range)) || exhausted(replies, left);
        if (!refused || range.size() == 1) {
            return balanced(left, LIST_AT_MOST);
        }
        List<List<CipherSuite>> lists = new ArrayList<>(byHalves(range.subList(0, range.size() / 2), standing, open));
        lists.addAll(byHalves(range.subList(range.size() / 2, range.size()), standing, open));
        return lists;
    }

    private static List<List<CipherSuite>> balanced(List<CipherSuite> suites, int most) {
        int lists = (suites.size() + most - 1) / most;
        List<List<CipherSuite>> parts = new ArrayList<>();
        for (int part = 0; part < lists; part++) {
            parts.add(suites.subList(suites.size() * part / lists, suites.size() * (part + 1) / lists));
        }
        return parts;
    }

    private static boolean exhausted(SuiteReplies replies, List<CipherSuite> suites) {
        return replies.withoutChoice(Set.copyOf(suites)) >= SAME_HELLO_AT_MOST;
    }

    private static Optional<List<CipherSuite>> order(SuiteReplies replies, int most) {
        return SuiteOrder.of(replies)
                .filter(hello -> hello.suites().size() <= most)
                .filter(hello -> replies.asked(hello.suites()).stream().allMatch(SuiteReplies::troubled))
                .map(SuiteOrder::suites);
    }

    /** The control that must follow the closes: a suite that was accepted is asked for alone, twice if it is not accepted now. */
    private static Optional<List<CipherSuite>> control(SuiteReplies replies, List<Observation> seen) {
        Set<CipherSuite> refused = SuiteStanding.of(replies).refused();
        Set<CipherSuite> confirmed =
                SuiteStanding.of(SuiteReplies.of(replies.version(), seen, true)).refused();
        List<CipherSuite> first = replies.accepted().stream().limit(1).toList();
        return confirmed.containsAll(refused)
                        || replies.withoutChoice(Set.copyOf(first)) >= CONTROLS_AT_MOST
                        || replies.asked(first).size() >= SAME_HELLO_AT_MOST
                ? Optional.empty()
                : Optional.of(first);
    }
}
