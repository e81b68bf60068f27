package dev.extls.lab;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extensions;
import dev.extls.wire.Sslv2ClientHello;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which hellos one door admits, and how it turns the others away: a profile applied to a service, without any connection. */
final class HouseRules {
    private final Profile profile;
    private final Stack stack;
    private final List<ProtocolVersion> enabled;

    /** What becomes of a hello. */
    sealed interface Ruling {
        /**
         * TLS answers it.
         *
         * @param suites what TLS may choose from, most preferred first
         * @param groups what TLS may choose from
         * @param hideVersions whether supported_versions must be kept from a TLS engine that knows it
         */
        record Admit(List<CipherSuite> suites, List<NamedGroup> groups, boolean hideVersions) implements Ruling {}

        /**
         * SSL 2.0 answers it.
         *
         * @param kinds those in common
         */
        record AdmitSslv2(List<CipherSuite> kinds) implements Ruling {}

        /**
         * It is refused.
         *
         * @param how in which manner
         */
        record TurnAway(Refusal how) implements Ruling {}
    }

    HouseRules(Profile profile, Stack stack, List<ProtocolVersion> enabled) {
        this.profile = profile;
        this.stack = stack;
        this.enabled = List.copyOf(enabled);
    }

    /** How something is turned away that is no hello at all. */
    Refusal nonsense() {
        return profile.refusals().version();
    }

    Ruling judge(ClientHello hello) {
        Predicate<ProtocolVersion> offered = stack.supportedVersions() == Stack.SupportedVersions.READ
                ? hello::offers
                : version -> version != ProtocolVersion.TLS_1_3 && version.code() <= hello.legacyVersion();
        boolean listed = stack.supportedVersions() == Stack.SupportedVersions.READ
                && hello.extension(Extensions.SUPPORTED_VERSIONS).isPresent();
        Optional<ProtocolVersion> chosen = choose(offered, listed ? 0 : hello.legacyVersion());
        if (chosen.isEmpty()) {
            return new Ruling.TurnAway(profile.refusals().version());
        }
        boolean namesGroups = hello.extension(Extensions.SUPPORTED_GROUPS).isPresent();
        List<NamedGroup> groups = namesGroups
                ? stack.groups().stream().filter(hello.groups()::contains).toList()
                : stack.groups();
        return admit(
                chosen.get(),
                hello.suites(),
                groups,
                hello.secureRenegotiation(),
                hello.extension(Extensions.SUPPORTED_VERSIONS).isPresent() && !hello.offers(chosen.get()));
    }

    Ruling judge(Sslv2ClientHello hello) {
        List<CipherSuite> common =
                stack.sslv2Kinds().stream().filter(hello.kinds()::contains).toList();
        boolean sslv2 = enabled.contains(ProtocolVersion.SSL_2_0);
        if (hello.version() < ProtocolVersion.SSL_3_0.code()) {
            return sslv2
                    ? new Ruling.AdmitSslv2(common)
                    : new Ruling.TurnAway(profile.refusals().version());
        }
        Ruling tls = stack.v2Framing()
                ? judgeTls(hello)
                : new Ruling.TurnAway(profile.refusals().version());
        return tls instanceof Ruling.TurnAway && sslv2 && !common.isEmpty() ? new Ruling.AdmitSslv2(common) : tls;
    }

    private Ruling judgeTls(Sslv2ClientHello hello) {
        // RFC 5246 appendix E.2: such a hello cannot carry extensions, so no groups are named and TLS 1.3 is not
        // offered.
        Optional<ProtocolVersion> chosen = choose(
                version -> version != ProtocolVersion.TLS_1_3 && version.code() <= hello.version(), hello.version());
        return chosen.isEmpty()
                ? new Ruling.TurnAway(profile.refusals().version())
                : admit(
                        chosen.get(),
                        hello.kinds(),
                        stack.groups(),
                        hello.kinds().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV),
                        false);
    }

    private Optional<ProtocolVersion> choose(Predicate<ProtocolVersion> offered, int versionField) {
        Optional<ProtocolVersion> highest = tlsVersions().reduce((lower, higher) -> higher);
        boolean above = highest.isPresent() && versionField > highest.get().code();
        return above && profile.newer() == Profile.Newer.REFUSED
                ? Optional.empty()
                : tlsVersions().filter(offered).reduce((lower, higher) -> higher);
    }

    private Ruling admit(
            ProtocolVersion chosen,
            List<CipherSuite> offered,
            List<NamedGroup> groups,
            boolean secureRenegotiation,
            boolean hideVersions) {
        // RFC 8446 section 4.1.2 has no renegotiation left to secure.
        boolean unsafe = chosen.before(ProtocolVersion.TLS_1_3) && !secureRenegotiation;
        if (unsafe && profile.secureRenegotiation() == Profile.SecureRenegotiation.DEMANDED) {
            return new Ruling.TurnAway(profile.refusals().version());
        }
        List<CipherSuite> usable = stack.suites().stream()
                .filter(suite -> usable(suite, chosen, !groups.isEmpty()))
                .toList();
        if (usable.stream().noneMatch(offered::contains)) {
            return new Ruling.TurnAway(profile.refusals().suite());
        }
        // Up to TLS 1.2 the server's favourite is used; that Schannel does so is assumed. In TLS 1.3 the client's key
        // shares count.
        List<NamedGroup> permitted = chosen.before(ProtocolVersion.TLS_1_3)
                ? groups.stream().limit(1).toList()
                : groups;
        return new Ruling.Admit(usable, permitted, hideVersions);
    }

    /** Whether a suite can be chosen in a version by a server with an RSA certificate. */
    private static boolean usable(CipherSuite suite, ProtocolVersion version, boolean groupInCommon) {
        String name = suite.label();
        if (name.contains("_ECDSA_") || name.contains("_DSS_")) {
            return false;
        }
        // RFC 8446 appendix B.4: the suites of TLS 1.3 are for it alone, and it has no others.
        if (version == ProtocolVersion.TLS_1_3 || suite.code() >> 8 == 0x13) {
            return version == ProtocolVersion.TLS_1_3 && suite.code() >> 8 == 0x13 && groupInCommon;
        }
        // RFC 5246 section 1.2, RFC 5288, RFC 5289: SHA-256, SHA-384 and AEAD came with TLS 1.2.
        boolean withTls12 = name.endsWith("_SHA256") || name.endsWith("_SHA384");
        if (withTls12 && version.before(ProtocolVersion.TLS_1_2)) {
            return false;
        }
        // RFC 8422: ECDHE is for TLS; in SSL 3.0 there is no extension to agree on a group.
        return !name.startsWith("TLS_ECDHE_") || (version != ProtocolVersion.SSL_3_0 && groupInCommon);
    }

    private Stream<ProtocolVersion> tlsVersions() {
        return enabled.stream().sorted().filter(version -> version != ProtocolVersion.SSL_2_0);
    }
}
