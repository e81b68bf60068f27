package dev.extls.verdict;

import dev.extls.observation.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The validity of a certificate in words. */
final class CertificateDates {
    private CertificateDates() {}

    /**
     * What is wrong today.
     *
     * @param kind as a finding
     * @param statement in words
     */
    record Said(FindingKind kind, String statement) {}

    /** Empty where the certificate is valid at a time, both ends included (RFC 5280 section 4.1.2.5). */
    static Optional<Said> of(CertificateFacts leaf, Instant at) {
        String which = "the " + Node.certificate(leaf);
        if (at.isAfter(leaf.notAfter())) {
            return Optional.of(
                    new Said(FindingKind.CERTIFICATE_EXPIRED, which + " expired on " + day(leaf.notAfter())));
        }
        return at.isBefore(leaf.notBefore())
                ? Optional.of(new Said(
                        FindingKind.CERTIFICATE_NOT_YET_VALID, which + " is not valid before " + day(leaf.notBefore())))
                : Optional.empty();
    }

    /** When a valid certificate will be over. */
    static String expires(CertificateFacts leaf, Instant at) {
        return "the " + Node.certificate(leaf) + " expires on " + day(leaf.notAfter()) + ", in "
                + days(Duration.between(at, leaf.notAfter()).toDays());
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private static String days(long days) {
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }
}
