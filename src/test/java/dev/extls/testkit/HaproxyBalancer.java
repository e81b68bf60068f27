package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A HAProxy that passes connections on as they are. It probes no node, so each connection counts as a turn. */
public final class HaproxyBalancer {
    private static final Pattern LOGGED = Pattern.compile("to node(\\d+) from (\\d+)");

    private final String algorithm;
    private Service service = Service.HTTPS;
    private String towardsNodes = "";
    private int retries = 3;

    private HaproxyBalancer(String algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * One node of HTTPS after the other; the test is skipped where it is not installed.
     *
     * @param nodes the HTTPS ports of the nodes, in their turn
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public static RealServer before(int... nodes) {
        return balancing("roundrobin").start(nodes);
    }

    /**
     * With an algorithm.
     *
     * @param algorithm of the directive {@code balance}, such as {@code leastconn}
     * @return what can be set further and started
     */
    public static HaproxyBalancer balancing(String algorithm) {
        return new HaproxyBalancer(algorithm);
    }

    /**
     * In front of another service than HTTPS.
     *
     * @param other what the nodes speak
     * @return this
     */
    public HaproxyBalancer service(Service other) {
        service = other;
        return this;
    }

    /**
     * With further words in each {@code server} line.
     *
     * @param words such as {@code source 127.0.0.9}
     * @return this
     */
    public HaproxyBalancer towardsNodes(String words) {
        towardsNodes = " " + words;
        return this;
    }

    /**
     * A connection that a node does not take is closed at once.
     *
     * @return this
     */
    public HaproxyBalancer withoutRetries() {
        retries = 0;
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed. Its log has a line for each connection that has ended; {@link #passed} reads it.
     *
     * @param nodes the ports of the nodes, in their turn
     * @return the server, with one door
     */
    public RealServer start(int... nodes) {
        String program = Debian.require("haproxy", "haproxy").toString();
        Door door = Door.of(service);
        TempDirectory home = TempDirectory.create();
        List<String> lines = new ArrayList<>(List.of(
                "global",
                // tests count the lines of the log, and threads that log at the same moment may lose one
                "  nbthread 1",
                "  log stdout format raw local0",
                "defaults",
                "  mode tcp",
                "  log global",
                "  log-format \"to %s from %cp\"",
                "  retries " + retries,
                "  timeout connect 10s",
                "  timeout client 10s",
                "  timeout server 10s",
                "listen tls",
                "  bind 127.0.0.1:" + door.port(),
                "  balance " + algorithm));
        for (int node : nodes) {
            lines.add(String.format(Locale.ROOT, "  server node%d 127.0.0.1:%d%s", node, node, towardsNodes));
        }
        return RunningServer.start(
                home,
                List.of(door),
                List.of(program, "-db", "-f", home.write("haproxy.cfg", lines).toString()),
                OpenSslTerms.environment(home, OpenSslTerms.POSSIBLE));
    }

    /**
     * Where each connection went, by the balancer's log.
     *
     * @param balancer started here
     * @return the ports of nodes by the port that a connection came from, which the system may use for several, in the order of their ends; only connections
     *     that have ended
     */
    public static Map<Integer, List<Integer>> passed(RealServer balancer) {
        Map<Integer, List<Integer>> passed = new HashMap<>();
        for (String line : balancer.log()) {
            Matcher logged = LOGGED.matcher(line);
            if (logged.matches()) {
                passed.computeIfAbsent(Integer.parseInt(logged.group(2)), from -> new ArrayList<>())
                        .add(Integer.parseInt(logged.group(1)));
            }
        }
        return passed;
    }
}
