package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** tinyproxy, an HTTP proxy with CONNECT. */
public final class TinyproxyProxy {
    private TinyproxyProxy() {}

    /**
     * Starts one that lets everybody in; the test is skipped where it is not installed.
     *
     * @param settings further lines of its configuration, such as {@code BasicAuth user password}
     * @return the proxy, its port that of {@link Service#TLS}
     */
    public static RealServer start(String... settings) {
        String program = Debian.require("tinyproxy", "tinyproxy").toString();
        Door door = Door.of(Service.TLS);
        TempDirectory home = TempDirectory.create();
        List<String> lines = new ArrayList<>(
                List.of("Port " + door.port(), "Listen 127.0.0.1", "Timeout 60", "LogLevel Connect", "MaxClients 100"));
        lines.addAll(List.of(settings));
        return RunningServer.start(
                home,
                List.of(door),
                List.of(program, "-d", "-c", home.write("tinyproxy.conf", lines).toString()),
                Map.of());
    }
}
