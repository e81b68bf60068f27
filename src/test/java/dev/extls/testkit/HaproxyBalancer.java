package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A HAProxy that passes TLS through to one node after the other. */
public final class HaproxyBalancer {
    private HaproxyBalancer() {}

    /**
     * Starts it; the test is skipped where it is not installed. It probes no node, so each connection counts as a turn.
     *
     * @param nodes the HTTPS ports of the nodes, in their turn
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public static RealServer before(int... nodes) {
        String program = Debian.require("haproxy", "haproxy").toString();
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        List<String> lines = new ArrayList<>(List.of(
                "defaults",
                "  mode tcp",
                "  timeout connect 10s",
                "  timeout client 10s",
                "  timeout server 10s",
                "listen tls",
                "  bind 127.0.0.1:" + door.port(),
                "  balance roundrobin"));
        for (int node : nodes) {
            lines.add(String.format(Locale.ROOT, "  server node%d 127.0.0.1:%d", node, node));
        }
        return RunningServer.start(
                home,
                List.of(door),
                List.of(program, "-db", "-f", home.write("haproxy.cfg", lines).toString()),
                OpenSslTerms.environment(home, OpenSslTerms.POSSIBLE));
    }
}
