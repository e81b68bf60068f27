package dev.extls.observation;

import dev.extls.tls.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands in one certificate, as facts; every text is the server's and hostile.
 *
 * @param subject the distinguished name as in RFC 2253, cut after {@value #LONGEST_NAME} characters
 * @param issuer likewise
 * @param serial lower-case hexadecimal digits
 * @param commonName the most specific CN of the subject; empty where there is none, and in a subject that was cut
 * @param dnsNames the dNSName entries of subjectAltName
 * @param addresses the iPAddress entries of subjectAltName
 * @param notBefore start of the validity
 * @param notAfter end of the validity
 * @param keyAlgorithm such as {@code RSA}
 * @param keyBits size of the key; 0 where not known
 * @param signatureAlgorithm such as {@code SHA256withRSA}
 * @param sha256 lower-case hexadecimal digits over the DER
 * @param selfSigned whether its own key verifies it
 * @param problem why it could not be read; empty if it could. Where it is not empty, only {@code sha256} means something
 */
public record CertificateFacts(
        String subject,
        String issuer,
        String serial,
        String commonName,
        List<String> dnsNames,
        List<String> addresses,
        Instant notBefore,
        Instant notAfter,
        String keyAlgorithm,
        int keyBits,
        String signatureAlgorithm,
        String sha256,
        boolean selfSigned,
        String problem) {
    /** The longest distinguished name that is kept, in characters. */
    public static final int LONGEST_NAME = 4096;

    /** Copies. */
    public CertificateFacts {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads a certificate. Never throws: what cannot be read is a value with a {@code problem}.
     *
     * @param der one certificate in DER, or anything
     * @return the facts
     */
    public static CertificateFacts of(Bytes der) {
        return CertificateReading.read(der);
    }

    /**
     * Whether it could be read.
     *
     * @return false if there is a problem
     */
    public boolean readable() {
        return problem.isEmpty();
    }

    /**
     * The entries of subjectAltName that name a host: DNS names, then addresses.
     *
     * @return as they stand there
     */
    public List<String> subjectAlternativeNames() {
        return Stream.concat(dnsNames.stream(), addresses.stream()).toList();
    }

    /**
     * Whether subjectAltName names a server; the common name does not count, RFC 9525 appendix A.
     *
     * @param serverName a host name, or an address literal, which only an iPAddress entry can match (RFC 9525 section 6.4)
     * @return true if one entry matches
     */
    public boolean matches(String serverName) {
        Optional<Bytes> address = AddressLiteral.parse(serverName);
        if (address.isPresent()) {
            return addresses.stream().map(AddressLiteral::parse).anyMatch(address::equals);
        }
        return dnsNames.stream().anyMatch(pattern -> ServerNameMatch.matches(pattern, serverName));
    }

    /**
     * Whether only the common name would match, which today's clients do not look at.
     *
     * @param serverName a host name
     * @return true if no entry of subjectAltName matches and the common name does
     */
    public boolean commonNameOnly(String serverName) {
        return !matches(serverName) && ServerNameMatch.matches(commonName, serverName);
    }
}
