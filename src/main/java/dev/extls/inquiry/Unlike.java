package dev.extls.inquiry;

import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
 * <p>A refusal of one shape of hello while another shape is answered is no sign: some servers dislike a shape.
 */
final class Unlike {
    /** What changes in a greeting from one connection to the next: the time of Exchange, the stamp of APOP (RFC 1939 section 7). */
    private static final Pattern FLEETING = Pattern.compile(" ready at .*|<[^>]*>", Pattern.DOTALL);

    private Unlike() {}

    /**
     * Whether there is a sign.
     *
     * @param seen all observations of the endpoint, in the order of their start
     */
    static boolean nodes(List<Observation> seen) {
        List<Observation> answered =
                seen.stream().filter(one -> !VersionLaw.withoutHello(one)).toList();
        return names(answered)
                || greetings(answered)
                || certificates(answered)
                || offers(answered)
                || versions(answered);
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
        return nodes(ofVersions)
                || names(answered)
                || greetings(answered)
                || certificates(answered)
                || ofSuites.values().stream().anyMatch(alike -> toOneHello(alike, closesRefuse(telling)));
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
    private static boolean toOneHello(List<Observation> alike, boolean closesRefuse) {
        if (alike.size() < 2) {
            return false;
        }
        boolean answered = alike.stream().anyMatch(one -> VersionLaw.choice(one).isPresent());
        long closes = alike.stream().filter(VersionLaw::closesAtHello).count();
        return otherSelections(alike)
                || (answered && ((closesRefuse && closes > 1) || alike.stream().anyMatch(VersionLaw::refusesSuites)));
    }

    private static boolean names(List<Observation> seen) {
        return seen.stream()
                        .flatMap(one -> Identity.of(one).stream())
                        .map(identity -> identity.name().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .count()
                > 1;
    }

    /** A time or a number of the connection never comes back; the greeting of a node does. */
    private static boolean greetings(List<Observation> seen) {
        Set<String> earlier = new HashSet<>();
        String last = "";
        for (Observation one : seen) {
            String greeting = Identity.of(one)
                    .map(identity -> lasting(identity.greeting()))
                    .orElse("");
            if (greeting.isEmpty() || greeting.equals(last)) {
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
    private static boolean certificates(List<Observation> seen) {
        Map<String, Bytes> leaves = new HashMap<>();
        for (Observation one : seen) {
            if (one.certificates().isEmpty() || one.outcome().chosen().isEmpty()) {
                continue;
            }
            Bytes leaf = one.certificates().get(0);
            Bytes other = leaves.putIfAbsent(kindOfKey(one.outcome().chosen().get()), leaf);
            if (other != null && !other.equals(leaf)) {
                return true;
            }
        }
        return false;
    }

    /**
     * TLS 1.3 suites name no key, so its certificates are a kind of their own; and so are those of a fixed key, which the suite names by its signature
     * (RFC 4492 section 2.4: the certificate of ECDH_RSA holds an elliptic key and is signed with RSA).
     */
    private static String kindOfKey(Selection selection) {
        String suite = selection.suite().label();
        int with = suite.indexOf("_WITH_");
        if (selection.version() == ProtocolVersion.TLS_1_3 || with < 0) {
            return selection.version().label();
        }
        boolean fixed = suite.startsWith("TLS_ECDH_") || suite.startsWith("TLS_DH_");
        return fixed ? suite.substring(0, with) : suite.substring(suite.lastIndexOf('_', with - 1) + 1, with);
    }

    private static boolean offers(List<Observation> seen) {
        Map<Offer, List<Observation>> byOffer = new HashMap<>();
        seen.forEach(one ->
                byOffer.computeIfAbsent(one.offer(), offer -> new ArrayList<>()).add(one));
        return byOffer.values().stream()
                .filter(alike -> alike.size() > 1)
                .anyMatch(alike -> otherSelections(alike) || refusedAndAnswered(alike, seen));
    }

    private static boolean otherSelections(List<Observation> alike) {
        Set<Object> suites = new HashSet<>();
        Set<Integer> groups = new HashSet<>();
        for (Observation one : alike) {
            VersionLaw.choice(one).ifPresent(selection -> {
                suites.add(List.of(selection.version(), selection.suite()));
                selection.group().ifPresent(group -> groups.add(group.code()));
            });
        }
        return suites.size() > 1 || groups.size() > 1;
    }

    private static boolean refusedAndAnswered(List<Observation> alike, List<Observation> seen) {
        if (alike.stream().allMatch(one -> VersionLaw.choice(one).isEmpty())) {
            return false;
        }
        if (alike.stream().anyMatch(VersionLaw::refusesSuites)) {
            return true;
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

    private static boolean versions(List<Observation> seen) {
        Set<ProtocolVersion> chosen = new HashSet<>();
        seen.forEach(one -> VersionLaw.choice(one).ifPresent(selection -> chosen.add(selection.version())));
        return seen.stream().anyMatch(one -> chosen.contains(one.asked()) && Refusals.refusesVersion(one));
    }

    /** FIN or RST straight after the hello, or an alert: a refusal of some kind. */
    static boolean refuses(Observation one) {
        return one.outcome() instanceof Outcome.Closed
                || one.outcome() instanceof Outcome.Reset
                || VersionLaw.refusesSuites(one)
                || Refusals.refusesVersion(one);
    }
}
