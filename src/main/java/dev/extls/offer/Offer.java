package dev.extls.offer;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one ClientHello proposes.
 *
 * @param way handshake or hello
 * @param version the version in question, the highest that is offered
 * @param lower lower versions listed beside it in supported_versions; only with TLS 1.3, where a server may then say
 *     which lower version it takes instead
 * @param suites in the order offered, at least one
 * @param groups in the order of supported_groups; empty for SSL
 * @param alpn protocol names (RFC 7301) in the order offered, or empty for no extension
 * @param shape the form in which it goes out
 * @param extras what it says beyond the usual
 */
public record Offer(
        Way way,
        ProtocolVersion version,
        List<ProtocolVersion> lower,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<String> alpn,
        Shape shape,
        Extras extras) {
    /** So many suites fit into a short hello beside a server name of 70 characters. */
    static final int SHORT_SUITES_AT_MOST = 40;

    /** Checks and copies. */
    public Offer {
        lower = List.copyOf(lower);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        alpn = List.copyOf(alpn);
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("an offer names at least one suite");
        }
        if (!lower.isEmpty() && version != ProtocolVersion.TLS_1_3) {
            throw new IllegalArgumentException("only TLS 1.3 lists its versions");
        }
        boolean fits = switch (shape) {
            case PLAIN -> true;
            case SHORT ->
                !version.before(ProtocolVersion.TLS_1_0) && suites.size() <= SHORT_SUITES_AT_MOST && alpn.isEmpty();
            case WITHOUT_SERVER_NAME -> !version.before(ProtocolVersion.TLS_1_0);
            case WITHOUT_EXTENSIONS ->
                way == Way.HELLO
                        && !version.before(ProtocolVersion.TLS_1_0)
                        && version.before(ProtocolVersion.TLS_1_3)
                        && groups.isEmpty()
                        && alpn.isEmpty();
        };
        if (!fits) {
            throw new IllegalArgumentException(way + " of " + version + " cannot be " + shape);
        }
        extras.misfit(way, version, shape).ifPresent(misfit -> {
            throw new IllegalArgumentException(misfit);
        });
    }

    // Spelt out: what a record gets by itself is put together at run time, which costs each start milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Offer that
                && way == that.way
                && version == that.version
                && shape == that.shape
                && lower.equals(that.lower)
                && suites.equals(that.suites)
                && groups.equals(that.groups)
                && alpn.equals(that.alpn)
                && Objects.equals(extras, that.extras);
    }

    /**
     * An offer without extras.
     *
     * @param way handshake or hello
     * @param version the version in question
     * @param lower lower versions listed beside TLS 1.3
     * @param suites at least one
     * @param groups of supported_groups
     * @param alpn protocol names, or empty
     * @param shape the form in which it goes out
     */
    public Offer(
            Way way,
            ProtocolVersion version,
            List<ProtocolVersion> lower,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            List<String> alpn,
            Shape shape) {
        this(way, version, lower, suites, groups, alpn, shape, Extras.NONE);
    }

    /**
     * A complete handshake in one version.
     *
     * @param version TLS 1.0 to 1.3
     * @param alpn protocol names, or empty
     * @return the offer
     */
    public static Offer handshake(ProtocolVersion version, List<String> alpn) {
        return new Offer(
                Way.HANDSHAKE,
                version,
                List.of(),
                KnownSuites.ofHandshake(version),
                KnownGroups.of(version),
                alpn,
                Shape.PLAIN);
    }

    /**
     * A hello of our own. One of SSL 2.0 or 3.0 has no extensions, and so names no application protocol.
     *
     * @param version the version in question
     * @param suites at least one
     * @param alpn protocol names, or empty; left out for SSL
     * @return the offer
     */
    public static Offer hello(ProtocolVersion version, List<CipherSuite> suites, List<String> alpn) {
        List<String> protocols = version.before(ProtocolVersion.TLS_1_0) ? List.of() : alpn;
        return new Offer(Way.HELLO, version, List.of(), suites, KnownGroups.of(version), protocols, Shape.PLAIN);
    }

    /**
     * A hello of TLS 1.2 that shows whether somebody is there: a server that speaks it answers, by its choice or by an alert.
     *
     * @param alpn protocol names, or empty
     * @return the offer
     */
    public static Offer look(List<String> alpn) {
        return hello(ProtocolVersion.TLS_1_2, KnownSuites.first(ProtocolVersion.TLS_1_2), alpn);
    }

    /**
     * The same of TLS 1.0, for servers that speak nothing newer and close what they do not speak without a word.
     *
     * @param alpn protocol names, or empty
     * @return the offer
     */
    public static Offer olderLook(List<String> alpn) {
        return hello(ProtocolVersion.TLS_1_0, KnownSuites.first(ProtocolVersion.TLS_1_0), alpn);
    }

    /**
     * A hello that offers TLS 1.3 with TLS 1.2 beside it: a server without TLS 1.3 answers by choosing TLS 1.2, which is a refusal
     * that can be seen (RFC 8446 section 4.2.1).
     *
     * @param alpn protocol names, or empty
     * @return the offer
     */
    public static Offer tls13OrLower(List<String> alpn) {
        List<CipherSuite> suites = new ArrayList<>(KnownSuites.of(ProtocolVersion.TLS_1_3).stream()
                .filter(suite -> !KnownSuites.apart(suite))
                .toList());
        KnownSuites.likely(ProtocolVersion.TLS_1_2).stream()
                .limit(64 - suites.size())
                .forEach(suites::add);
        return new Offer(
                Way.HELLO,
                ProtocolVersion.TLS_1_3,
                List.of(ProtocolVersion.TLS_1_2),
                suites,
                KnownGroups.of(ProtocolVersion.TLS_1_3),
                alpn,
                Shape.PLAIN);
    }

    /**
     * The same question in another form.
     *
     * @param other the form; a short one keeps the first suites and groups only
     * @return the offer
     * @throws IllegalArgumentException if this version or way does not have the form
     */
    public Offer in(Shape other) {
        return switch (other) {
            case PLAIN, WITHOUT_SERVER_NAME -> new Offer(way, version, lower, suites, groups, alpn, other, extras);
            case SHORT ->
                new Offer(
                        way,
                        version,
                        lower,
                        suites.subList(0, Math.min(SHORT_SUITES_AT_MOST, suites.size())),
                        KnownGroups.fewest(version),
                        List.of(),
                        other,
                        extras);
            case WITHOUT_EXTENSIONS -> new Offer(way, version, lower, suites, List.of(), List.of(), other, extras);
        };
    }

    /**
     * The same with other extras.
     *
     * @param other the extras
     * @return a copy
     * @throws IllegalArgumentException if such an offer cannot have them
     */
    public Offer with(Extras other) {
        return new Offer(way, version, lower, suites, groups, alpn, shape, other);
    }

    /**
     * The same with other groups.
     *
     * @param other of supported_groups, in their order
     * @return a copy
     */
    public Offer withGroups(List<NamedGroup> other) {
        return new Offer(way, version, lower, suites, other, alpn, shape, extras);
    }

    /**
     * The same with other suites.
     *
     * @param other at least one
     * @return a copy
     */
    public Offer withSuites(List<CipherSuite> other) {
        return new Offer(way, version, lower, other, groups, alpn, shape, extras);
    }

    /** Made of what differs most: an inquiry counts equal offers after every connection. */
    @Override
    public int hashCode() {
        int hash = (way.hashCode() * 31 + version.hashCode()) * 31 + shape.hashCode();
        hash = (hash * 31 + suites.size()) * 31 + groups.size();
        return (hash * 31 + suites.get(0).code()) * 31
                + suites.get(suites.size() - 1).code();
    }
}
