package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** nginx as one process, with one or more TLS ports. */
public final class NginxServer {
    private final List<Set<ProtocolVersion>> blocks = new ArrayList<>();
    private final List<String> directives = new ArrayList<>();
    private List<TestCertificate> certificates = List.of(TestCertificates.rsa());
    private String ciphers = OpenSslTerms.CIPHERS;
    private String logLevel = "notice";
    private String address = "127.0.0.1";
    private String listening = " ssl";

    private NginxServer() {}

    /**
     * With a port that speaks just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static NginxServer speaking(ProtocolVersion... versions) {
        return new NginxServer().andSpeaking(versions);
    }

    /**
     * With a further port that speaks just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return this
     */
    public NginxServer andSpeaking(ProtocolVersion... versions) {
        blocks.add(OpenSslTerms.checked(versions));
        return this;
    }

    /**
     * With other suites up to TLS 1.2.
     *
     * @param list in the format of ciphers(1), such as {@code AES128-SHA:@SECLEVEL=0}; without the level, old versions fail
     * @return this
     */
    public NginxServer ciphers(String list) {
        ciphers = list;
        return this;
    }

    /**
     * With other certificates than the RSA one.
     *
     * @param others one of each kind of key
     * @return this
     */
    public NginxServer certificates(TestCertificate... others) {
        certificates = List.of(others);
        return this;
    }

    /**
     * With a further directive in each server block.
     *
     * @param line such as {@code ssl_prefer_server_ciphers on;}
     * @return this
     */
    public NginxServer directive(String line) {
        directives.add(line);
        return this;
    }

    /**
     * With a log that has a line with {@code accept: 127.0.0.1} for each connection, among many others.
     *
     * @return this
     */
    public NginxServer logging() {
        logLevel = "debug";
        return this;
    }

    /**
     * At every loopback address, not at 127.0.0.1 alone.
     *
     * @return this
     */
    public NginxServer everywhere() {
        address = "*";
        return this;
    }

    /**
     * As a node behind a balancer that speaks the PROXY protocol: a connection without its header is closed.
     *
     * @return this
     */
    public NginxServer behindBalancer() {
        listening = " ssl proxy_protocol";
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed.
     *
     * @return the server, its doors {@link Service#HTTPS}, {@link RealServer#ports()} in the order of the calls
     */
    public RealServer start() {
        return startAt(blocks.stream().map(block -> FreePort.next()).toList());
    }

    /**
     * Starts it at ports where it, or another one, was before.
     *
     * @param ports one a call of {@link #andSpeaking}, in that order
     * @return as above
     */
    public RealServer startAt(List<Integer> ports) {
        String program = Debian.require("nginx", "nginx-light").toString();
        TempDirectory home = TempDirectory.create();
        Map<Door, Set<ProtocolVersion>> doors = new LinkedHashMap<>();
        for (int block = 0; block < blocks.size(); block++) {
            doors.put(new Door(Service.HTTPS, ports.get(block)), blocks.get(block));
        }

        List<String> lines = new ArrayList<>(List.of(
                "daemon off;",
                "master_process off;",
                "pid " + home.path() + "/pid;",
                "error_log stderr " + logLevel + ";",
                "events { worker_connections 1024; }",
                "http {",
                "access_log off;"));
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            lines.add(kind + "_temp_path " + home.path() + "/" + kind + ";");
        }
        doors.forEach((door, versions) -> lines.addAll(block(door, versions)));
        lines.add("}");

        return RunningServer.start(
                home,
                List.copyOf(doors.keySet()),
                List.of(
                        program,
                        "-e",
                        "stderr",
                        "-p",
                        home.path().toString(),
                        "-c",
                        home.write("nginx.conf", lines).toString()),
                OpenSslTerms.environment(home, OpenSslTerms.POSSIBLE));
    }

    private List<String> block(Door door, Set<ProtocolVersion> versions) {
        List<String> lines = new ArrayList<>(Arrays.asList(
                "server {",
                "listen " + address + ":" + door.port() + listening + ";",
                "ssl_protocols " + versions.stream().map(OpenSslTerms::name).collect(Collectors.joining(" ")) + ";",
                "ssl_ciphers \"" + ciphers + "\";",
                "return 200;"));
        for (TestCertificate certificate : certificates) {
            lines.add("ssl_certificate " + certificate.certificateFile() + ";");
            lines.add("ssl_certificate_key " + certificate.keyFile() + ";");
        }
        lines.addAll(directives);
        lines.add("}");
        return lines;
    }
}
