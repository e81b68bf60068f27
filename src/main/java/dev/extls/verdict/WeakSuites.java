package dev.extls.verdict;

import dev.extls.tls.CipherSuite;
import java.util.regex.Pattern;

/**
 * Suites that nobody should negotiate, whatever a policy says: a mark on paper, not a verdict.
 *
 * <p>RFC 9325 section 4.1 rules out NULL, RC4 and whatever has less than 112 bits, and advises against less than 128 bits (3DES); RFC 5246
 * appendix A.5 rules out anonymous suites; RFC 6176 SSL 2.0 as a whole; RFC 9150 section 1 warns of suites that encrypt nothing.
 */
public final class WeakSuites {
    private static final Pattern WEAK = Pattern.compile(
            "_NULL_|_NULL$|_anon_|EXPORT|_RC4_|_RC2_|_DES_|_DES40_|_3DES_|^SSL_CK_|^TLS_SHA(256_SHA256|384_SHA384)$");

    private WeakSuites() {}

    /**
     * Whether a suite is one of them.
     *
     * @param suite any suite
     * @return false for suites without a registered name, of which nothing is known
     */
    public static boolean contain(CipherSuite suite) {
        return WEAK.matcher(suite.label()).find();
    }
}
