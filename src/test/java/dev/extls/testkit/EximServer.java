package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Exim with a listener that offers STARTTLS; Debian builds it with GnuTLS. Only root can start it. */
public final class EximServer {
    private final String priority;
    private final List<String> settings = new ArrayList<>();
    private List<TestCertificate> certificates = List.of(TestCertificates.rsa());

    private EximServer(String priority) {
        this.priority = priority;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static EximServer speaking(ProtocolVersion... versions) {
        return new EximServer(GnuTlsServer.priorityOf(OpenSslTerms.checked(versions)));
    }

    /**
     * With a priority string.
     *
     * @param priority in the format of GnuTLS, such as {@code NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA}
     * @return what can be set further and started
     */
    public static EximServer priority(String priority) {
        return new EximServer(priority);
    }

    /**
     * With other certificates than the RSA one.
     *
     * @param others one of each kind of key
     * @return this
     */
    public EximServer certificates(TestCertificate... others) {
        certificates = List.of(others);
        return this;
    }

    /**
     * With a further setting of the main section.
     *
     * @param line such as {@code smtp_accept_max = 1}
     * @return this
     */
    public EximServer setting(String line) {
        settings.add(line);
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed or this is not root.
     *
     * @return the server, with one door: {@link Service#SMTP}
     */
    public RealServer start() {
        String program = Debian.require("exim4", "exim4-daemon-light").toString();
        Debian.requireRoot("start Exim");
        Door door = Door.of(Service.SMTP);
        TempDirectory home = TempDirectory.create();
        for (String ofExim : List.of("spool", "log")) {
            home.giveTo("Debian-exim", ofExim);
        }
        List<String> lines = new ArrayList<>(List.of(
                "primary_hostname = " + TestCertificates.NAME,
                "exim_path = " + program,
                "keep_environment = GNUTLS_SYSTEM_PRIORITY_FILE",
                "add_environment =",
                "spool_directory = " + home.path().resolve("spool"),
                "log_file_path = " + home.path().resolve("log") + "/%slog",
                "pid_file_path = " + home.path().resolve("spool") + "/pid",
                "local_interfaces = 127.0.0.1",
                "daemon_smtp_ports = " + door.port(),
                "smtp_connect_backlog = 1024",
                "smtp_accept_max = 0",
                "host_lookup =",
                "rfc1413_hosts =",
                "tls_advertise_hosts = *",
                "tls_certificate = "
                        + joined(certificates.stream()
                                .map(TestCertificate::certificateFile)
                                .toList()),
                "tls_privatekey = "
                        + joined(certificates.stream()
                                .map(TestCertificate::keyFile)
                                .toList()),
                "tls_require_ciphers = " + priority,
                "acl_smtp_rcpt = deny"));
        lines.addAll(settings);
        lines.addAll(List.of("begin acl", "deny:", "  deny"));
        return RunningServer.start(
                home,
                List.of(door),
                List.of(program, "-bdf", "-C", home.write("exim.conf", lines).toString()),
                GnuTlsServer.environment(home));
    }

    private static String joined(List<?> files) {
        return files.stream().map(Object::toString).collect(Collectors.joining(" : "));
    }
}
