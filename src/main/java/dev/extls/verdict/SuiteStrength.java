package dev.extls.verdict;

import dev.extls.tls.CipherSuite;
import java.util.regex.Pattern;

/** How good a suite is by RFC 9325, whatever a policy says: a mark on paper, not a verdict. */
public enum SuiteStrength {
    /** Forward secrecy by elliptic curves and authenticated encryption (RFC 9325 section 4.2), or a suite of TLS 1.3. */
    STRONG,
    /** Not to be preferred: RFC 9325 section 4.1 advises against static RSA, static DH and DHE, section 4.2 for authenticated encryption. */
    DATED,
    /** Nobody should negotiate it: {@link WeakSuites}. */
    WEAK,
    /** A number without a registered name: nothing is known of it. */
    UNKNOWN;

    private static final Pattern FORWARD_SECRET = Pattern.compile("^TLS_ECDHE_.*|^TLS_(?!.*_WITH_).*");

    /** AES-CCM with a short tag is not recommended (IANA registry of cipher suites, 2026-11-23, column Recommended). */
    private static final Pattern AUTHENTICATED = Pattern.compile(".*(_GCM_|_CCM_SHA256$|_CCM$|_CHACHA20_POLY1305_).*");

    /**
     * The strength of one suite.
     *
     * @param suite any suite
     * @return what is said of it
     */
    public static SuiteStrength of(CipherSuite suite) {
        String name = suite.label();
        if (WeakSuites.contain(suite)) {
            return WEAK;
        }
        if (name.startsWith("0x")) {
            return UNKNOWN;
        }
        boolean strong = FORWARD_SECRET.matcher(name).matches()
                && AUTHENTICATED.matcher(name).matches();
        return strong ? STRONG : DATED;
    }
}
