package dev.extls.tls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cipher suite: a number, with the name that the IANA registry gives it, if any.
 *
 * @param code 0 to 0xffff for SSL 3.0 and TLS; 0x010000 and above for the three-byte cipher kinds of SSL 2.0
 */
public record CipherSuite(int code) {
    private static final Map<Integer, String> NAMES = CodePoints.table("cipher-suites.tsv");

    /** RFC 5746 section 3.3: signals secure renegotiation, never chosen. */
    public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00ff);

    /** RFC 7507: signals a fallback, never chosen. */
    public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

    /** Checks the range. */
    public CipherSuite {
        if (code < 0 || code > 0xffffff) {
            throw new IllegalArgumentException("no cipher suite has the number " + code);
        }
    }

    /**
     * The registered name; SSL 2.0 kinds as {@code SSL_CK_...}; an unregistered number as {@code 0x1305}.
     *
     * @return a name that is unique to the number
     */
    public String label() {
        String name = NAMES.get(code);
        if (name != null) {
            return name;
        }
        return code > 0xffff ? String.format("0x%06X", code) : String.format("0x%04X", code);
    }

    /**
     * The suite with a name.
     *
     * @param label a name as in {@link #label()}
     * @return the suite, or empty if no such name is registered
     */
    public static Optional<CipherSuite> named(String label) {
        Integer code = Codes.OF.get(label);
        if (code != null) {
            return Optional.of(new CipherSuite(code));
        }
        return label.matches("0x[0-9A-Fa-f]{4,6}")
                ? Optional.of(new CipherSuite(Integer.decode(label)))
                : Optional.empty();
    }

    /**
     * Every registered suite, by number, signalling values and SSL 2.0 kinds included.
     *
     * @return an immutable list
     */
    public static List<CipherSuite> registered() {
        return NAMES.keySet().stream().map(CipherSuite::new).toList();
    }

    // Spelt out, like hashCode: what a record gets by itself is put together at run time, which costs each start
    // milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CipherSuite suite && suite.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** The label. */
    @Override
    public String toString() {
        return label();
    }

    /** Made when it is first needed. */
    private static final class Codes {
        static final Map<String, Integer> OF = new HashMap<>();

        static {
            NAMES.forEach((code, name) -> OF.put(name, code));
        }
    }
}
