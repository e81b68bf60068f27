package dev.extls.inquiry;

import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signs that an endpoint does not answer as one node: a pool behind one address.
 *
 * <p>One node says the same to the same offer and names itself the same. Signs are
 *
 * <ul>
 *   <li>a version that was chosen here and refused there, by protocol_version or by a lower version;
 *   <li>an offer that was answered here and refused there (handshake_failure, FIN, RST), or that was given another version, suite or
 *       group. One close among answers can be chance: it counts where the version had not been chosen before, or beside a second close;
 *   <li>another EHLO name, another greeting that came back, another certificate for the same kind of key.
 * </ul>
 *
 * <p>A refusal of one shape of hello while another shape is answered is no sign: some servers dislike a shape. And where connections fail
 * {@linkplain Chance by chance} a sign counts that was seen twice, and where suites and groups are asked for closes are none.
 */
final class Unlike {
    /** What changes in a greeting from one connection to the next: the time of Exchange, the stamp of APOP (RFC 1939 section 7). */
    private static final Pattern FLEETING = Pattern.compile(" ready at .*|<[^>]*>", Pattern.DOTALL);

    /** Of registered suites, read off once: an inquiry asks after every connection. */
    private static final Map<CipherSuite, String> KINDS_OF_KEY = new ConcurrentHashMap<>();

    private Unlike() {}

    /**
     * Whether there is a sign.
     *
     * @param seen all observations of the endpoint, in the order of their start
     */
    static boolean nodes(List<Observation> seen) {
        return nodes(seen, Chance.at(seen), true);
    }

    /** The same without what may be chance. */
    static boolean nodesBeyondChance(List<Observation> seen) {
        boolean chance = Chance.at(seen);
        return nodes(seen, chance, !chance);
    }

    private static boolean nodes(List<Observation> seen, boolean chance, boolean closesTell) {
        List<Observation> answered =
                seen.stream().filter(one -> !VersionLaw.withoutHello(one)).toList();
        return names(answered, chance)
                || greetings(answered, chance)
                || certificates(answered, chance)
                || offers(answered, chance, closesTell)
                || versions(answered, chance);
    }

    /**
     * Whether there is a sign in what was seen while versions and suites were asked for. A hello for suites that was refused may be answered with
     * a lower version by one node alone, so there only what nodes say of themselves counts, and unlike answers to one hello. A close among
     * them can be chance: it counts where it was seen twice and no list was refused in another way.
     *
     * @param telling the observations of versions and suites, in the order of their start
     */
    static boolean atSuites(List<Observation> telling) {
        List<Observation> ofVersions = new ArrayList<>();
        Map<Offer, List<Observation>> ofSuites = new HashMap<>();
        for (Observation one : telling) {
            if (one.question() == Question.VERSIONS) {
                ofVersions.add(one);
            } else if (!VersionLaw.withoutHello(one)) {
                ofSuites.computeIfAbsent(one.offer(), offer -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Observation> answered =
                telling.stream().filter(one -> !VersionLaw.withoutHello(one)).toList();
        boolean chance = Chance.at(telling);
        boolean closesTell = !chance && closesRefuse(telling);
        Predicate<Object> believed = believedChoices(telling, chance);
        return nodes(ofVersions, chance, !chance)
                || names(answered, chance)
                || greetings(answered, chance)
                || certificates(answered, chance)
                || ofSuites.values().stream().anyMatch(alike -> toOneHello(alike, closesTell, chance, believed));
    }

    /** Whether lists of suites are refused by closes, if at all. */
    static boolean closesRefuse(List<Observation> seen) {
        return seen.stream().noneMatch(one -> one.question() == Question.SUITES && VersionLaw.refusesSuites(one));
    }

    /** Whether one list of suites of a version was answered here and refused there as if the version were not spoken: by a close, or in words. */
    static boolean toLists(ProtocolVersion version, List<Observation> seen) {
        Set<Offer> answered = VersionLaw.chosen(version, seen).stream()
                .filter(one -> one.question() == Question.SUITES)
                .map(Observation::offer)
                .collect(Collectors.toSet());
        return seen.stream()
                .filter(one -> answered.contains(one.offer()))
                .anyMatch(one -> VersionLaw.closesAtHello(one) || Refusals.refusesVersion(one));
    }

    /** Unlike answers to one hello. */
    private static boolean toOneHello(
            List<Observation> alike, boolean closesTell, boolean chance, Predicate<Object> believed) {
        if (alike.size() < 2) {
            return false;
        }
        boolean answered = alike.stream().anyMatch(one -> VersionLaw.choice(one).isPresent());
        long closes = alike.stream().filter(VersionLaw::closesAtHello).count();
        return otherSelections(alike, believed)
                || (answered && ((closesTell && closes > 1) || refusals(alike) >= (chance ? Chance.TWICE : 1)));
    }

    private static long refusals(List<Observation> alike) {
        return alike.stream().filter(VersionLaw::refusesSuites).count();
    }

    private static boolean names(List<Observation> seen, boolean chance) {
        List<String> names = new ArrayList<>();
        for (Observation one : seen) {
            Identity.of(one)
                    .map(identity -> identity.name().toLowerCase(Locale.ROOT))
                    .filter(name -> !name.isBlank())
                    .ifPresent(names::add);
        }
        return Chance.believed(names, chance).size() > 1;
    }

    /** A time or a number of the connection never comes back; the greeting of a node does. */
    private static boolean greetings(List<Observation> seen, boolean chance) {
        List<String> greetings = new ArrayList<>();
        for (Observation one : seen) {
            Identity.of(one).map(identity -> lasting(identity.greeting())).ifPresent(greetings::add);
        }
        Set<String> believed = Chance.believed(greetings, chance);
        Set<String> earlier = new HashSet<>();
        String last = "";
        for (String greeting : greetings) {
            if (greeting.isEmpty() || greeting.equals(last) || !believed.contains(greeting)) {
                continue;
            }
            if (!earlier.add(greeting)) {
                return true;
            }
            last = greeting;
        }
        return false;
    }

    /** A greeting without what changes from one connection to the next. */
    static String lasting(String greeting) {
        return FLEETING.matcher(greeting).replaceAll("").strip();
    }

    /** A server may hold a certificate for each kind of key (RFC 5246 section 7.4.2), so only one kind is compared. */
    private static boolean certificates(List<Observation> seen, boolean chance) {
        if (oneLeaf(seen)) {
            return false;
        }
        Set<Bytes> believed = chance
                ? Chance.believed(
                        seen.stream()
                                .flatMap(one -> one.certificates().stream().limit(1))
                                .toList(),
                        true)
                : Set.of();
        Map<String, Bytes> leaves = new HashMap<>();
        for (Observation one : seen) {
            if (one.certificates().isEmpty() || one.outcome().chosen().isEmpty()) {
                continue;
            }
            Bytes leaf = one.certificates().get(0);
            if (chance && !believed.contains(leaf)) {
                continue;
            }
            Bytes other = leaves.putIfAbsent(kindOfKey(one.outcome().chosen().get()), leaf);
            if (other != null && !other.equals(leaf)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no two certificates were shown: most servers have one, and an inquiry asks after every connection. */
    private static boolean oneLeaf(List<Observation> seen) {
        Optional<Bytes> first = Optional.empty();
        for (Observation one : seen) {
            if (one.certificates().isEmpty()) {
                continue;
            }
            Bytes leaf = one.certificates().get(0);
            if (first.isEmpty()) {
                first = Optional.of(leaf);
            } else if (!first.get().equals(leaf)) {
                return false;
            }
        }
        return true;
    }

    /**
     * TLS 1.3 suites name no key, so its certificates are a kind of their own; and so are those of a fixed key, which the suite names by its signature
     * (RFC 4492 section 2.4: the certificate of ECDH_RSA holds an elliptic key and is signed with RSA).
     */
    private static String kindOfKey(Selection selection) {
        if (selection.version() == ProtocolVersion.TLS_1_3) {
            return selection.version().label();
        }
        String known = KINDS_OF_KEY.get(selection.suite());
        if (known != null) {
            return known;
        }
        String suite = selection.suite().label();
        int with = suite.indexOf("_WITH_");
        if (with < 0) {
            return selection.version().label();
        }
        String kind = kindOfKey(suite, with);
        KINDS_OF_KEY.put(selection.suite(), kind);
        return kind;
    }

    private static String kindOfKey(String suite, int with) {
        boolean fixed = suite.startsWith("TLS_ECDH_") || suite.startsWith("TLS_DH_");
        return fixed ? suite.substring(0, with) : suite.substring(suite.lastIndexOf('_', with - 1) + 1, with);
    }

    private static boolean offers(List<Observation> seen, boolean chance, boolean closesTell) {
        Predicate<Object> believed = believedChoices(seen, chance);
        Map<Offer, List<Observation>> byOffer = new HashMap<>();
        seen.forEach(one ->
                byOffer.computeIfAbsent(one.offer(), offer -> new ArrayList<>()).add(one));
        return byOffer.values().stream()
                .filter(alike -> alike.size() > 1)
                .anyMatch(alike ->
                        otherSelections(alike, believed) || refusedAndAnswered(alike, seen, chance, closesTell));
    }

    private static boolean otherSelections(List<Observation> alike, Predicate<Object> believed) {
        Set<Object> suites = new HashSet<>();
        Set<Object> groups = new HashSet<>();
        for (Observation one : alike) {
            VersionLaw.choice(one).ifPresent(selection -> {
                suites.add(suite(selection));
                selection.group().ifPresent(groups::add);
            });
        }
        suites.removeIf(believed.negate());
        groups.removeIf(believed.negate());
        return suites.size() > 1 || groups.size() > 1;
    }

    /** The suites with their versions, and the groups, that were chosen; where chance plays a part, twice. */
    private static Predicate<Object> believedChoices(List<Observation> seen, boolean chance) {
        if (!chance) {
            return any -> true;
        }
        List<Object> chosen = new ArrayList<>();
        for (Observation one : seen) {
            VersionLaw.choice(one).ifPresent(selection -> {
                chosen.add(suite(selection));
                selection.group().ifPresent(chosen::add);
            });
        }
        return Chance.believed(chosen, true)::contains;
    }

    private static Object suite(Selection selection) {
        return List.of(selection.version(), selection.suite());
    }

    private static boolean refusedAndAnswered(
            List<Observation> alike, List<Observation> seen, boolean chance, boolean closesTell) {
        if (alike.stream().allMatch(one -> VersionLaw.choice(one).isEmpty())) {
            return false;
        }
        if (refusals(alike) >= (chance ? Chance.TWICE : 1)) {
            return true;
        }
        if (!closesTell) {
            return false;
        }
        if (VersionLaw.closesAtHello(alike.get(0))
                && chosenBefore(alike.get(0), seen).isEmpty()) {
            return true;
        }
        List<Observation> answers = VersionLaw.controls(seen);
        long lastAnswer = answers.get(answers.size() - 1).number();
        boolean closedBetween =
                alike.stream().anyMatch(one -> VersionLaw.closesAtHello(one) && one.number() < lastAnswer);
        long closes = VersionLaw.asked(alike.get(0).asked(), seen).stream()
                .filter(VersionLaw::closesAtHello)
                .count();
        return closedBetween && closes > 1;
    }

    private static List<Observation> chosenBefore(Observation close, List<Observation> seen) {
        return VersionLaw.matching(VersionLaw.chosen(close.asked(), seen), one -> one.number() < close.number());
    }

    private static boolean versions(List<Observation> seen, boolean chance) {
        List<ProtocolVersion> chosen = new ArrayList<>();
        seen.forEach(one -> VersionLaw.choice(one).ifPresent(selection -> chosen.add(selection.version())));
        List<ProtocolVersion> refused = seen.stream()
                .filter(Refusals::refusesVersion)
                .map(Observation::asked)
                .toList();
        return !Collections.disjoint(Chance.believed(chosen, chance), Chance.believed(refused, chance));
    }

    /** FIN or RST straight after the hello, or an alert: a refusal of some kind. */
    static boolean refuses(Observation one) {
        return one.outcome() instanceof Outcome.Closed
                || one.outcome() instanceof Outcome.Reset
                || VersionLaw.refusesSuites(one)
                || Refusals.refusesVersion(one);
    }
}
