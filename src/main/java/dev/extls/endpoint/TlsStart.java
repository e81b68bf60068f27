package dev.extls.endpoint;

/** How TLS starts on a connection. */
public enum TlsStart {
    /** With the first byte, as on HTTPS, IMAPS and POP3S. */
    AT_ONCE,
    /** After SMTP's STARTTLS, RFC 3207. */
    SMTP_STARTTLS,
    /** After IMAP's STARTTLS, RFC 9051 section 6.2.1. */
    IMAP_STARTTLS,
    /** After POP3's STLS, RFC 2595 section 4. */
    POP3_STLS
}
