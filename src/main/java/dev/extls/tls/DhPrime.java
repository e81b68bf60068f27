package dev.extls.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The prime of a finite-field Diffie-Hellman key exchange (RFC 5246 section 7.4.3, dh_p), with the name of the well-known group that has it, if any.
 *
 * @param value in network order, without leading zeros
 */
public record DhPrime(Bytes value) {
    /** No prime at all. */
    public static final DhPrime NONE = new DhPrime(Bytes.EMPTY);

    private static final Map<String, String> NAMES = CodePoints.pairs("dh-primes.tsv");

    /** A run meets the same few primes again and again. */
    private static final Map<Bytes, String> LATELY_NAMED = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        private static final int AT_MOST = 16;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, String> eldest) {
            return size() > AT_MOST;
        }
    });

    /** Takes leading zeros away. */
    public DhPrime {
        int zeros = 0;
        while (zeros < value.length() && value.at(zeros) == 0) {
            zeros++;
        }
        value = value.slice(zeros, value.length());
    }

    /**
     * Its length.
     *
     * @return in bits; 0 for no prime at all
     */
    public int bits() {
        return value.length() == 0 ? 0 : 8 * value.length() - Integer.numberOfLeadingZeros(value.at(0)) + 24;
    }

    /**
     * The name of the well-known group.
     *
     * @return such as {@code ffdhe2048} or {@code rfc3526-modp2048}; empty for a prime of the server's own
     */
    public String name() {
        return LATELY_NAMED.computeIfAbsent(value, DhPrime::name);
    }

    private static String name(Bytes value) {
        try {
            Bytes digest = Bytes.of(MessageDigest.getInstance("SHA-256").digest(value.toArray()));
            return NAMES.getOrDefault(digest.hex(), "");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The group of supported_groups that has this prime, RFC 7919.
     *
     * @return one of ffdhe2048 to ffdhe8192, or empty
     */
    public Optional<NamedGroup> group() {
        return NamedGroup.named(name());
    }
}
