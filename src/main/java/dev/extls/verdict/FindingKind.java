package dev.extls.verdict;

import dev.extls.policy.Severity;
import java.util.Set;

/** What a finding is about, worst first. The names are part of the report's contract. */
public enum FindingKind {
    /** The refusal of TLS 1.2 was seen. */
    TLS12_REFUSED(Severity.ERROR),
    /** One question, two opposite answers. */
    CONTRADICTED(Severity.ERROR),
    /** Somebody spoke into the connection before TLS. */
    INJECTED(Severity.ERROR),
    /** The capabilities do not name STARTTLS. */
    STARTTLS_NOT_OFFERED(Severity.ERROR),
    /** A rule of severity error fails, and nothing above says so already. */
    RULE_FAILS(Severity.ERROR),
    /** One question, opposite answers from different places. */
    VANTAGES_DISAGREE(Severity.WARNING),
    /** A version is negotiated by some nodes of a pool and refused by others. */
    POOL_DISAGREES(Severity.WARNING),
    /** TLS 1.2 was chosen, but no handshake finished. */
    NOT_CONFIRMED(Severity.WARNING),
    /** The server has enough of us. */
    THROTTLED(Severity.WARNING),
    /** Nothing could be established, for another reason. */
    NOT_ESTABLISHED(Severity.WARNING),
    /** The answer for a version stayed UNKNOWN. */
    STAYED_UNKNOWN(Severity.WARNING),
    /** Whether a rule holds stayed unknown, and nothing above says so already. */
    RULE_UNKNOWN(Severity.WARNING),
    /** A waiver does not count any more. */
    WAIVER_EXPIRED(Severity.WARNING),
    /** A rule of severity warning fails, and no other finding says so already. */
    RULE_WARNS(Severity.WARNING),
    /** SSL 2.0, SSL 3.0, TLS 1.0 or TLS 1.1 is negotiated. */
    OLD_VERSION(Severity.WARNING),
    /** The validity of the certificate is over. */
    CERTIFICATE_EXPIRED(Severity.WARNING),
    /** The validity of the certificate has not begun. */
    CERTIFICATE_NOT_YET_VALID(Severity.WARNING),
    /** The certificate does not name the server. */
    CERTIFICATE_NAME_MISMATCH(Severity.WARNING),
    /** The certificate cannot be read. */
    CERTIFICATE_UNREADABLE(Severity.WARNING),
    /** Less than 30 days are left. */
    CERTIFICATE_EXPIRES_SOON(Severity.WARNING),
    /** A signature with SHA-1 or older. */
    CERTIFICATE_WEAK_SIGNATURE(Severity.WARNING),
    /** A key below 2048 bits. */
    CERTIFICATE_SMALL_KEY(Severity.WARNING),
    /** A rule is not held, which somebody accepts for a time. */
    WAIVED(Severity.NOTE),
    /** A rule of severity note fails, and no other finding says so already. */
    RULE_NOTES(Severity.NOTE),
    /** Only hellos of an unusual shape are answered. */
    HELLO_SHAPE(Severity.NOTE),
    /** The server sees another address than ours. */
    SOURCE_TRANSLATED(Severity.NOTE),
    /** AUTH is offered in clear text. */
    AUTH_BEFORE_TLS(Severity.NOTE);

    /** One of these is there where the answer for a version stayed UNKNOWN. */
    static final Set<FindingKind> OF_UNKNOWN_VERSIONS =
            Set.of(STARTTLS_NOT_OFFERED, THROTTLED, NOT_ESTABLISHED, STAYED_UNKNOWN);

    private final Severity severity;

    FindingKind(Severity severity) {
        this.severity = severity;
    }

    /**
     * How much it matters.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }
}
