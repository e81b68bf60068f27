package dev.extls.lab;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Set;

/**
 * One kind of simulated server: everything that a client can tell about it.
 *
 * @param stack the name of its TLS stack
 * @param versions what is enabled
 * @param refusals how hellos are turned away
 * @param newer what happens to a hello whose version field is above everything enabled
 * @param secureRenegotiation whether a hello must show RFC 5746
 * @param certificate which certificate it shows
 * @param notStarted services whose port is closed
 * @param maintenance whether it is out of rotation: TLS works, the health check does not
 * @param smtp the SMTP side
 * @param imapVersion the version that IMAP's ID tells
 * @param namedGreeting whether POP3 and IMAP4 put the server's name in their greeting
 * @param http the web side
 */
record Profile(
        String stack,
        Versions versions,
        Refusals refusals,
        Newer newer,
        SecureRenegotiation secureRenegotiation,
        Certificate certificate,
        Set<Service> notStarted,
        boolean maintenance,
        Smtp smtp,
        String imapVersion,
        boolean namedGreeting,
        Http http) {
    /** What happens to a hello whose version field is above everything enabled. */
    enum Newer {
        /** It is answered with the highest enabled version, RFC 5246 appendix E.1. */
        ANSWERED,
        /** It is turned away. */
        REFUSED
    }

    /** Whether a hello must show RFC 5746. */
    enum SecureRenegotiation {
        /** It need not. */
        OPTIONAL,
        /** One that does not is turned away. */
        DEMANDED
    }

    /** Which certificate a server shows. */
    enum Certificate {
        /** In a pool the one that all its nodes share, else its own. */
        OWN,
        /** Its own, out of date. */
        EXPIRED,
        /** For the name of the pool, but not the one of the nodes. */
        OTHER
    }

    /**
     * Enabled versions.
     *
     * @param all for every service
     * @param smtp for services upgraded by SMTP's STARTTLS; empty for the same as all
     */
    record Versions(List<ProtocolVersion> all, List<ProtocolVersion> smtp) {
        Versions {
            all = List.copyOf(all);
            smtp = List.copyOf(smtp);
        }
    }

    /**
     * How hellos are turned away.
     *
     * @param version where no version fits
     * @param suite where no suite fits
     */
    record Refusals(Refusal version, Refusal suite) {}

    /**
     * The SMTP side.
     *
     * @param starttls whether EHLO offers STARTTLS
     * @param active whether the transport service has started; until then the greeting is 421
     * @param connectionsPerMinute of one source address; above it the greeting is 421
     * @param frontend what EHLO offers on port 25
     * @param submission what EHLO offers on port 587
     * @param transport what EHLO offers on the ports of the Transport service
     */
    record Smtp(
            boolean starttls,
            boolean active,
            int connectionsPerMinute,
            List<String> frontend,
            List<String> submission,
            List<String> transport) {
        Smtp {
            frontend = List.copyOf(frontend);
            submission = List.copyOf(submission);
            transport = List.copyOf(transport);
        }

        List<String> capabilities(Service service) {
            return switch (service) {
                case SMTP -> frontend;
                case SUBMISSION -> submission;
                default -> transport;
            };
        }
    }

    /**
     * The web side.
     *
     * @param server the Server header
     * @param owaVersion the X-OWA-Version header
     * @param frontEnd whether X-FEServer names the node
     * @param healthcheck whether healthcheck.htm is answered
     */
    record Http(String server, String owaVersion, boolean frontEnd, boolean healthcheck) {}

    Profile {
        notStarted = Set.copyOf(notStarted);
    }

    /** The versions enabled for a service, oldest first. */
    List<ProtocolVersion> enabled(Service service) {
        boolean ownList =
                service.tlsStart() == TlsStart.SMTP_STARTTLS && !versions.smtp().isEmpty();
        return (ownList ? versions.smtp() : versions.all()).stream().sorted().toList();
    }

    /** The same server with another way of turning hellos away, whatever the reason. */
    Profile refusing(Refusal refusal) {
        return new Profile(
                stack,
                versions,
                new Refusals(refusal, refusal),
                newer,
                secureRenegotiation,
                certificate,
                notStarted,
                maintenance,
                smtp,
                imapVersion,
                namedGreeting,
                http);
    }
}
