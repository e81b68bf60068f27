package dev.extls.inquiry;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    private static final String TLS_1_3_FAMILY = "TLS 1.3";

    private static final String SSL_2_0_FAMILY = "SSL 2.0";

    private static final String APART = "apart";

    /** The part of all families that are named in no other, and of the legacy ciphers of RSA. */
    static final String REST = "rest";

    /** Ciphers that libraries and policies switch off by themselves, whatever the key exchange. */
    private static final Pattern LEGACY = Pattern.compile("RC4|3DES|DES|IDEA|SEED");

    /** Read off once: an inquiry asks after every connection. */
    private static final Map<CipherSuite, SuiteFamily> OF = new ConcurrentHashMap<>();

    private static final Map<CipherSuite, String> PART_OF = new ConcurrentHashMap<>();

    private static final Map<CipherSuite, String> KIN_OF = new ConcurrentHashMap<>();

    /**
     * The families whose ordinary suites are refused together first, at most 64 suites in every version. A suite that a server chooses
     * and cannot do hides what stands beside it, so a part holds only what lacks the same, or what needs of the server something that hardly any
     * has (a certificate with a static or DSS key, a shared secret, a ticket, a password):
     *
     * <ul>
     *   <li>ephemeral Diffie-Hellman, which lacks its parameters, stands beside nothing else;
     *   <li>elliptic curves, ephemeral or static, beside each other, which lack the same curve;
     *   <li>SRP, which is chosen without the srp extension (RFC 5054 section 2.5.1.2), not beside the pre-shared keys.
     * </ul>
     */
    private static final Map<String, String> PARTS = parts(
            List.of("ECDHE_ECDSA", "ECDH_ECDSA"),
            List.of("ECDHE_RSA", "ECDH_RSA", "ECDHE_PSK"),
            List.of("DHE_RSA"),
            List.of("RSA", "DH_RSA", "RSA_PSK"),
            List.of("DHE_DSS", "DHE_PSK"),
            List.of("PSK", "DH_DSS", "KRB5"));

    @SafeVarargs
    private static Map<String, String> parts(List<String>... parts) {
        Map<String, String> names = new HashMap<>();
        for (List<String> part : parts) {
            part.forEach(family -> names.put(family, "with " + part.get(0)));
        }
        return Map.copyOf(names);
    }

    static SuiteFamily of(CipherSuite suite) {
        return remembered(OF, suite, SuiteFamily::read);
    }

    /** A map of this kind looks faster than it computes, also where it has nothing to compute. */
    private static <T> T remembered(Map<CipherSuite, T> of, CipherSuite suite, Function<CipherSuite, T> read) {
        T known = of.get(suite);
        return known == null ? of.computeIfAbsent(suite, read) : known;
    }

    private static SuiteFamily read(CipherSuite suite) {
        String label = suite.label();
        if (suite.code() > 0xffff) {
            return new SuiteFamily(SSL_2_0_FAMILY);
        }
        Matcher matcher = NAME.matcher(label);
        boolean ofTls13 = !matcher.matches() || TLS_1_3.matcher(label).matches();
        String exchange = ofTls13 ? TLS_1_3_FAMILY : matcher.group("exchange");
        // RFC 6655 section 4 calls two suites of DHE_PSK PSK_DHE
        String usual = exchange.equals("PSK_DHE") ? "DHE_PSK" : exchange;
        if (!KnownSuites.apart(suite) || usual.endsWith("_anon")) {
            return new SuiteFamily(usual + (label.contains("EXPORT") ? " EXPORT" : ""));
        }
        return new SuiteFamily(usual + (label.contains("EXPORT") ? " EXPORT" : " NULL"));
    }

    /** Names what a server lacks as a whole: the family, and of its legacy ciphers each by itself. */
    static String kin(CipherSuite suite) {
        return remembered(KIN_OF, suite, SuiteFamily::readKin);
    }

    private static String readKin(CipherSuite suite) {
        String name = of(suite).name;
        Matcher legacy = LEGACY.matcher(suite.label());
        return name.equals(SSL_2_0_FAMILY) || !legacy.find() ? name : name + " " + legacy.group();
    }

    /** {@link KnownSuites#apart}, remembered; of SSL 2.0, none is. */
    static boolean apart(CipherSuite suite) {
        return part(suite).equals(APART);
    }

    /** Names what a server lacks beyond the family: all ephemeral Diffie-Hellman needs parameters, all elliptic curves need a common one. */
    String need() {
        if (name.startsWith("ECDH")) {
            return "a curve";
        }
        return name.startsWith("DHE_") ? "parameters" : name;
    }

    /** Names the hello in which a suite is refused first, as long as nothing shows that refusals hide suites. */
    static String part(CipherSuite suite) {
        return remembered(PART_OF, suite, SuiteFamily::readPart);
    }

    private static String readPart(CipherSuite suite) {
        String name = of(suite).name;
        if (name.equals(TLS_1_3_FAMILY) || name.equals(SSL_2_0_FAMILY)) {
            return name;
        }
        if (KnownSuites.apart(suite)) {
            return APART;
        }
        // the legacy ciphers of RSA by themselves: a switched-off one must not hide what nearly every server has
        boolean legacy = name.equals("RSA") && LEGACY.matcher(suite.label()).find();
        return legacy ? REST : PARTS.getOrDefault(name, REST);
    }
}
