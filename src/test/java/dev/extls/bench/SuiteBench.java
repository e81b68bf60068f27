package dev.extls.bench;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.endpoint.Service;
import dev.extls.testkit.DelayingProxy;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All suites of one endpoint, by extls and by the tools of others that are installed, in turns on the same servers.
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=SuiteBench -Dbench.rounds=5
 * </pre>
 *
 * <p>{@code -Dbench.rounds}, {@code -Dbench.roundTripMillis} and {@code -Dbench.tools} (a regular expression over the labels) say how much of it;
 * testssl.sh takes part in the first round only, because it takes minutes.
 *
 * <p>Every connection goes through a {@link DelayingProxy}, which counts it, and in the second half adds a round trip of 50 ms. The proxies
 * listen at ports 443, 25 and 993 of loopback addresses of their own where that is allowed, because nmap knows STARTTLS by the port; elsewhere
 * at free ports, and nmap leaves SMTP out.
 */
class SuiteBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final Duration ROUND_TRIP = Duration.ofMillis(Integer.getInteger("bench.roundTripMillis", 50));

    /** TCP takes one, the answer to a hello another. */
    private static final int ROUND_TRIPS = 2;

    /** And the greeting, EHLO and STARTTLS one each (RFC 3207). */
    private static final int ROUND_TRIPS_OF_STARTTLS = 5;

    private static final ProtocolVersion[] UP_TO_TLS_1_2 = {TLS_1_0, TLS_1_1, TLS_1_2};
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};

    @TempDir
    private Path folder;

    private final List<Tool> tools = Arrays.stream(Tool.values())
            .filter(tool -> tool.label().matches(System.getProperty("bench.tools", ".*")))
            .filter(Tool::installed)
            .toList();

    /** A server, and where its proxy would like to listen. */
    private record Place(String name, RealServer server, Service service, String host, int port) {}

    @Test
    void suitesOfOneEndpoint() throws IOException {
        System.out.printf(
                "%ntools: %s; %d rounds, medians; %d processors, %s %s, Java %s%n",
                tools.stream().map(Tool::label).toList(),
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        warmUp();
        try (RealServer nginx = NginxServer.speaking(UP_TO_TLS_1_2)
                        .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                        .ciphers("ALL:@SECLEVEL=0")
                        .start();
                RealServer postfix =
                        PostfixServer.speaking(ALL).ciphers("ALL:@SECLEVEL=0").start();
                RealServer dovecot = DovecotServer.speaking(ALL)
                        .ciphers("DEFAULT:!kDHE:@SECLEVEL=0")
                        .start()) {
            List<Place> places = List.of(
                    new Place("nginx, HTTPS", nginx, Service.HTTPS, "127.0.0.2", 443),
                    new Place("Postfix, STARTTLS", postfix, Service.SMTP, "127.0.0.3", 25),
                    new Place("Dovecot, IMAPS", dovecot, Service.IMAPS, "127.0.0.4", 993));
            for (Place place : places) {
                compare(place, Duration.ZERO);
            }
            for (Place place : places.subList(0, 2)) {
                compare(place, ROUND_TRIP);
            }
        }
    }

    /** The launcher builds the program and its archive of classes at the first start; nobody measures that. */
    private void warmUp() throws IOException {
        Ran.of(List.of(Tool.LAUNCHER.toString(), "--version"), Files.createTempDirectory(folder, "first"));
    }

    private void compare(Place place, Duration roundTrip) throws IOException {
        Map<Tool, List<Measured>> measured = new EnumMap<>(Tool.class);
        try (DelayingProxy proxy = proxy(place, roundTrip.dividedBy(2))) {
            boolean own = proxy.port() == place.port();
            Door door = new Door(place.service(), own ? place.host() : "127.0.0.1", proxy.port());
            for (int round = 0; round < ROUNDS; round++) {
                for (Tool tool : tools) {
                    boolean understood = own || tool != Tool.NMAP || place.service() != Service.SMTP;
                    if (round < tool.roundsAtMost() && understood) {
                        measured.computeIfAbsent(tool, key -> new ArrayList<>()).add(measure(tool, door, proxy));
                    }
                }
            }
        }
        print(place, roundTrip, measured);
    }

    private static DelayingProxy proxy(Place place, Duration oneWay) {
        int port = place.server().port(place.service());
        try {
            return DelayingProxy.before(port, new InetSocketAddress(place.host(), place.port()), oneWay);
        } catch (RuntimeException notAllowed) {
            return DelayingProxy.before(port, oneWay);
        }
    }

    private Measured measure(Tool tool, Door door, DelayingProxy proxy) throws IOException {
        Path own = Files.createTempDirectory(folder, "run");
        int before = proxy.connections();
        Ran ran = Ran.of(tool.command(door, own), own);
        return new Measured(
                ran.wall().toMillis() / 1000.0,
                ran.cpu().toMillis() / 1000.0,
                proxy.connections() - before,
                tool.suites(ran.output(), own));
    }

    private static void print(Place place, Duration roundTrip, Map<Tool, List<Measured>> measured) {
        System.out.printf(
                "%n%s%s%n%n",
                place.name(), roundTrip.isZero() ? "" : ", " + roundTrip.toMillis() + " ms of added round-trip time");
        System.out.println("| tool | suites | connections | wall s | CPU s | wall, of extls | CPU, of extls |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        List<Measured> own = Optional.ofNullable(measured.get(Tool.EXTLS)).orElseThrow();
        measured.forEach((tool, rounds) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
                tool.label(),
                Measured.median(rounds, Measured::suites),
                Measured.median(rounds, Measured::connections),
                Measured.median(rounds, Measured::wallSeconds),
                Measured.median(rounds, Measured::cpuSeconds),
                Measured.median(rounds, Measured::wallSeconds) / Measured.median(own, Measured::wallSeconds),
                Measured.median(rounds, Measured::cpuSeconds) / Measured.median(own, Measured::cpuSeconds)));
        System.out.println();
        ratio(
                "connections, of the fewest of the others",
                measured,
                Tool.EXTLS,
                Measured::connections,
                Tool.SSLSCAN,
                Tool.NMAP,
                Tool.TESTSSL);
        if (roundTrip.isZero()) {
            ratio(
                    "CPU, of the cheaper of sslscan and nmap",
                    measured,
                    Tool.EXTLS,
                    Measured::cpuSeconds,
                    Tool.SSLSCAN,
                    Tool.NMAP);
        } else {
            for (Tool tool : List.of(Tool.EXTLS, Tool.EXTLS_FAST)) {
                floor(place, roundTrip, tool, measured);
                ratio(
                        "wall of " + tool.label() + ", of the faster of sslscan and nmap",
                        measured,
                        tool,
                        Measured::wallSeconds,
                        Tool.SSLSCAN,
                        Tool.NMAP);
            }
        }
    }

    /** A server names one suite a connection: as long as the accepted ones alone take, so many at a time. */
    private static void floor(Place place, Duration roundTrip, Tool tool, Map<Tool, List<Measured>> measured) {
        Optional.ofNullable(measured.get(tool)).ifPresent(own -> {
            double suites = Measured.median(own, Measured::suites);
            int trips = place.service() == Service.SMTP ? ROUND_TRIPS_OF_STARTTLS : ROUND_TRIPS;
            System.out.printf(
                    Locale.ROOT,
                    "- %.0f accepted suites alone, %d round trips each, %d at a time: %.2f s%n",
                    suites,
                    trips,
                    tool.atOnce(),
                    suites * trips * roundTrip.toMillis() / 1000.0 / tool.atOnce());
        });
    }

    private static void ratio(
            String what,
            Map<Tool, List<Measured>> measured,
            Tool tool,
            ToDoubleFunction<Measured> figure,
            Tool... others) {
        Optional.ofNullable(measured.get(tool))
                .ifPresent(own -> Arrays.stream(others)
                        .filter(measured::containsKey)
                        .mapToDouble(other -> Measured.median(measured.getOrDefault(other, List.of()), figure))
                        .min()
                        .ifPresent(least -> System.out.printf(
                                Locale.ROOT, "- %s: %.2f%n", what, Measured.median(own, figure) / least)));
    }
}
