package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Postfix with two listeners that offer STARTTLS, its queue and configuration its own. Only root can start it. */
public final class PostfixServer {
    private final Set<ProtocolVersion> versions;
    private final List<String> settings = new ArrayList<>();
    private String ciphers = OpenSslTerms.CIPHERS;
    private String level = "may";
    private boolean behindBalancer;

    private PostfixServer(Set<ProtocolVersion> versions) {
        this.versions = versions;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static PostfixServer speaking(ProtocolVersion... versions) {
        return new PostfixServer(OpenSslTerms.checked(versions));
    }

    /**
     * Without STARTTLS.
     *
     * @return what can be set further and started
     */
    public static PostfixServer withoutStartTls() {
        PostfixServer server = new PostfixServer(OpenSslTerms.POSSIBLE);
        server.level = "none";
        return server;
    }

    /**
     * With other suites up to TLS 1.2.
     *
     * @param list in the format of ciphers(1), such as {@code AES128-SHA:@SECLEVEL=0}; without the level, old versions fail
     * @return this
     */
    public PostfixServer ciphers(String list) {
        ciphers = list;
        return this;
    }

    /**
     * With a further setting.
     *
     * @param line such as {@code smtpd_tls_ask_ccert = yes}, see postconf(5)
     * @return this
     */
    public PostfixServer setting(String line) {
        settings.add(line);
        return this;
    }

    /**
     * As a node behind a balancer that speaks the PROXY protocol: without its header a connection is not greeted.
     *
     * @return this
     */
    public PostfixServer behindBalancer() {
        behindBalancer = true;
        return setting("smtpd_upstream_proxy_protocol = haproxy");
    }

    /**
     * Starts it; the test is skipped where it is not installed or this is not root.
     *
     * @return the server, with two doors: {@link Service#SMTP} and {@link Service#SUBMISSION}
     */
    public RealServer start() {
        return startAt(List.of(FreePort.next(), FreePort.next()));
    }

    /**
     * Starts it at ports where it, or another one, was before.
     *
     * @param ports of {@link Service#SMTP} and {@link Service#SUBMISSION}
     * @return as above
     */
    public RealServer startAt(List<Integer> ports) {
        Path postconf = Debian.require("postconf", "postfix");
        Debian.requireRoot("start Postfix");
        TempDirectory home = TempDirectory.create();
        Path queue = home.directory("queue");
        for (String part : List.of("pid", "private", "public")) {
            home.directory("queue/" + part);
        }
        for (String ofPostfix : List.of("data", "queue/private", "queue/public")) {
            home.giveTo("postfix", ofPostfix);
        }
        List<Door> doors = List.of(
                new Door(Service.SMTP, ports.get(0), !behindBalancer),
                new Door(Service.SUBMISSION, ports.get(1), !behindBalancer));
        Path configuration = home.directory("etc");
        makeOld(home.write("etc/main.cf", main(home, queue)));
        makeOld(home.write("etc/master.cf", master(doors)));

        Map<String, String> environment = new HashMap<>(OpenSslTerms.environment(home, versions));
        environment.put("MAIL_CONFIG", configuration.toString());
        // master(8): -s keeps the standard output, to which the log goes.
        return RunningServer.start(
                home,
                doors,
                List.of(daemons(postconf).resolve("master").toString(), "-s", "-c", configuration.toString()),
                environment);
    }

    private List<String> main(TempDirectory home, Path queue) {
        String unwanted = "!SSLv2 !SSLv3" + OpenSslTerms.withoutOthers(versions, " !");
        List<String> lines = new ArrayList<>(List.of(
                "compatibility_level = 3.6",
                "queue_directory = " + queue,
                "data_directory = " + home.path().resolve("data"),
                "maillog_file = /dev/stdout",
                "import_environment = MAIL_CONFIG OPENSSL_CONF",
                "myhostname = " + TestCertificates.NAME,
                "mydestination =",
                "local_recipient_maps =",
                "alias_maps =",
                "alias_database =",
                "biff = no",
                "inet_interfaces = 127.0.0.1",
                "inet_protocols = ipv4",
                "smtpd_peername_lookup = no",
                "smtpd_relay_restrictions = reject_unauth_destination",
                "smtpd_error_sleep_time = 0s",
                "smtpd_client_connection_count_limit = 0",
                "smtpd_client_connection_rate_limit = 0",
                "smtpd_tls_security_level = " + level,
                "smtpd_tls_loglevel = 1",
                "smtpd_tls_cert_file = " + TestCertificates.rsa().certificateFile(),
                "smtpd_tls_key_file = " + TestCertificates.rsa().keyFile(),
                "smtpd_tls_protocols = " + unwanted,
                "smtpd_tls_mandatory_protocols = " + unwanted,
                "smtpd_tls_ciphers = medium",
                "smtpd_tls_mandatory_ciphers = medium",
                "tls_medium_cipherlist = " + ciphers,
                "tls_high_cipherlist = " + ciphers));
        lines.addAll(settings);
        return lines;
    }

    private static List<String> master(List<Door> doors) {
        List<String> lines = new ArrayList<>();
        for (Door door : doors) {
            lines.add("127.0.0.1:" + door.port() + " inet n - n - - smtpd");
        }
        lines.add("postlog unix-dgram n - n - 1 postlogd");
        lines.add("tlsmgr unix - - n 1000? 1 tlsmgr");
        lines.add("rewrite unix - - n - - trivial-rewrite");
        return lines;
    }

    /** Postfix waits up to two seconds for the next change of a file that has just been written. */
    private static void makeOld(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where this build of Postfix has its programs; Debian and others differ. */
    private static Path daemons(Path postconf) {
        try {
            Process process = new ProcessBuilder(postconf.toString(), "-d", "-h", "daemon_directory").start();
            return Path.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
