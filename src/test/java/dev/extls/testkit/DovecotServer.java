package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Dovecot with IMAP and POP3, each with TLS at once on one port and upgraded on another. */
public final class DovecotServer {
    private final Set<ProtocolVersion> versions;
    private final List<String> settings = new ArrayList<>();
    private String ciphers = OpenSslTerms.CIPHERS;
    private boolean tls = true;
    private boolean behindBalancer;

    private DovecotServer(Set<ProtocolVersion> versions) {
        this.versions = versions;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static DovecotServer speaking(ProtocolVersion... versions) {
        return new DovecotServer(OpenSslTerms.checked(versions));
    }

    /**
     * Without STARTTLS, STLS, IMAPS and POP3S.
     *
     * @return what can be set further and started
     */
    public static DovecotServer withoutTls() {
        DovecotServer server = new DovecotServer(OpenSslTerms.POSSIBLE);
        server.tls = false;
        return server;
    }

    /**
     * With other suites up to TLS 1.2.
     *
     * @param list in the format of ciphers(1), such as {@code AES128-SHA:@SECLEVEL=0}; without the level, old versions fail
     * @return this
     */
    public DovecotServer ciphers(String list) {
        ciphers = list;
        return this;
    }

    /**
     * With a further setting.
     *
     * @param line such as {@code login_greeting = Ready.}
     * @return this
     */
    public DovecotServer setting(String line) {
        settings.add(line);
        return this;
    }

    /**
     * As a node behind a balancer that speaks the PROXY protocol.
     *
     * @return this
     */
    public DovecotServer behindBalancer() {
        behindBalancer = true;
        return setting("haproxy_trusted_networks = 127.0.0.1/32");
    }

    /**
     * Starts it; the test is skipped where one of its two packages is not installed.
     *
     * @return the server, with {@link Service#IMAP} and {@link Service#POP3}, and with TLS {@link Service#IMAPS} and {@link
     *     Service#POP3S}
     */
    public RealServer start() {
        String program =
                Debian.require("dovecot", "dovecot-imapd dovecot-pop3d").toString();
        TempDirectory home = TempDirectory.create();
        List<Door> doors = Stream.of(Service.IMAP, Service.POP3, Service.IMAPS, Service.POP3S)
                .filter(service -> tls || service.tlsStart() != TlsStart.AT_ONCE)
                .map(behindBalancer ? Door::behindBalancer : Door::of)
                .toList();
        List<String> lines = new ArrayList<>(global(home));
        lines.addAll(listeners("imap", doors, Service.IMAP, Service.IMAPS));
        lines.addAll(listeners("pop3", doors, Service.POP3, Service.POP3S));
        if (!Debian.root()) {
            lines.addAll(asThisUser(home));
        }
        lines.addAll(settings);
        Map<String, String> environment = new HashMap<>(OpenSslTerms.environment(home, versions));
        return RunningServer.start(
                home,
                doors,
                List.of(program, "-F", "-c", home.write("dovecot.conf", lines).toString()),
                environment);
    }

    private List<String> global(TempDirectory home) {
        return List.of(
                "base_dir = " + home.directory("run"),
                "state_dir = " + home.directory("state"),
                "log_path = /dev/stderr",
                "protocols = imap pop3",
                "listen = 127.0.0.1",
                "import_environment = $import_environment OPENSSL_CONF",
                "ssl = " + (tls ? "yes" : "no"),
                "ssl_cert = <" + TestCertificates.rsa().certificateFile(),
                "ssl_key = <" + TestCertificates.rsa().keyFile(),
                // Told here too: Dovecot sets its own minimum over that of the OpenSSL configuration.
                "ssl_min_protocol = " + OpenSslTerms.name(Collections.min(versions)),
                "ssl_cipher_list = " + ciphers,
                "passdb {",
                "  driver = static",
                "  args = password=" + TestCertificate.PASSWORD,
                "}");
    }

    /** A port of 0 closes a listener that Dovecot would open by itself. */
    private List<String> listeners(String protocol, List<Door> doors, Service upgraded, Service atOnce) {
        return List.of(
                "service " + protocol + "-login {",
                "  service_count = 0",
                "  inet_listener " + protocol + " {",
                "    port = " + port(doors, upgraded),
                "    haproxy = " + (behindBalancer ? "yes" : "no"),
                "  }",
                "  inet_listener " + protocol + "s {",
                "    port = " + port(doors, atOnce),
                "    ssl = yes",
                "    haproxy = " + (behindBalancer ? "yes" : "no"),
                "  }",
                "}");
    }

    private static int port(List<Door> doors, Service service) {
        return doors.stream()
                .filter(door -> door.service() == service)
                .mapToInt(Door::port)
                .findFirst()
                .orElse(0);
    }

    /** Only root can change the user and the root directory of a process. */
    private static List<String> asThisUser(TempDirectory home) {
        String user = System.getProperty("user.name");
        List<String> lines = new ArrayList<>(List.of(
                "default_internal_user = " + user,
                "default_login_user = " + user,
                "default_internal_group = " + home.group()));
        for (String service : List.of("anvil", "imap-login", "pop3-login", "stats")) {
            lines.addAll(List.of("service " + service + " {", "  chroot =", "}"));
        }
        return lines;
    }
}
