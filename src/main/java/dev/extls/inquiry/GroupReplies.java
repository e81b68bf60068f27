package dev.extls.inquiry;

import dev.extls.inquiry.GroupExchange.Kind;
import dev.extls.observation.Flight;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.KeyShares;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the observations of one endpoint say about the groups of one exchange.
 *
 * @param exchange the exchange
 * @param shares the key shares of the hellos that ask now
 * @param asked the hellos that asked for groups, with those shares, in the order of their start
 * @param connections how many hellos asked for groups, whatever their shares
 * @param compared the groups that these chose, in that order: each was chosen over all those listed with it
 * @param accepted those, and the groups that were chosen while something else was asked for
 * @param choices the observations that chose a group of this exchange, whatever they asked
 * @param refusals the lists refused
 * @param doubted those of the accepted that were chosen once, where connections fail {@linkplain Chance by chance}
 * @param chance whether they do
 * @param closesNeeded how many closes refuse a group
 * @param asksForShares whether the server has shown that it asks for a key share that it lacks
 */
record GroupReplies(
        GroupExchange exchange,
        KeyShares shares,
        List<Observation> asked,
        int connections,
        Set<NamedGroup> compared,
        Set<NamedGroup> accepted,
        List<Observation> choices,
        List<Refused> refusals,
        Set<NamedGroup> doubted,
        boolean chance,
        int closesNeeded,
        boolean asksForShares) {
    private static final Map<Kind, Set<NamedGroup>> KNOWN = Arrays.stream(Kind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> Set.copyOf(GroupExchange.known(kind))));

    /** How a list is refused. */
    enum Manner {
        /** "None of these": handshake_failure or insufficient_security (RFC 8446 section 4.1.1, RFC 8422 section 5.1, RFC 7919 section 4). */
        PLAIN,
        /** The server used a group that was not listed, or a prime of its own, in place of all that were. */
        IGNORED,
        /**
         * Another fatal alert (SunJSSE sends unexpected_message in TLS 1.3, internal_error before), FIN or RST: it counts where it was seen twice
         * between two hellos that were answered and differ from it by their groups only, as a close counts for a version.
         */
        ODD
    }

    /**
     * A list that was refused.
     *
     * @param groups its members that are known
     * @param manner how
     * @param observation which shows it
     * @param alone whether it is no close, or no other connection was answered while it was open
     */
    record Refused(Set<NamedGroup> groups, Manner manner, Observation observation, boolean alone) {}

    /**
     * What the observations of one endpoint say whatever the exchange.
     *
     * @param seen all of them, in the order of their start
     * @param ofGroups those that asked for groups
     * @param chance whether connections fail {@linkplain Chance by chance}
     * @param unlikely how many closes chance would {@linkplain Closes#unlikely hardly} make where they do, or a hello was {@linkplain Closes#byChance
     *     closed by chance}; else 0
     * @param amiss whether closes may have {@linkplain Closes#amiss other causes} than a refusal
     * @param refusing the versions of which lists are refused by alert
     */
    record Surroundings(
            List<Observation> seen,
            List<Observation> ofGroups,
            boolean chance,
            int unlikely,
            boolean amiss,
            Set<ProtocolVersion> refusing) {
        static Surroundings of(List<Observation> observations) {
            List<Observation> seen = VersionLaw.inOrder(observations);
            List<Observation> telling =
                    VersionLaw.matching(seen, one -> one.question() == Question.GROUPS || SuiteLaw.tells(one));
            boolean chance = Chance.at(telling);
            Set<ProtocolVersion> refusing = EnumSet.noneOf(ProtocolVersion.class);
            telling.stream().filter(VersionLaw::refusesSuites).forEach(one -> refusing.add(one.asked()));
            return new Surroundings(
                    seen,
                    VersionLaw.matching(telling, one -> one.question() == Question.GROUPS),
                    chance,
                    chance || Closes.byChance(seen) > 0 ? Closes.unlikely(telling) : 0,
                    Closes.amiss(telling),
                    refusing);
        }

        /** Twice; once more where lists of the version are refused by alert, so that it is not the server's way to close, or anything was amiss. */
        private int closesNeeded(ProtocolVersion version) {
            if (unlikely > 0) {
                return unlikely;
            }
            return refusing.contains(version) || amiss ? Closes.TWICE + 1 : Closes.TWICE;
        }
    }

    /**
     * All that decides what the replies are.
     *
     * @param exchange the exchange
     * @param concerning the observations that asked for its groups or chose one of its suites, in the order of their start
     * @param chance whether connections fail {@linkplain Chance by chance}
     * @param closesNeeded how many closes refuse a group
     * @param alone the closes of hellos that asked for its groups which were {@linkplain Closes#alone alone}
     */
    record Grounds(
            GroupExchange exchange,
            List<Observation> concerning,
            boolean chance,
            int closesNeeded,
            List<Observation> alone) {
        /**
         * Gathers them.
         *
         * @param others those that asked for anything else and chose one of its suites
         */
        static Grounds of(GroupExchange exchange, List<Observation> others, Surroundings surroundings) {
            List<Observation> concerning = new ArrayList<>(others);
            for (Observation one : surroundings.ofGroups) {
                if (asks(exchange, one) || selection(exchange, one).isPresent()) {
                    concerning.add(one);
                }
            }
            List<Observation> alone = VersionLaw.matching(
                    surroundings.ofGroups,
                    one -> VersionLaw.closesAtHello(one)
                            && asks(exchange, one)
                            && Closes.alone(one, surroundings.seen));
            return new Grounds(
                    exchange,
                    VersionLaw.inOrder(concerning),
                    surroundings.chance,
                    surroundings.closesNeeded(exchange.version()),
                    alone);
        }

        /** Of those that asked for something else than groups, the ones that chose a suite of an exchange. */
        static List<Observation> others(GroupExchange exchange, List<Observation> seen) {
            return VersionLaw.matching(
                    seen,
                    one -> one.question() != Question.GROUPS
                            && selection(exchange, one).isPresent());
        }

        /** Whether nothing is known beyond what another knows of the exchange. */
        boolean same(Grounds other) {
            return chance == other.chance
                    && closesNeeded == other.closesNeeded
                    && SuiteMemory.identical(concerning, other.concerning)
                    && SuiteMemory.identical(alone, other.alone);
        }
    }

    static GroupReplies of(GroupExchange exchange, List<Observation> observations) {
        Surroundings surroundings = Surroundings.of(observations);
        return of(Grounds.of(exchange, Grounds.others(exchange, surroundings.seen), surroundings));
    }

    static GroupReplies of(Grounds grounds) {
        GroupExchange exchange = grounds.exchange;
        boolean chance = grounds.chance;
        int closesNeeded = grounds.closesNeeded;
        List<Observation> choices = VersionLaw.matching(
                grounds.concerning, one -> chosen(exchange, one).isPresent());
        Set<NamedGroup> chosen = new LinkedHashSet<>();
        choices.forEach(one -> chosen(exchange, one).ifPresent(chosen::add));
        List<Observation> ofGroups = VersionLaw.matching(grounds.concerning, one -> asks(exchange, one));
        KeyShares shares = shares(exchange, ofGroups, chosen, chance);
        List<Observation> asked =
                VersionLaw.matching(ofGroups, one -> one.offer().extras().keyShares() == shares);
        Set<NamedGroup> compared = new LinkedHashSet<>();
        asked.forEach(one -> chosen(exchange, one).ifPresent(compared::add));
        Set<NamedGroup> accepted = new LinkedHashSet<>(compared);
        accepted.addAll(chosen);
        List<Refused> refusals = new ArrayList<>();
        asked.stream()
                .filter(one -> closesNeeded != Closes.NEVER || !VersionLaw.closesAtHello(one))
                .forEach(one -> refusal(grounds, one).ifPresent(refusals::add));
        grounds.concerning.stream()
                .filter(one -> one.question() != Question.GROUPS && ignores(exchange, one))
                .forEach(one -> refusals.add(new Refused(members(exchange, one), Manner.IGNORED, one, true)));
        boolean asksForShares = choices.stream()
                .anyMatch(
                        one -> VersionLaw.choice(one).filter(Selection::retried).isPresent());
        return new GroupReplies(
                exchange,
                shares,
                asked,
                ofGroups.size(),
                compared,
                accepted,
                choices,
                refusals,
                chance ? Chance.doubted(choices, one -> chosen(exchange, one)) : Set.of(),
                chance,
                closesNeeded,
                asksForShares);
    }

    /**
     * TLS 1.3 has been asked with a real key share before. A hello without any lets the server choose without regard to shares; where it is not
     * answered although it lists a group that is accepted, every hello carries shares of all curves.
     */
    private static KeyShares shares(
            GroupExchange exchange, List<Observation> ofGroups, Set<NamedGroup> chosen, boolean chance) {
        if (exchange.kind() != Kind.ANY) {
            return KeyShares.USUAL;
        }
        List<Observation> without = ofGroups.stream()
                .filter(one -> one.offer().extras().keyShares() == KeyShares.NONE)
                .toList();
        boolean works = without.stream().anyMatch(one -> chosen(exchange, one).isPresent());
        boolean fails = without.stream()
                        .filter(one -> one.offer().groups().stream().anyMatch(chosen::contains))
                        .count()
                >= (chance ? Chance.TWICE : 1);
        return fails && !works ? KeyShares.EVERY_CURVE : KeyShares.NONE;
    }

    private static boolean asks(GroupExchange exchange, Observation one) {
        return one.question() == Question.GROUPS
                && one.asked() == exchange.version()
                && one.offer().suites().equals(exchange.suites());
    }

    /** The group that an observation chose in this exchange; up to TLS 1.2 also one that was not offered. */
    private static Optional<NamedGroup> chosen(GroupExchange exchange, Observation one) {
        return selection(exchange, one)
                .flatMap(Selection::group)
                .filter(group ->
                        exchange.kind() != Kind.ANY || one.offer().groups().contains(group));
    }

    private static Optional<Selection> selection(GroupExchange exchange, Observation one) {
        Optional<Selection> choice = VersionLaw.choice(one);
        boolean ofVersion = choice.isPresent() && choice.get().version() == exchange.version();
        return ofVersion
                ? choice.filter(selection -> GroupExchange.kind(selection.version(), selection.suite())
                        .equals(Optional.of(exchange.kind())))
                : Optional.empty();
    }

    /** Up to TLS 1.2: a suite of this exchange was chosen, but none of the groups listed; the group, or a prime of the server's own, is known. */
    private static boolean ignores(GroupExchange exchange, Observation one) {
        if (exchange.kind() == Kind.ANY) {
            return false;
        }
        Optional<Selection> selection = selection(exchange, one);
        if (selection.isEmpty()) {
            return false;
        }
        Optional<NamedGroup> group = selection.get().group();
        if (group.isPresent() && one.offer().groups().contains(group.get())) {
            return false;
        }
        if (members(exchange, one).isEmpty()) {
            return false;
        }
        if (group.isPresent()) {
            return true;
        }
        return exchange.kind() == Kind.FINITE_FIELD
                && Flight.of(one).filter(flight -> flight.prime().bits() > 0).isPresent();
    }

    private static Set<NamedGroup> members(GroupExchange exchange, Observation one) {
        Set<NamedGroup> known = Objects.requireNonNull(KNOWN.get(exchange.kind()));
        Set<NamedGroup> members = new LinkedHashSet<>();
        one.offer().groups().stream().filter(known::contains).forEach(members::add);
        return members;
    }

    private static Optional<Refused> refusal(Grounds grounds, Observation one) {
        return manner(grounds.exchange, one)
                .map(manner -> new Refused(
                        members(grounds.exchange, one),
                        manner,
                        one,
                        !VersionLaw.closesAtHello(one) || grounds.alone.contains(one)));
    }

    private static Optional<Manner> manner(GroupExchange exchange, Observation one) {
        if (VersionLaw.refusesSuites(one)) {
            return Optional.of(Manner.PLAIN);
        }
        if (ignores(exchange, one)) {
            return Optional.of(Manner.IGNORED);
        }
        boolean odd = VersionLaw.closesAtHello(one)
                || (one.outcome() instanceof Outcome.Alerted alerted
                        && alerted.alert().fatal());
        return odd ? Optional.of(Manner.ODD) : Optional.empty();
    }

    /** Neither a choice that names its group nor a refusal. */
    private boolean troubled(Observation one) {
        return chosen(exchange, one).isEmpty()
                && refusals.stream().noneMatch(list -> list.observation().equals(one));
    }

    /** Whether a hello got no answer twice, more often where chance plays a part, or somebody spoke into the connection: then nothing more is asked. */
    Optional<Observation> givenUp() {
        return asked.stream()
                .filter(one -> one.outcome() instanceof Outcome.Injected
                        || (troubled(one)
                                && asked.stream()
                                                .filter(same -> same.offer().equals(one.offer()) && troubled(same))
                                                .count()
                                        >= (chance ? Chance.ASKS : 2)))
                .reduce((earlier, later) -> later);
    }

    /** Known groups that no hello of this question chose, likely ones first. */
    List<NamedGroup> left() {
        return exchange.known().stream()
                .filter(group -> !compared.contains(group))
                .toList();
    }

    /** Whether a refused list holds all of some groups and nothing beyond a range. */
    boolean refusedWithin(List<NamedGroup> groups, List<NamedGroup> range) {
        return refusals.stream()
                .anyMatch(list -> list.groups().containsAll(groups) && new HashSet<>(range).containsAll(list.groups()));
    }

    /** The hellos that listed exactly these groups in this order. */
    List<Observation> asked(List<NamedGroup> groups) {
        return asked.stream().filter(one -> one.offer().groups().equals(groups)).toList();
    }

    /** The group that a hello of this question chose. */
    Optional<NamedGroup> chosenBy(Observation one) {
        return chosen(exchange, one);
    }

    /** Begun after some choice was over, and over before another began. */
    boolean betweenChoices(Observation one) {
        return choices.stream().anyMatch(choice -> !choice.ended().isAfter(one.started()))
                && choices.stream().anyMatch(choice -> !one.ended().isAfter(choice.started()));
    }

    /** Of what was seen beside this question: the first choice of each group that it did not choose, and the first list that was ignored. */
    List<Observation> beside() {
        Set<Observation> beside = new LinkedHashSet<>();
        accepted.stream()
                .filter(group -> !compared.contains(group))
                .forEach(group -> choices.stream()
                        .filter(one -> chosen(exchange, one).equals(Optional.of(group)))
                        .findFirst()
                        .ifPresent(beside::add));
        refusals.stream()
                .map(Refused::observation)
                .filter(one -> one.question() != Question.GROUPS)
                .findFirst()
                .ifPresent(beside::add);
        return List.copyOf(beside);
    }
}
