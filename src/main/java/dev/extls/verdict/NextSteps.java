package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Trouble;
import dev.extls.policy.Habit;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Set;

/** What to do next, in the words of Exchange: which file, which command, which event. */
final class NextSteps {
    private static final String BEST_PRACTICES =
            "Microsoft, \"Exchange Server TLS configuration best practices\" (2025-04-25)";
    private static final String GUIDANCE =
            "Microsoft, \"Exchange Server TLS guidance Part 2: Enabling TLS 1.2 and Identifying Clients Not Using It\"";
    static final String EXTENDED_PROTECTION = "Microsoft, \"Configure Windows Extended Protection in Exchange Server\"";
    private static final String ENABLE_CERTIFICATE = "Microsoft, Enable-ExchangeCertificate";
    private static final String CERTIFICATE_OF_CONNECTOR = "Microsoft, KB2989382";

    private static final String REGISTRY = "Microsoft, \"Transport Layer Security (TLS) registry settings\"";

    private static final String FIND_CLIENTS = "find the clients that still need it first; then ";
    private static final String RESTART = " on the server and restart it";

    /** The nodes behind one address differ. */
    static final Advice ALIKE = new Advice(
            "give every server behind the balancer the same TLS settings; to find the odd one, scan each node by itself"
                    + " (name@address, or a pool with its members)",
            EXTENDED_PROTECTION);

    /** Nodes of a pool that were reached one by one differ. */
    static final Advice ODD_NODE = new Advice(
            "give every server of the pool the same TLS settings: import the same registry files on the odd one and restart it",
            EXTENDED_PROTECTION);

    /** Ciphers that nobody should accept. */
    static final Advice CIPHERS = new Advice(
            "import DisableCiphers.reg and CipherSuitesOrder.reg on the server and restart it; where a group policy sets the"
                    + " order of suites, change it there, since it wins over the registry",
            BEST_PRACTICES);

    /** Suites beside the recommended ones, or in another order. */
    static final Advice SUITE_ORDER = new Advice(
            "import CipherSuitesOrder.reg (from Windows Server 2016 on, Enable-TlsCipherSuite and Disable-TlsCipherSuite do the"
                    + " same) and restart the server; a group policy for the order of suites wins over both",
            BEST_PRACTICES);

    /** Groups beside the recommended ones. */
    static final Advice CURVES = new Advice(
            "run Disable-TlsEccCurve -Name curve25519, Enable-TlsEccCurve -Name NistP384 -Position 0 and Enable-TlsEccCurve -Name"
                    + " NistP256 -Position 1 (Windows Server 2016 and later)",
            BEST_PRACTICES);

    /** What is asked for is not in the run. */
    static final Advice ASK_DEEPER = new Advice("scan with --depth suites", "extls scan --help");

    static final Advice NEW_CERTIFICATE = new Advice(
            "request a new certificate with a key of 2048 bits or more, signed with SHA-256, for less time, and enable it with"
                    + " Enable-ExchangeCertificate",
            ENABLE_CERTIFICATE);

    static final Advice SAME_CERTIFICATE = new Advice(
            "put one certificate, with its private key, on the balancer and on every node; a balancer that ends TLS without"
                    + " encrypting again (SSL offloading) is not supported with Extended Protection",
            EXTENDED_PROTECTION);

    /** Too many connections for the server's taste. */
    static final Advice BACK_OFF = new Advice(
            "wait a minute or more and scan again, more gently (limits in the list, --concurrency): a receive connector allows 20"
                    + " connections of one source at a time, MaxInboundConnectionPerSource",
            "Microsoft, Set-ReceiveConnector");

    private static final Set<Service> POP_AND_IMAP = Set.of(
            Service.IMAP, Service.IMAPS, Service.POP3, Service.POP3S, Service.BACKEND_IMAPS, Service.BACKEND_POP3S);

    private static final Set<Service> IMAP = Set.of(Service.IMAP, Service.IMAPS, Service.BACKEND_IMAPS);

    private NextSteps() {}

    /**
     * TLS 1.2 is refused. Where HTTPS of the same server speaks it and SMTP does not, Windows can, and Exchange does not yet: SMTP was
     * bound to TLS 1.0 until Exchange Server 2010 SP3 RU9 (KB3029667) and 2013 CU8 (KB3045301).
     */
    static Advice switchOn(Scene scene) {
        boolean smtp = scene.endpoint().service().tlsStart() == TlsStart.SMTP_STARTTLS;
        return smtp && scene.neighbours().stream().anyMatch(NextSteps::webWithTls12)
                ? new Advice(
                        "the same server speaks TLS 1.2 on HTTPS, so Windows is ready and Exchange is not: install the current"
                                + " update of Exchange (SMTP needs 2010 SP3 RU9, KB3029667, or 2013 CU8, KB3045301)",
                        "Microsoft, KB3029667 and KB3045301")
                : new Advice(
                        "import TLS12-Enable.reg, NET4X-UseSchannelDefaults.reg and NET35-UseSchannelDefaults.reg on the server and"
                                + " restart it; if that was done, the restart is still pending, or something in front of the server"
                                + " answers",
                        GUIDANCE);
    }

    private static boolean webWithTls12(EndpointAnswers neighbour) {
        return neighbour.endpoint().service().http()
                && Words.answer(neighbour, ProtocolVersion.TLS_1_2).kind() == AnswerKind.YES;
    }

    /** TLS 1.3 is not confirmed. */
    static Advice tls13(Answer answer) {
        return answer.kind() == AnswerKind.NO
                ? new Advice(
                        "nothing, unless this is Exchange Server 2019 CU15 or later on Windows Server 2022 or 2025: there TLS 1.3 is"
                                + " on by default, for all services but SMTP",
                        BEST_PRACTICES)
                : Advice.NONE;
    }

    /** Old versions are spoken: SSL by the registry, TLS by Microsoft's files. */
    static Advice switchOff(List<ProtocolVersion> versions) {
        if (versions.size() == 1) {
            return switchOff(versions.get(0));
        }
        List<ProtocolVersion> tls = versions.stream()
                .filter(version -> !version.before(ProtocolVersion.TLS_1_0))
                .toList();
        List<ProtocolVersion> ssl = versions.stream()
                .filter(version -> version.before(ProtocolVersion.TLS_1_0))
                .toList();
        String files = Words.list(tls.stream().map(NextSteps::file).toList());
        String keys = ssl.isEmpty() ? "" : byRegistry(ssl);
        return new Advice(
                FIND_CLIENTS
                        + (tls.isEmpty() ? keys : "import " + files + (ssl.isEmpty() ? "" : ", " + keys))
                        + RESTART,
                tls.isEmpty() ? REGISTRY : ssl.isEmpty() ? BEST_PRACTICES : BEST_PRACTICES + "; " + REGISTRY);
    }

    /** A version is spoken that should not be. */
    static Advice switchOff(ProtocolVersion version) {
        return switch (version) {
            case TLS_1_0, TLS_1_1 -> new Advice(FIND_CLIENTS + "import " + file(version) + RESTART, BEST_PRACTICES);
            case SSL_2_0, SSL_3_0, TLS_1_2, TLS_1_3 ->
                new Advice(FIND_CLIENTS + byRegistry(List.of(version)) + RESTART, REGISTRY);
        };
    }

    private static String file(ProtocolVersion version) {
        return version == ProtocolVersion.TLS_1_0 ? "TLS10-Disable.reg" : "TLS11-Disable.reg";
    }

    /** There are files of Microsoft's for TLS 1.0 and TLS 1.1 only. */
    private static String byRegistry(List<ProtocolVersion> versions) {
        return "set Enabled to 0 and DisabledByDefault to 1 in the registry under "
                + Words.list(versions.stream()
                        .map(version -> "SCHANNEL\\Protocols\\" + Words.version(version) + "\\Server")
                        .toList());
    }

    /** A habit that is not as wanted. */
    static Advice against(Habit habit) {
        return switch (habit) {
            case SECURE_RENEGOTIATION ->
                new Advice(
                        "import ConfigureRenegotiation.reg (AllowInsecureRenegoClients and AllowInsecureRenegoServers are 0) and"
                                + " restart the server; Windows sends renegotiation_info where it is up to date, so look also at what"
                                + " stands in front of it",
                        BEST_PRACTICES);
            case EXTENDED_MASTER_SECRET ->
                new Advice(
                        "install the current updates of Windows; Windows Server 2016 and later have it, older ones since the"
                                + " updates of October 2019",
                        "Microsoft, CVE-2019-1318");
            case COMPRESSION -> Advice.NONE;
        };
    }

    /** Why nothing could be seen. */
    static Advice unknown(Endpoint endpoint, Trouble trouble) {
        return switch (trouble) {
            case STARTTLS_NOT_OFFERED -> withoutStartTls(endpoint);
            case THROTTLED -> BACK_OFF;
            case CONNECTION_REFUSED -> notStarted(endpoint.service());
            case NAME_NOT_RESOLVED,
                    CONNECT_TIMEOUT,
                    NO_GREETING,
                    GREETING_TOO_LONG,
                    CLOSED_BEFORE_GREETING,
                    REFUSED_BY_GREETING,
                    STARTTLS_REFUSED,
                    NO_ANSWER,
                    CLOSED,
                    RESET,
                    REFUSED_EVERY_HELLO,
                    NOT_TLS,
                    OUR_FAULT -> Advice.NONE;
        };
    }

    /**
     * Microsoft, KB2989382: where {@code TlsCertificateName} of the connector names a certificate that was renewed, STARTTLS
     * disappears from the EHLO reply and event 12014 is logged.
     */
    private static Advice withoutStartTls(Endpoint endpoint) {
        return switch (endpoint.service().tlsStart()) {
            case SMTP_STARTTLS ->
                new Advice(
                        "look for event 12014 on the server, and check that TlsCertificateName of the receive connector names a"
                                + " certificate that is there",
                        CERTIFICATE_OF_CONNECTOR);
            case IMAP_STARTTLS, POP3_STLS ->
                new Advice("check LoginType and X509CertificateName of the service", settings(endpoint.service()));
            case AT_ONCE -> Advice.NONE;
        };
    }

    /** Microsoft, "Enable and configure IMAP4 on an Exchange server": both services of a protocol are set to manual. */
    private static Advice notStarted(Service service) {
        if (!POP_AND_IMAP.contains(service)) {
            return Advice.NONE;
        }
        String name = IMAP.contains(service) ? "MSExchangeIMAP4" : "MSExchangePOP3";
        return new Advice(
                "the services of POP and IMAP are not started by default: run Set-Service " + name
                        + " -StartupType Automatic and" + " the same for " + name + "BE, then Start-Service",
                "Microsoft, \"Enable and configure " + (IMAP.contains(service) ? "IMAP4" : "POP3")
                        + " on an Exchange server\"");
    }

    /** The certificate is over, or soon is. */
    static Advice renew(Endpoint endpoint) {
        boolean smtp = endpoint.service().tlsStart() == TlsStart.SMTP_STARTTLS;
        return new Advice(
                "renew the certificate and enable the new one with Enable-ExchangeCertificate"
                        + (smtp
                                ? "; if its issuer or subject changed, set TlsCertificateName of the receive connector again, or"
                                        + " STARTTLS disappears (event 12014)"
                                : "")
                        + (endpoint.service().http() ? "; the balancer needs the same" : ""),
                smtp ? CERTIFICATE_OF_CONNECTOR : ENABLE_CERTIFICATE);
    }

    /** The certificate does not name the server. */
    static Advice name(Endpoint endpoint) {
        Service service = endpoint.service();
        if (service.tlsStart() == TlsStart.SMTP_STARTTLS) {
            return new Advice(
                    "set TlsCertificateName of the receive connector to a certificate that names it, or enable such a certificate"
                            + " with Enable-ExchangeCertificate -Services SMTP",
                    "Microsoft, \"Receive connectors\"");
        }
        if (POP_AND_IMAP.contains(service)) {
            return new Advice(
                    "set X509CertificateName with " + (IMAP.contains(service) ? "Set-ImapSettings" : "Set-PopSettings")
                            + " and start the service again",
                    settings(service));
        }
        if (!service.http()) {
            return Advice.NONE;
        }
        return new Advice(
                "bind a certificate that names it to the web site, with Enable-ExchangeCertificate -Services IIS",
                ENABLE_CERTIFICATE);
    }

    private static String settings(Service service) {
        return "Microsoft, " + (IMAP.contains(service) ? "Set-ImapSettings" : "Set-PopSettings");
    }
}
