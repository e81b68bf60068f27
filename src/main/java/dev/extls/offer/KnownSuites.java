package dev.extls.offer;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which suites can be asked for in which version, likely ones first.
 *
 * <p>Read off the registered names: every version has its own list (RFC 8446 appendix B.4, RFC 5246 appendix A.5, RFC 4346 appendix
 * A.5 for EXPORT).
 */
public final class KnownSuites {
    /** Suites that negotiate what nobody should have: offered beside others they change what is chosen, so never beside them. */
    private static final Pattern APART =
            Pattern.compile("_anon_|_NULL_|_NULL$|EXPORT|^TLS_SHA(256_SHA256|384_SHA384)$");

    /** RFC 8446 B.4, RFC 8998 (SM4), RFC 9150 (integrity only), draft-irtf-cfrg-aegis-aead. */
    private static final List<String> TLS_1_3_BEGIN =
            List.of("TLS_AES", "TLS_CHACHA20", "TLS_SM4", "TLS_AEGIS", "TLS_SHA256_SHA256", "TLS_SHA384_SHA384");

    /** RFC 9367. */
    private static final List<String> TLS_1_3_END = List.of("_MGM_L", "_MGM_S");

    /**
     * AEAD suites and suites with a SHA-2 MAC need TLS 1.2 (RFC 5246 section 1.2, RFC 5288, RFC 5289, draft-agl-tls-chacha20poly1305-04), and
     * so do those of RFC 9189 and those with SM3; the GOST suites before them do not.
     */
    private static final List<String> TLS_1_2_END = List.of(
            "_SHA256",
            "_SHA384",
            "_CCM",
            "_CCM_8",
            "_OMAC",
            "_SM3",
            "_POLY1305_SHA256_OLD",
            "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT");

    /** RFC 6101 appendix A.6, which RFC 2246 dropped; and Netscape's FIPS suites, which have the key derivation of TLS in SSL 3.0. */
    private static final List<String> SSL_3_0_ONLY_BEGIN = List.of("TLS_FORTEZZA_", "NETSCAPE_");

    /** draft-chudov-cryptopro-cptls-04 section 1: TLS 1.0 and later. */
    private static final String NOT_SSL_BEGIN = "TLS_GOST";

    /** RFC 5487 section 3, RFC 5489 section 3 and RFC 6367 section 2.3 do not bind these CBC suites to a version. */
    private static final Pattern PSK_CBC_SHA2 =
            Pattern.compile("PSK_WITH_((AES|CAMELLIA)_\\d+_CBC|NULL)_SHA(256|384)$");

    /** What bctls 1.84 implements beside anonymous and NULL suites; a test holds it against the provider's own list. */
    private static final Pattern BOUNCY_CASTLE = Pattern.compile(
            "TLS_(RSA|DHE_RSA|DHE_DSS|ECDHE_RSA|ECDHE_ECDSA)_WITH_(AES|CAMELLIA|ARIA|CHACHA20|3DES).*(?<!_OLD)"
                    + "|TLS_(AES|CHACHA20|SM4)_.*");

    /** What it implements beside them; the same test holds it. */
    private static final Pattern BOUNCY_CASTLE_APART =
            Pattern.compile("TLS_DH_anon_WITH_(AES|CAMELLIA|ARIA).*|TLS_ECDH_anon_WITH_(AES|3DES).*"
                    + "|TLS_RSA_WITH_NULL_SHA(256)?|TLS_ECDHE_(RSA|ECDSA)_WITH_NULL_SHA|TLS_SHA(256|384)_SHA(256|384)");

    /** What needs more than a certificate of the usual kind, or is national, but for the GOST suites that CryptoPro adds to Windows: asked last. */
    private static final Pattern UNLIKELY =
            Pattern.compile("PSK|SRP|KRB5|ECCPWD|_DH_|ECDH_|GOSTR341112_256_WITH_(KUZNYECHIK|MAGMA|28147_CNT_IMIT$)");

    /** A server that chooses these without having the parameters refuses what stands beside them. */
    private static final Pattern FINITE_FIELD = Pattern.compile("_DHE_");

    /** Of the lists by which a version is refused (middleboxes: testssl.sh issues 806 and 1214). */
    private static final int REST_AT_MOST = 128;

    /** Signalling values, and the null suite with which every connection starts. */
    private static final Set<CipherSuite> NEVER_CHOSEN = Set.of(
            CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV, CipherSuite.TLS_FALLBACK_SCSV, new CipherSuite(0x0000));

    private static final Map<ProtocolVersion, List<CipherSuite>> LIKELY_OF = new ConcurrentHashMap<>();

    private static final Map<ProtocolVersion, List<CipherSuite>> FIRST_OF = new ConcurrentHashMap<>();

    private static final Map<ProtocolVersion, List<CipherSuite>> HANDSHAKE_OF = new ConcurrentHashMap<>();

    private static final Map<ProtocolVersion, List<List<CipherSuite>>> TO_REFUSE_OF = new ConcurrentHashMap<>();

    private KnownSuites() {}

    /** Read off all names once: an inquiry asks for these after every connection, but the first hellos do not. */
    private static final class Kinds {
        static final Set<CipherSuite> OF_THEIR_OWN = matching(APART);

        static final Set<CipherSuite> UNLIKELY_ONES = matching(UNLIKELY);

        private static Set<CipherSuite> matching(Pattern pattern) {
            return CipherSuite.registered().stream()
                    .filter(suite -> isOf(pattern, suite))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static boolean isOf(Pattern pattern, CipherSuite suite) {
        return pattern.matcher(suite.label()).find();
    }

    /**
     * Every suite that can be asked for in a version.
     *
     * @param version any version
     * @return likely Windows suites first, then by number
     */
    public static List<CipherSuite> of(ProtocolVersion version) {
        return Objects.requireNonNull(ReadOff.OF.get(version));
    }

    /**
     * Every suite that can be asked for in some version.
     *
     * @return likely Windows suites first, then by number; each version's list has the same order
     */
    public static List<CipherSuite> all() {
        return ReadOff.ALL;
    }

    /** In one go over all names, when it is first needed. */
    private static final class ReadOff {
        static final List<CipherSuite> ALL = byRank();

        static final Map<ProtocolVersion, List<CipherSuite>> OF = new EnumMap<>(ProtocolVersion.class);

        static {
            for (ProtocolVersion version : ProtocolVersion.values()) {
                OF.put(version, new ArrayList<>());
            }
            for (CipherSuite suite : ALL) {
                for (ProtocolVersion version : versions(suite)) {
                    Objects.requireNonNull(OF.get(version)).add(suite);
                }
            }
            OF.replaceAll((version, suites) -> List.copyOf(suites));
        }

        private static List<CipherSuite> byRank() {
            Set<CipherSuite> inOrder = new LinkedHashSet<>();
            LIKELY.forEach(code -> inOrder.add(new CipherSuite(code)));
            inOrder.addAll(CipherSuite.registered());
            inOrder.removeAll(NEVER_CHOSEN);
            return List.copyOf(inOrder);
        }
    }

    /**
     * The suites of a version that go into one hello together with ordinary ones: no anonymous, NULL or EXPORT suites.
     *
     * @param version any version
     * @return at most 64, likely ones first
     */
    public static List<CipherSuite> likely(ProtocolVersion version) {
        return LIKELY_OF.computeIfAbsent(
                version,
                asked -> of(asked).stream()
                        .filter(suite -> asked == ProtocolVersion.SSL_2_0 || !isOf(APART, suite))
                        .filter(suite -> !isOf(UNLIKELY, suite))
                        .limit(64)
                        .toList());
    }

    /**
     * The suites that tell whether a version is spoken at all: of the likely ones those that need nothing but a certificate and a curve.
     *
     * @param version any version
     * @return at most 64, likely ones first
     */
    public static List<CipherSuite> first(ProtocolVersion version) {
        return FIRST_OF.computeIfAbsent(
                version,
                asked -> likely(asked).stream()
                        .filter(suite -> !isOf(FINITE_FIELD, suite))
                        .toList());
    }

    /**
     * The suites of a version that a handshake of BouncyCastle can finish.
     *
     * @param version TLS 1.0 to 1.3
     * @return at most 64, likely ones first; empty for SSL
     */
    public static List<CipherSuite> ofHandshake(ProtocolVersion version) {
        return HANDSHAKE_OF.computeIfAbsent(
                version,
                asked -> of(asked).stream()
                        .filter(suite -> BOUNCY_CASTLE.matcher(suite.label()).matches())
                        .limit(64)
                        .toList());
    }

    /**
     * Whether a handshake of BouncyCastle can finish with a suite, be it one that is not offered beside others.
     *
     * @param suite any suite
     * @return true if BouncyCastle implements it
     */
    public static boolean finishable(CipherSuite suite) {
        return BOUNCY_CASTLE.matcher(suite.label()).matches()
                || BOUNCY_CASTLE_APART.matcher(suite.label()).matches();
    }

    /**
     * Lists that together hold every known suite of a version beside those offered already: few, because they are there to be refused.
     *
     * @param version any version
     * @param offered what has been offered
     * @return lists of at most 128, ordinary suites apart from anonymous, NULL and EXPORT ones and the likely kinds first; empty if nothing is
     *     left
     */
    public static List<List<CipherSuite>> rest(ProtocolVersion version, Set<CipherSuite> offered) {
        return TO_REFUSE_OF.computeIfAbsent(version, KnownSuites::toRefuse).stream()
                .flatMap(together ->
                        balanced(together.stream()
                                        .filter(suite -> !offered.contains(suite))
                                        .toList())
                                .stream())
                .toList();
    }

    /** Those that go into hellos together. */
    private static List<List<CipherSuite>> toRefuse(ProtocolVersion version) {
        if (version == ProtocolVersion.SSL_2_0) {
            return List.of(of(version));
        }
        List<CipherSuite> ordinary = of(version).stream()
                .filter(suite -> !apart(suite))
                .sorted(Comparator.comparing(Kinds.UNLIKELY_ONES::contains))
                .toList();
        return List.of(ordinary, of(version).stream().filter(KnownSuites::apart).toList());
    }

    /**
     * Whether a suite goes into hellos of its own kind only.
     *
     * @param suite any suite
     * @return true for anonymous, NULL and EXPORT suites
     */
    public static boolean apart(CipherSuite suite) {
        return Kinds.OF_THEIR_OWN.contains(suite);
    }

    /** By the words at both ends of a name: there are hundreds, and the first hello waits for it. */
    private static Set<ProtocolVersion> versions(CipherSuite suite) {
        String name = suite.label();
        if (suite.code() > 0xffff) {
            return EnumSet.of(ProtocolVersion.SSL_2_0);
        }
        if (begins(name, TLS_1_3_BEGIN) || ends(name, TLS_1_3_END)) {
            return EnumSet.of(ProtocolVersion.TLS_1_3);
        }
        if (begins(name, SSL_3_0_ONLY_BEGIN)) {
            return EnumSet.of(ProtocolVersion.SSL_3_0);
        }
        boolean ofTls12 = ends(name, TLS_1_2_END) && !PSK_CBC_SHA2.matcher(name).find();
        ProtocolVersion from = ofTls12
                ? ProtocolVersion.TLS_1_2
                : name.startsWith(NOT_SSL_BEGIN) ? ProtocolVersion.TLS_1_0 : ProtocolVersion.SSL_3_0;
        ProtocolVersion to = name.contains("EXPORT") ? ProtocolVersion.TLS_1_0 : ProtocolVersion.TLS_1_2;
        return to.before(from) ? EnumSet.noneOf(ProtocolVersion.class) : EnumSet.range(from, to);
    }

    private static boolean begins(String name, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String name, List<String> endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private static List<List<CipherSuite>> balanced(List<CipherSuite> suites) {
        int lists = (suites.size() + REST_AT_MOST - 1) / REST_AT_MOST;
        List<List<CipherSuite>> parts = new ArrayList<>();
        for (int part = 0; part < lists; part++) {
            parts.add(suites.subList(suites.size() * part / lists, suites.size() * (part + 1) / lists));
        }
        return parts;
    }

    /**
     * The default lists of Windows Server 2008 to 2025 (Microsoft, "TLS Cipher Suites in Windows ...", 2025), then what balancers
     * and other libraries add.
     */
    private static final List<Integer> LIKELY = List.of(
            0x1302, 0x1301, 0x1303, 0xC02C, 0xC02B, 0xC030, 0xC02F, 0x009F, 0x009E, 0xC024, 0xC023, 0xC028, 0xC027,
            0xC00A, 0xC009, 0xC014, 0xC013, 0x009D, 0x009C, 0x003D, 0x003C, 0x0035, 0x002F, 0x000A, 0x0039, 0x0033,
            0x006A, 0x0040, 0x0038, 0x0032, 0x0013, 0x0005, 0x0004, 0xCCA9, 0xCCA8, 0xCCAA, 0x006B, 0x0067, 0xC012,
            0xC008, 0x0016, 0xC011, 0xC007, 0x00A3, 0x00A2, 0x0009, 0x0015, 0x0041, 0x0084, 0x0045, 0x0088, 0x0096,
            0x009A, 0x0007, 0xC0AC, 0xC0AD, 0xC09E, 0xC09F, 0xC09C, 0xC09D, 0xC060, 0xC061, 0xC05C, 0xC05D);
}
