package dev.extls.inquiry;

import dev.extls.inquiry.CrossedRefusals.Once;
import dev.extls.observation.Observation;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The lists to offer now in one version: elimination (section 5 of the design), that is offer, strike out what was chosen, until refused.
 *
 * <ol>
 *   <li>The likely suites in one hello, which gives their order; from {@linkplain BothEnds both ends} where the client's order decides.
 *   <li>Everything not accepted, that refused remainder included, in {@link CrossedLists}, which offer each ordinary suite twice; and the
 *       others in a list of their own, which is offered again only after a close. So a well-behaved server costs its accepted suites, eight refusals
 *       or nine closes, and the hello of step 4. Where long lists are in doubt, by key exchange and authentication in
 *       {@linkplain SuiteFamily#part parts}.
 *   <li>If a suite is accepted although it was refused in another list, refusals hide suites here (section 2 of the design): every family that
 *       stood in such a list alone, each of its legacy ciphers by itself, and by halves until the halves agree ({@link SuiteStanding}). One close
 *       can be chance, so such a list is offered once more first.
 *   <li>The accepted suites in reversed order ({@link SuiteOrder}), which is the control after closes; or a control.
 * </ol>
 *
 * @param replies what was seen of the version
 * @param seen all that was seen of the endpoint while versions and suites were asked for
 * @param shape of the hellos
 */
record SuiteSteps(SuiteReplies replies, List<Observation> seen, Shape shape) {
    private static final int LIST_AT_MOST = 64;

    /** Of a list that is there to be refused (middleboxes: testssl.sh issues 806 and 1214). */
    private static final int CROSSED_LIST_AT_MOST = 128;

    /** Of a short hello. */
    private static final int SHORT_LIST_AT_MOST = 40;

    /** How often a refused list is offered until it counts that a suite of it is accepted. */
    private static final int ASKS_ON_SUSPICION = VersionLaw.ASKS_OF_UNLIKE_NODES;

    /** How often the control is made when it is not answered. */
    private static final int CONTROLS_AT_MOST = 2;

    /** When a list is offered. */
    enum Moment {
        ANY,
        /** Some times in a row, and nothing beside it: nodes that take turns are all met. */
        BY_ITSELF,
        WHERE_NOTHING_IS_ANSWERED,
        AFTER_CLOSES
    }

    /** A list to offer. */
    record Step(List<CipherSuite> suites, Moment moment) {}

    /** What to offer now; empty at the end. */
    List<Step> next() {
        int left = SuiteLaw.CONNECTIONS_AT_MOST - replies.asked().size();
        if (left <= 0 || replies.givenUp().isPresent()) {
            return List.of();
        }
        SuiteStanding standing = SuiteStanding.of(replies);
        List<Step> steps = new ArrayList<>(confirmation());
        steps.addAll(elimination(standing));
        if (steps.isEmpty()) {
            steps = order().or(() -> control(standing)).stream()
                    .map(list -> new Step(list, Moment.AFTER_CLOSES))
                    .toList();
        }
        return steps.stream().limit(left).toList();
    }

    /** What one hello chose where chance plays a part is asked for alone, until it is chosen again. */
    private List<Step> confirmation() {
        return replies.doubted().stream()
                .map(List::of)
                .filter(list ->
                        Chance.toConfirm(replies.asked(list), one -> SuiteReplies.refuses(replies.version(), one)))
                .map(list -> new Step(list, Moment.ANY))
                .toList();
    }

    private List<Step> elimination(SuiteStanding standing) {
        Optional<List<CipherSuite>> suspicious = refusedThoughAccepted();
        if (suspicious.isPresent()) {
            return List.of(new Step(suspicious.get(), Moment.BY_ITSELF));
        }
        Optional<List<CipherSuite>> likely = shape == Shape.SHORT ? Optional.empty() : likely(standing);
        if (likely.isPresent()) {
            return new BothEnds(replies, likely.get())
                    .lists().stream().map(this::step).toList();
        }
        return standing.doubtful() ? byFamily(standing) : byPart(standing);
    }

    /** A close that is to be seen once more counts most alone. */
    private Step step(List<CipherSuite> suites) {
        boolean closed = replies.asked(suites).stream().anyMatch(VersionLaw::closesAtHello);
        return new Step(suites, closed ? Moment.WHERE_NOTHING_IS_ANSWERED : Moment.ANY);
    }

    /**
     * A list that was refused although a suite of it is accepted: one close is chance, several refusals mean that one suite hides another, and an answer
     * beside them shows that unlike nodes are there, or chance. Once one list was refused so often that it was not chance, it is no use to ask for others.
     */
    private Optional<List<CipherSuite>> refusedThoughAccepted() {
        List<Once> contradicted = replies.once().stream()
                .filter(list -> !Collections.disjoint(list.suites(), replies.accepted())
                        && !replies.accepted().containsAll(list.suites()))
                .toList();
        return contradicted.stream().anyMatch(list -> replies.withoutChoice(list.suites()) >= ASKS_ON_SUSPICION)
                ? Optional.empty()
                : contradicted.stream()
                        .map(list -> list.evidence().get(0).offer().suites())
                        .filter(this::suspicious)
                        .findFirst();
    }

    /** An answer ends it, but for a server that refuses by closes: one of them may still have been chance. */
    private boolean suspicious(List<CipherSuite> list) {
        List<Observation> asked = replies.asked(list);
        boolean answered = asked.stream().anyMatch(one -> SuiteReplies.chose(replies.version(), one));
        return !answered
                || (!replies.chance() && Unlike.closesRefuse(replies.asked()) && asked.size() < ASKS_ON_SUSPICION);
    }

    /** What is left of the likely suites, unless a list that holds all of them was refused. */
    private Optional<List<CipherSuite>> likely(SuiteStanding standing) {
        List<CipherSuite> left = likelyLeft();
        boolean over = standing.settled().containsAll(left)
                || replies.refusedWithin(SuiteSet.of(left), replies.known())
                || exhausted(left);
        return over ? Optional.empty() : Optional.of(left);
    }

    /** The likely suites that are not accepted, or whose place among them is not known: such a one is chosen once more. */
    List<CipherSuite> likelyLeft() {
        return notChosen(firstHello(replies.version()));
    }

    /** What of a list of likely suites is still to be offered. */
    List<CipherSuite> notChosen(List<CipherSuite> suites) {
        Set<CipherSuite> compared = replies.compared();
        List<CipherSuite> left = new ArrayList<>(suites.size());
        for (CipherSuite suite : suites) {
            if (!compared.contains(suite) || !replies.accepted().contains(suite)) {
                left.add(suite);
            }
        }
        return List.copyOf(left);
    }

    /** All ordinary suites where they fit into one hello, else the likely ones. */
    static List<CipherSuite> firstHello(ProtocolVersion version) {
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

    private List<CipherSuite> left(List<CipherSuite> suites) {
        return suites.stream()
                .filter(suite -> !replies.accepted().contains(suite))
                .toList();
    }

    private List<Step> byPart(SuiteStanding standing) {
        List<CipherSuite> open = standing.open();
        if (!crossed() || open.stream().allMatch(SuiteFamily::apart)) {
            return parts(open);
        }
        List<CipherSuite> apart = open.stream().filter(SuiteFamily::apart).toList();
        List<Step> columns = lines(CrossedLists.columns(replies.version()), SuiteSet.of(open), Moment.ANY);
        if (!columns.isEmpty()) {
            return Stream.concat(columns.stream(), parts(apart).stream()).toList();
        }
        List<Step> rows =
                lines(CrossedLists.rows(replies.version()), SuiteSet.of(open), Moment.WHERE_NOTHING_IS_ANSWERED);
        return rows.isEmpty()
                ? parts(open)
                : Stream.concat(rows.stream(), parts(apart).stream()).toList();
    }

    /** Whether long lists may be offered, and one will be answered. */
    private boolean crossed() {
        return CrossedLists.fit(replies.version())
                && shape != Shape.SHORT
                && !replies.lengthInDoubt()
                && replies.accepted().stream().anyMatch(suite -> !SuiteFamily.apart(suite));
    }

    private List<Step> lines(List<List<CipherSuite>> lines, Set<CipherSuite> open, Moment moment) {
        return lines.stream()
                .filter(line -> line.stream().anyMatch(open::contains))
                .filter(line -> !replies.refusedWithin(SuiteSet.of(left(line)), SuiteSet.of(line)))
                .map(this::left)
                .filter(list -> list.size() <= CROSSED_LIST_AT_MOST && !exhausted(list))
                .map(list -> new Step(list, moment))
                .toList();
    }

    private List<Step> parts(List<CipherSuite> open) {
        return grouped(open, SuiteFamily::part).stream()
                .flatMap(part -> balanced(part).stream())
                .filter(list -> !exhausted(list))
                .map(this::step)
                .toList();
    }

    private List<Step> byFamily(SuiteStanding standing) {
        Set<CipherSuite> open = SuiteSet.of(standing.open());
        List<List<CipherSuite>> groups = grouped(replies.known(), standing::group);
        List<Step> steps = groups.stream()
                .flatMap(group -> byHalves(group, standing, open).stream())
                .filter(list -> !exhausted(list))
                .map(this::step)
                .toList();
        if (!steps.isEmpty()) {
            return steps;
        }
        // what was closed beside an answer, or in one list only
        return groups.stream()
                .map(group -> left(group).stream().filter(open::contains).toList())
                .flatMap(list -> balanced(list).stream())
                .filter(list -> !exhausted(list))
                .map(this::step)
                .toList();
    }

    private static <K> List<List<CipherSuite>> grouped(Collection<CipherSuite> suites, Function<CipherSuite, K> key) {
        Map<K, List<CipherSuite>> groups = new LinkedHashMap<>();
        suites.forEach(suite -> groups.computeIfAbsent(key.apply(suite), name -> new ArrayList<>())
                .add(suite));
        return List.copyOf(groups.values());
    }

    /** A range of one family or kin: asked itself until it is refused, then each of its halves. The cuts stay where they are, whatever is accepted. */
    private List<List<CipherSuite>> byHalves(List<CipherSuite> range, SuiteStanding standing, Set<CipherSuite> open) {
        List<CipherSuite> left = left(range);
        if (left.stream().noneMatch(open::contains)) {
            return List.of();
        }
        if (!replies.refusedWithin(SuiteSet.of(left), SuiteSet.of(range)) && !exhausted(left)) {
            return balanced(left);
        }
        if (range.size() == 1) {
            return List.of();
        }
        List<List<CipherSuite>> lists = new ArrayList<>(byHalves(range.subList(0, range.size() / 2), standing, open));
        lists.addAll(byHalves(range.subList(range.size() / 2, range.size()), standing, open));
        return lists;
    }

    private List<List<CipherSuite>> balanced(List<CipherSuite> suites) {
        int most = shape == Shape.SHORT ? SHORT_LIST_AT_MOST : LIST_AT_MOST;
        int lists = (suites.size() + most - 1) / most;
        List<List<CipherSuite>> parts = new ArrayList<>();
        for (int part = 0; part < lists; part++) {
            parts.add(suites.subList(suites.size() * part / lists, suites.size() * (part + 1) / lists));
        }
        return parts;
    }

    private boolean exhausted(List<CipherSuite> suites) {
        return replies.withoutChoice(SuiteSet.of(suites)) >= sameHelloAtMost();
    }

    /** How often one hello is made: so often that closes are seen as often as they must be. */
    private int sameHelloAtMost() {
        int closes = replies.closesNeeded() == Closes.NEVER ? 0 : replies.closesNeeded();
        return Math.max(Closes.MOST, replies.chance() ? closes + Chance.ASKS : closes);
    }

    private Optional<List<CipherSuite>> order() {
        int most = shape == Shape.SHORT ? SHORT_LIST_AT_MOST : LIST_AT_MOST;
        return SuiteOrder.of(replies)
                .filter(hello -> hello.suites().size() <= most
                        && hello.asked(replies).stream().noneMatch(one -> SuiteReplies.chose(replies.version(), one)))
                .map(hello -> asLongAsRefused(hello.suites()))
                .filter(this::notAnsweredYet);
    }

    /** A list of accepted suites is offered again where nothing came back, and once more after a close, which was chance. */
    private boolean notAnsweredYet(List<CipherSuite> accepted) {
        List<Observation> asked = replies.asked(accepted);
        long closes = asked.stream().filter(VersionLaw::closesAtHello).count();
        return closes < (replies.chance() ? Chance.ASKS : 2)
                && asked.size() < sameHelloAtMost()
                && asked.stream().allMatch(one -> SuiteReplies.troubled(one) || VersionLaw.closesAtHello(one));
    }

    /** With refused suites behind it, so that what is answered is no shorter than what was refused. */
    private List<CipherSuite> asLongAsRefused(List<CipherSuite> suites) {
        int length = replies.longestRefused();
        if (length <= LIST_AT_MOST || length <= suites.size() || SuiteFamily.apart(suites.get(0))) {
            return suites;
        }
        return Stream.concat(
                        suites.stream(),
                        left(List.copyOf(replies.known())).stream().filter(suite -> !SuiteFamily.apart(suite)))
                .limit(length)
                .toList();
    }

    /** The control that must follow the closes: a suite that was accepted is asked for alone, twice if it is not accepted now. */
    private Optional<List<CipherSuite>> control(SuiteStanding standing) {
        if (!replies.needsControl()) {
            return Optional.empty();
        }
        Set<CipherSuite> confirmed =
                SuiteStanding.of(SuiteReplies.of(replies.version(), seen, true)).refused();
        return replies.accepted().stream()
                .filter(suite -> replies.longestRefused() <= LIST_AT_MOST || !SuiteFamily.apart(suite))
                .findFirst()
                .map(first -> asLongAsRefused(List.of(first)))
                .filter(control -> !confirmed.containsAll(standing.refused())
                        && replies.withoutChoice(Set.copyOf(control))
                                < (replies.chance() ? Chance.ASKS : CONTROLS_AT_MOST)
                        && replies.asked(control).size() < sameHelloAtMost());
    }
}
