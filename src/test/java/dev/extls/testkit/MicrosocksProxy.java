package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** microsocks, a SOCKS 5 proxy. */
public final class MicrosocksProxy {
    private MicrosocksProxy() {}

    /**
     * Starts one that lets everybody in; the test is skipped where it is not installed.
     *
     * @return the proxy, its port that of {@link Service#TLS}
     */
    public static RealServer start() {
        return start(List.of());
    }

    /**
     * Starts one that lets one user in.
     *
     * @param user who
     * @param password with this password
     * @return the proxy
     */
    public static RealServer start(String user, String password) {
        return start(List.of("-u", user, "-P", password));
    }

    private static RealServer start(List<String> arguments) {
        String program = Debian.require("microsocks", "microsocks").toString();
        Door door = Door.of(Service.TLS);
        List<String> command = new ArrayList<>(List.of(program, "-i", "127.0.0.1", "-p", String.valueOf(door.port())));
        command.addAll(arguments);
        return RunningServer.start(TempDirectory.create(), List.of(door), command, Map.of());
    }
}
