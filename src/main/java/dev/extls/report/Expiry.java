package dev.extls.report;

import dev.extls.observation.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a certificate is valid yet.
 *
 * @param day the last day, such as 2027-01-01; empty where no certificate was seen
 * @param left the days in words
 * @param tone good, fair or bad
 * @param days left; negative when over
 */
record Expiry(String day, String left, String tone, long days) {
    /** Microsoft's HealthChecker shows a certificate in red when less is left. */
    private static final Duration SOON = Duration.ofDays(30);

    private static final Expiry NONE = new Expiry("", "", "quiet", 0);

    static Expiry of(Optional<CertificateFacts> certificate, Instant at) {
        return certificate.map(facts -> of(facts, at)).orElse(NONE);
    }

    private static Expiry of(CertificateFacts facts, Instant at) {
        Duration left = Duration.between(at, facts.notAfter());
        String tone = left.isNegative() ? "bad" : left.compareTo(SOON) < 0 ? "fair" : "quiet";
        return new Expiry(
                LocalDate.ofInstant(facts.notAfter(), ZoneOffset.UTC).toString(), words(left), tone, left.toDays());
    }

    private static String words(Duration left) {
        long days = Math.abs(left.toDays());
        String number = days == 1 ? "1 day" : String.format(Locale.ROOT, "%,d days", days);
        return left.isNegative() ? "over for " + number : number + " left";
    }
}
