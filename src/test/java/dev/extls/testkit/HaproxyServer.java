package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** HAProxy that ends TLS and answers by itself, with one port. Its log, a line a connection, goes to its output. */
public final class HaproxyServer {
    private final ProtocolVersion lowest;
    private final ProtocolVersion highest;
    private final List<String> bindOptions = new ArrayList<>();
    private List<TestCertificate> certificates = List.of(TestCertificates.rsa());
    private String ciphers = OpenSslTerms.CIPHERS;

    private HaproxyServer(ProtocolVersion lowest, ProtocolVersion highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * With the versions of a range: HAProxy has no others.
     *
     * @param lowest TLS 1.0 or later
     * @param highest the same or later
     * @return what can be set further and started
     */
    public static HaproxyServer speaking(ProtocolVersion lowest, ProtocolVersion highest) {
        OpenSslTerms.checked(lowest, highest);
        return new HaproxyServer(lowest, highest);
    }

    /**
     * With other suites up to TLS 1.2.
     *
     * @param list in the format of ciphers(1), such as {@code AES128-SHA:@SECLEVEL=0}; without the level, old versions fail
     * @return this
     */
    public HaproxyServer ciphers(String list) {
        ciphers = list;
        return this;
    }

    /**
     * With other certificates than the RSA one.
     *
     * @param others one of each kind of key
     * @return this
     */
    public HaproxyServer certificates(TestCertificate... others) {
        certificates = List.of(others);
        return this;
    }

    /**
     * With further words in its {@code bind} line.
     *
     * @param words such as {@code curves X25519}
     * @return this
     */
    public HaproxyServer bind(String words) {
        bindOptions.add(words);
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed.
     *
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public RealServer start() {
        String program = Debian.require("haproxy", "haproxy").toString();
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        String bind = "bind 127.0.0.1:" + door.port() + " ssl"
                + certificates.stream()
                        .map(certificate -> " crt " + certificate.certificateFile())
                        .collect(Collectors.joining())
                + " ciphers " + ciphers
                + " ssl-min-ver " + lowest.label() + " ssl-max-ver " + highest.label()
                + bindOptions.stream().map(" "::concat).collect(Collectors.joining());
        List<String> lines = List.of(
                "global",
                // tests count the lines of the log, and threads that log at the same moment may lose one
                "  nbthread 1",
                "  log stdout format raw local0",
                // RSA-1.crt has its key in RSA-1.key, not in RSA-1.crt.key
                "  ssl-load-extra-del-ext",
                "  tune.ssl.default-dh-param 2048",
                "defaults",
                "  mode http",
                "  log global",
                "  option httplog",
                "  timeout connect 10s",
                "  timeout client 10s",
                "  timeout server 10s",
                "frontend tls",
                "  " + bind,
                "  http-request return status 200");
        return RunningServer.start(
                home,
                List.of(door),
                List.of(program, "-db", "-f", home.write("haproxy.cfg", lines).toString()),
                OpenSslTerms.environment(home, OpenSslTerms.POSSIBLE));
    }
}
