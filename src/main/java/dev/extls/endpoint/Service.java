package dev.extls.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A service of Exchange, with its port and the way TLS starts there.
 *
 * <p>Source: Microsoft, "Network ports for clients and mail flow in Exchange" and "Receive connectors" (2021-07);
 * {@code ProxyTargetPort} of {@code Set-ImapSettings} and {@code Set-PopSettings} for the back-end ports; IIS site "Exchange Back
 * End" for 444.
 */
public enum Service {
    /** {@code Default Frontend <server>}, Front End Transport. */
    SMTP("smtp", 25, TlsStart.SMTP_STARTTLS),
    /** {@code Client Frontend <server>}. */
    SUBMISSION("submission", 587, TlsStart.SMTP_STARTTLS),
    /** IIS, "Default Web Site". */
    HTTPS("https", 443, TlsStart.AT_ONCE),
    /** MSExchangeIMAP4. */
    IMAPS("imaps", 993, TlsStart.AT_ONCE),
    /** MSExchangePOP3. */
    POP3S("pop3s", 995, TlsStart.AT_ONCE),
    /** MSExchangeIMAP4, upgraded by STARTTLS. */
    IMAP("imap", 143, TlsStart.IMAP_STARTTLS),
    /** MSExchangePOP3, upgraded by STLS. */
    POP3("pop3", 110, TlsStart.POP3_STLS),
    /** IIS, "Exchange Back End". */
    BACKEND_HTTPS("backend-https", 444, TlsStart.AT_ONCE),
    /** {@code Client Proxy <server>}: SMTP with STARTTLS, not SMTPS. */
    CLIENT_PROXY("client-proxy", 465, TlsStart.SMTP_STARTTLS),
    /** {@code Outbound Proxy Frontend <server>}. */
    OUTBOUND_PROXY("outbound-proxy", 717, TlsStart.SMTP_STARTTLS),
    /** {@code Default <server>}, the Transport service. */
    TRANSPORT("transport", 2525, TlsStart.SMTP_STARTTLS),
    /** MSExchangeIMAP4BE. */
    BACKEND_IMAPS("backend-imaps", 1993, TlsStart.AT_ONCE),
    /** MSExchangePOP3BE. */
    BACKEND_POP3S("backend-pop3s", 1995, TlsStart.AT_ONCE),
    /** Anything that speaks TLS at once, on a port that the user names. */
    TLS("tls", 0, TlsStart.AT_ONCE);

    /** What a bare host name means: the four services of the mission. */
    public static final List<Service> OF_A_BARE_NAME = List.of(SMTP, HTTPS, IMAPS, POP3S);

    private final String scheme;
    private final int port;
    private final TlsStart tlsStart;

    Service(String scheme, int port, TlsStart tlsStart) {
        this.scheme = scheme;
        this.port = port;
        this.tlsStart = tlsStart;
    }

    /**
     * The scheme of its URIs, lower case.
     *
     * @return such as {@code smtp}
     */
    public String scheme() {
        return scheme;
    }

    /**
     * The port when none is written.
     *
     * @return 1 to 65535, or 0 for {@link #TLS}, whose port must be written
     */
    public int port() {
        return port;
    }

    /**
     * How TLS starts.
     *
     * @return the way
     */
    public TlsStart tlsStart() {
        return tlsStart;
    }

    /**
     * Whether HTTP is spoken above TLS, so that ALPN makes sense.
     *
     * @return true for the front and the back web site
     */
    public boolean http() {
        return this == HTTPS || this == BACKEND_HTTPS;
    }

    /**
     * The service with a name or scheme, in any case; {@code _} and {@code -} are the same.
     *
     * @param name such as {@code SMTP}, {@code backend-https}
     * @return the service, or empty
     */
    public static Optional<Service> named(String name) {
        String scheme = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(service -> service.scheme.equals(scheme))
                .findFirst();
    }
}
