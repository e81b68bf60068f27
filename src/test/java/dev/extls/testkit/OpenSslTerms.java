package dev.extls.testkit;

import dev.extls.tls.ProtocolVersion;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What nginx, Postfix, Dovecot and {@code s_server} share: the names of versions, and a configuration without the distribution's limits. */
final class OpenSslTerms {
    /** All but anonymous and NULL, at the level at which TLS 1.0 and 1.1 still sign: SSL_CTX_set_security_level(3). */
    static final String CIPHERS = "DEFAULT:@SECLEVEL=0";

    /** Debian's OpenSSL is built without SSL 3.0. */
    static final Set<ProtocolVersion> POSSIBLE =
            Set.copyOf(EnumSet.range(ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_3));

    private OpenSslTerms() {}

    /**
     * The environment that makes a program load a configuration with just some versions, in place of the machine's.
     *
     * @param home where the file goes
     * @param versions what remains possible
     * @return the environment to add, config(5)
     */
    static Map<String, String> environment(TempDirectory home, Set<ProtocolVersion> versions) {
        Path file = home.write(
                "openssl.cnf",
                List.of(
                        "openssl_conf = programs",
                        "[programs]",
                        "ssl_conf = tls",
                        "[tls]",
                        "system_default = lax",
                        "[lax]",
                        "MinProtocol = None",
                        "MaxProtocol = None",
                        "Protocol = ALL" + withoutOthers(versions, ",-"),
                        "CipherString = " + CIPHERS));
        return Map.of("OPENSSL_CONF", file.toString());
    }

    /**
     * The name in configuration files.
     *
     * @param version TLS 1.0 to 1.3
     * @return such as {@code TLSv1.1}, and {@code TLSv1} for TLS 1.0
     */
    static String name(ProtocolVersion version) {
        return version == ProtocolVersion.TLS_1_0 ? "TLSv1" : version.label();
    }

    /**
     * The names of the versions that are not wanted.
     *
     * @param versions what is wanted
     * @param mark written in front of each name
     * @return such as {@code !TLSv1!TLSv1.3}
     */
    static String withoutOthers(Set<ProtocolVersion> versions, String mark) {
        return EnumSet.range(ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_3).stream()
                .filter(version -> !versions.contains(version))
                .map(version -> mark + name(version))
                .collect(Collectors.joining());
    }

    /**
     * A set in the order of the versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return the set
     * @throws IllegalArgumentException if there is none, or one that OpenSSL cannot speak
     */
    static Set<ProtocolVersion> checked(ProtocolVersion... versions) {
        EnumSet<ProtocolVersion> set = EnumSet.noneOf(ProtocolVersion.class);
        set.addAll(List.of(versions));
        if (set.isEmpty() || !POSSIBLE.containsAll(set)) {
            throw new IllegalArgumentException("OpenSSL can be told some of " + POSSIBLE + ", not " + set);
        }
        return set;
    }
}
