package dev.extls.inquiry;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key exchange and authentication of a suite, read off its registered name (RFC 5246 appendix A.5). What a server lacks when it chooses a
 * suite that it cannot do (parameters, a key, an extension of ours) it lacks for the whole family.
 *
 * @param name such as {@code ECDHE_RSA}; NULL and EXPORT suites are families of their own, and so are TLS 1.3 and SSL 2.0
 */
record SuiteFamily(String name) {
    private static final Pattern NAME =
            Pattern.compile("(?:TLS|NETSCAPE)_(?<exchange>.+?)(?:_EXPORT\\d*|_FIPS)?_WITH_.*");

    private static final Pattern TLS_1_3 = Pattern.compile(".*_MGM_[LS]$"); // RFC 9367 section 4

    private static final Pattern LEGACY = Pattern.compile("RC4|RC2|DES|IDEA|SEED");

    private static final Map<CipherSuite, SuiteFamily> OF = new ConcurrentHashMap<>();

    /** The families of ordinary servers: each is asked alone. */
    private static final Set<String> USUAL = Set.of("ECDHE_ECDSA", "ECDHE_RSA", "DHE_RSA", "RSA");

    /**
     * Families that need of the server what hardly any has (a certificate with a static key or a DSS key, a shared secret, a ticket,
     * a password), packed into three hellos of at most 64 suites. None stands beside one that its own fault could hide: an
     * SRP suite chosen without the srp extension (RFC 5054 section 2.5.1.2) is kept from the pre-shared keys, and ephemeral
     * Diffie-Hellman without parameters from the key exchanges that need none.
     */
    private static final List<Set<String>> RARE = List.of(
            Set.of("DH_DSS", "DH_RSA", "ECDH_ECDSA", "SRP_SHA", "SRP_SHA_RSA", "SRP_SHA_DSS"),
            Set.of("DHE_DSS", "DHE_PSK", "ECDHE_PSK", "ECCPWD", "GOSTR341112_256"),
            Set.of("PSK", "RSA_PSK", "ECDH_RSA", "KRB5", "FORTEZZA_DMS"));

    static SuiteFamily of(CipherSuite suite) {
        return OF.computeIfAbsent(suite, SuiteFamily::read);
    }

    private static SuiteFamily read(CipherSuite suite) {
        String label = suite.label();
        if (suite.code() > 0xffff) {
            return new SuiteFamily("SSL 2.0");
        }
        Matcher matcher = NAME.matcher(label);
        boolean ofTls13 = !matcher.matches() || TLS_1_3.matcher(label).matches();
        String exchange = ofTls13 ? "TLS 1.3" : matcher.group("exchange");
        // RFC 6655 section 4 calls two suites of DHE_PSK PSK_DHE
        String usual = exchange.equals("PSK_DHE") ? "DHE_PSK" : exchange;
        if (!KnownSuites.apart(suite) || usual.endsWith("_anon")) {
            return new SuiteFamily(usual + (label.contains("EXPORT") ? " EXPORT" : ""));
        }
        return new SuiteFamily(usual + (label.contains("EXPORT") ? " EXPORT" : " NULL"));
    }

    /** One of the four that ordinary servers serve. */
    boolean usual() {
        return USUAL.contains(name);
    }

    /** Names the hello in which suites of this family are refused first, as long as nothing shows that refusals hide suites. */
    String part() {
        for (int group = 0; group < RARE.size(); group++) {
            if (RARE.get(group).contains(name)) {
                return "rare " + group;
            }
        }
        boolean apart = name.contains("_anon") || name.endsWith(" NULL") || name.endsWith(" EXPORT");
        return apart ? "apart" : name;
    }

    /** Whether a suite uses a cipher that is switched off by itself on many servers, whatever the key exchange. */
    static boolean legacyCipher(CipherSuite suite) {
        return LEGACY.matcher(suite.label()).find();
    }
}
