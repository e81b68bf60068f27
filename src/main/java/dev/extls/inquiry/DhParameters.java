package dev.extls.inquiry;

import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * Parameters of a finite-field Diffie-Hellman key exchange that a server sent (RFC 5246 section 7.4.3, dh_p).
 *
 * @param version the version in which they were sent
 * @param primeBits length of the prime in bits, 1 or more
 * @param name the well-known group with that prime, such as {@code ffdhe2048}; empty for a prime of the server's own
 * @param evidence ids of the observations that show them
 */
public record DhParameters(ProtocolVersion version, int primeBits, String name, List<String> evidence) {
    /** Checks and copies. */
    public DhParameters {
        evidence = List.copyOf(evidence);
        if (primeBits < 1) {
            throw new IllegalArgumentException("a prime of " + primeBits + " bits");
        }
    }
}
