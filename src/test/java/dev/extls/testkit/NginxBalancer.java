package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.ArrayList;
import java.util.List;

/** nginx that passes connections on as they are, by its module for streams. */
public final class NginxBalancer {
    private static final String MODULE = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private NginxBalancer() {}

    /**
     * One node after the other; the test is skipped where nginx or its module is not installed.
     *
     * @param nodes the HTTPS ports of the nodes, in their turn
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public static RealServer before(int... nodes) {
        String program = Debian.require("nginx", "nginx-light").toString();
        Debian.requireFile(MODULE, "libnginx-mod-stream");
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        List<String> lines = new ArrayList<>(List.of(
                "load_module " + MODULE + ";",
                "daemon off;",
                "master_process off;",
                "pid " + home.path() + "/pid;",
                "error_log stderr notice;",
                "events { worker_connections 1024; }",
                "stream {",
                "upstream nodes {"));
        for (int node : nodes) {
            lines.add("server 127.0.0.1:" + node + ";");
        }
        lines.addAll(List.of("}", "server {", "listen 127.0.0.1:" + door.port() + ";", "proxy_pass nodes;", "}", "}"));
        return RunningServer.start(
                home,
                List.of(door),
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
}
