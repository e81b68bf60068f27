package dev.extls.inquiry;

import dev.extls.observation.CertificateCurve;
import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One key exchange in which a server chooses a group. All hellos that ask about it offer the same suites, which are known to be accepted: so a refusal
 * can only be about the groups.
 *
 * @param version TLS 1.0 or later
 * @param kind what is exchanged
 * @param suites accepted ones of this exchange, in the order of their choice, at least one
 * @param anchors curves that a hello must list, whatever it asks, for the server to use its certificate; empty where none must be
 * @param shape the form in which the endpoint answers
 */
record GroupExchange(
        ProtocolVersion version, Kind kind, List<CipherSuite> suites, Set<NamedGroup> anchors, Shape shape) {
    /** What is exchanged. */
    enum Kind {
        /** TLS 1.3: any group, whatever the suite (RFC 8446 section 4.1.1). */
        ANY,
        /** ECDHE and ECDH_anon up to TLS 1.2 (RFC 8422). */
        CURVE,
        /** DHE and DH_anon up to TLS 1.2 (RFC 7919). */
        FINITE_FIELD
    }

    private static final int SUITES_AT_MOST = 64;

    /** The part of finite fields, hybrids and ML-KEM. */
    private static final int NO_CURVE = 4;

    /** A short hello has room for the groups only beside few suites. */
    private static final int SUITES_OF_A_SHORT_HELLO = 1;

    /**
     * The families that exchange a curve, and those that exchange a finite field; first the one whose certificate does not depend on curves.
     * Never two in one hello: the other could be chosen for lack of a certificate, and an anonymous suite changes what is chosen beside it.
     */
    private static final List<String> WITH_A_CURVE = List.of(
            "ECDHE_RSA",
            "ECDHE_RSA NULL",
            "ECDH_anon",
            "ECDHE_PSK",
            "ECDHE_PSK NULL",
            "ECDHE_ECDSA",
            "ECDHE_ECDSA NULL");

    private static final List<String> WITH_A_FINITE_FIELD =
            List.of("DHE_RSA", "DHE_DSS", "DH_anon", "DHE_PSK", "DHE_PSK NULL", "DHE_RSA EXPORT", "DHE_DSS EXPORT");

    /** Whose groups are divided into parts. */
    private record Divided(Kind kind, KeyShares shares) {}

    /** Made once: an inquiry asks after every connection. */
    private static final Map<Divided, List<List<NamedGroup>>> PARTS = parts();

    /** The exchanges of a version, by what was seen while versions and suites were asked for. */
    static List<GroupExchange> of(ProtocolVersion version, List<Observation> seen) {
        List<Observation> telling = SuiteLaw.telling(seen);
        Optional<Shape> shape = shape(version, telling);
        if (version.before(ProtocolVersion.TLS_1_0) || shape.isEmpty() || shape.get() == Shape.WITHOUT_EXTENSIONS) {
            return List.of();
        }
        List<CipherSuite> accepted = SuiteLaw.accepted(version, telling);
        List<GroupExchange> exchanges = new ArrayList<>();
        if (version == ProtocolVersion.TLS_1_3) {
            List<CipherSuite> ordinary =
                    accepted.stream().filter(suite -> !SuiteFamily.apart(suite)).toList();
            exchanges.add(of(version, Kind.ANY, ordinary.isEmpty() ? accepted : ordinary, Set.of(), shape.get()));
            return exchanges;
        }
        first(accepted, WITH_A_CURVE)
                .map(suites -> of(version, Kind.CURVE, suites, anchors(version, suites, telling), shape.get()))
                .ifPresent(exchanges::add);
        first(accepted, WITH_A_FINITE_FIELD)
                .map(suites -> of(version, Kind.FINITE_FIELD, suites, Set.of(), shape.get()))
                .ifPresent(exchanges::add);
        return exchanges;
    }

    private static GroupExchange of(
            ProtocolVersion version, Kind kind, List<CipherSuite> suites, Set<NamedGroup> anchors, Shape shape) {
        int most = shape == Shape.SHORT ? SUITES_OF_A_SHORT_HELLO : SUITES_AT_MOST;
        return new GroupExchange(version, kind, suites.stream().limit(most).toList(), anchors, shape);
    }

    /** The shape in which a version that was chosen is asked on; empty if it was not chosen. */
    static Optional<Shape> shape(ProtocolVersion version, List<Observation> seen) {
        List<Observation> telling = SuiteLaw.telling(seen);
        return telling.stream().anyMatch(one -> SuiteReplies.chose(version, one))
                ? Optional.of(AnsweredShape.of(version, telling))
                : Optional.empty();
    }

    private static Optional<List<CipherSuite>> first(List<CipherSuite> accepted, List<String> families) {
        return families.stream()
                .map(family -> accepted.stream()
                        .filter(suite -> SuiteFamily.of(suite).name().equals(family))
                        .toList())
                .filter(suites -> !suites.isEmpty())
                .findFirst();
    }

    /** RFC 8422 section 5.1: the curve of an ECDSA certificate must be among those that the client lists. */
    private static Set<NamedGroup> anchors(ProtocolVersion version, List<CipherSuite> suites, List<Observation> seen) {
        if (!SuiteFamily.of(suites.get(0)).name().contains("ECDSA")) {
            return Set.of();
        }
        return seen.stream()
                .filter(one -> SuiteReplies.chose(version, one))
                .filter(one -> VersionLaw.choice(one)
                        .map(Selection::suite)
                        .filter(suites::contains)
                        .isPresent())
                .flatMap(one -> CertificateCurve.ofLeaf(one.certificates()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the certificate may keep the server from answering a hello, whatever it thinks of the groups. */
    boolean anchored() {
        return SuiteFamily.of(suites.get(0)).name().contains("ECDSA");
    }

    /** Which kind of exchange a suite of a version belongs to, if any. */
    static Optional<Kind> kind(ProtocolVersion version, CipherSuite suite) {
        if (version == ProtocolVersion.TLS_1_3) {
            return Optional.of(Kind.ANY);
        }
        String family = SuiteFamily.of(suite).name();
        if (family.startsWith("ECDHE_") || family.startsWith("ECDH_anon")) {
            return Optional.of(Kind.CURVE);
        }
        return family.startsWith("DHE_") || family.startsWith("DH_anon")
                ? Optional.of(Kind.FINITE_FIELD)
                : Optional.empty();
    }

    /** Every group that is asked about, likely ones first. */
    List<NamedGroup> known() {
        return known(kind);
    }

    static List<NamedGroup> known(Kind kind) {
        return switch (kind) {
            case ANY -> KnownGroups.OF_TLS_1_3;
            case CURVE -> KnownGroups.CURVES;
            case FINITE_FIELD -> KnownGroups.FINITE_FIELDS;
        };
    }

    /**
     * The groups whose common refusal stands for each of them as long as nothing shows that refusals hide something. Up to TLS 1.2 a server that
     * lacks an implementation of what it has chosen breaks down and hides the rest of the list, so what is implemented together is refused together.
     * In TLS 1.3 the HelloRetryRequest that answers a hello without shares names the group before anything is computed.
     */
    List<List<NamedGroup>> parts(KeyShares shares) {
        return Objects.requireNonNull(PARTS.get(new Divided(kind, shares)));
    }

    private static Map<Divided, List<List<NamedGroup>>> parts() {
        Map<Divided, List<List<NamedGroup>>> parts = new HashMap<>();
        for (Kind kind : Kind.values()) {
            for (KeyShares shares : KeyShares.values()) {
                parts.put(
                        new Divided(kind, shares),
                        List.copyOf(known(kind).stream()
                                .collect(Collectors.groupingBy(
                                        group -> part(group, shares), TreeMap::new, Collectors.toList()))
                                .values()));
            }
        }
        return Map.copyOf(parts);
    }

    /** Whether known groups stand in one part. */
    static boolean samePart(Set<NamedGroup> groups, KeyShares shares) {
        int first = -1;
        for (NamedGroup group : groups) {
            int part = part(group, shares);
            if (first >= 0 && part != first) {
                return false;
            }
            first = part;
        }
        return true;
    }

    private static int part(NamedGroup group, KeyShares shares) {
        boolean curve = group.code() < 0x0100;
        return curve && shares == KeyShares.NONE ? 0 : curve ? curvePart(group.code()) : NO_CURVE;
    }

    /** Montgomery curves, the three of NIST, other curves over prime fields, binary ones up to sect571r1. */
    private static int curvePart(int code) {
        if (code <= 0x000e) {
            return 3;
        }
        return code == 0x001d || code == 0x001e ? 0 : code >= 0x0017 && code <= 0x0019 ? 1 : 2;
    }

    /** The hello that lists these groups. */
    Offer offer(List<NamedGroup> groups, KeyShares shares, List<String> alpn) {
        Offer plain = Offer.hello(version, suites, shape == Shape.SHORT ? List.of() : alpn)
                .in(shape)
                .withGroups(groups);
        return version == ProtocolVersion.TLS_1_3 ? plain.with(Extras.NONE.withKeyShares(shares)) : plain;
    }
}
