package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** GnuTLS's {@code gnutls-serv} as an HTTP server. It listens on all addresses: it cannot be told otherwise. */
public final class GnuTlsServer {
    private final String priority;
    private final List<String> options = new ArrayList<>();
    private TestCertificate certificate = TestCertificates.rsa();

    private GnuTlsServer(String priority) {
        this.priority = priority;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static GnuTlsServer speaking(ProtocolVersion... versions) {
        return new GnuTlsServer(priorityOf(OpenSslTerms.checked(versions)));
    }

    /**
     * The priority string for just some versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return the usual suites
     */
    static String priorityOf(Set<ProtocolVersion> versions) {
        String wanted = versions.stream()
                .map(version -> ":+VERS-" + version.label().replace("v", ""))
                .collect(Collectors.joining());
        return "NORMAL:-VERS-ALL" + wanted + ":%COMPAT";
    }

    /**
     * The environment in which an empty system-wide configuration stands in place of the machine's, which may forbid versions.
     *
     * @param home where the file goes
     * @return the environment to add
     */
    static Map<String, String> environment(TempDirectory home) {
        return Map.of(
                "GNUTLS_SYSTEM_PRIORITY_FILE",
                home.write("gnutls.conf", List.of()).toString());
    }

    /**
     * With a priority string.
     *
     * @param priority in the format of GnuTLS, such as {@code NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA}
     * @return what can be set further and started
     */
    public static GnuTlsServer priority(String priority) {
        return new GnuTlsServer(priority);
    }

    /**
     * With another certificate than the RSA one.
     *
     * @param other the certificate
     * @return this
     */
    public GnuTlsServer certificate(TestCertificate other) {
        certificate = other;
        return this;
    }

    /**
     * With further options.
     *
     * @param more such as {@code --require-client-cert}, see gnutls-serv(1)
     * @return this
     */
    public GnuTlsServer option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed.
     *
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public RealServer start() {
        String program = Debian.require("gnutls-serv", "gnutls-bin").toString();
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        List<String> command = new ArrayList<>(List.of(
                program,
                "--http",
                "--port",
                Integer.toString(door.port()),
                "--priority",
                priority,
                "--x509certfile",
                certificate.certificateFile().toString(),
                "--x509keyfile",
                certificate.keyFile().toString()));
        if (options.stream().noneMatch(option -> option.endsWith("client-cert"))) {
            command.add("--disable-client-cert");
        }
        command.addAll(options);
        return RunningServer.start(home, List.of(door), command, environment(home));
    }
}
