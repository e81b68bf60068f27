package dev.extls.scan;

import dev.extls.endpoint.Service;
import dev.extls.testkit.RealServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Servers that are scanned in one run and stopped together. */
final class Farm implements AutoCloseable {
    private final Deque<RealServer> servers = new ArrayDeque<>();
    private final List<String> targets = new ArrayList<>();

    /**
     * Takes a server over, to be stopped with the farm.
     *
     * @param server started
     * @param services what of it is scanned; may be none
     * @return the same server
     */
    <S extends RealServer> S add(S server, Service... services) {
        servers.push(server);
        for (Service service : services) {
            targets.add(target(service, server.port(service)));
        }
        return server;
    }

    /** Adds a server with several ports of HTTPS. */
    RealServer addEachPort(RealServer server) {
        servers.push(server);
        server.ports().forEach(port -> targets.add(target(Service.HTTPS, port)));
        return server;
    }

    /**
     * Scans everything in one run.
     *
     * @param options such as {@code --tls-timeout 1s}
     * @return the run
     */
    Run scan(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(targets);
        return Run.of(arguments);
    }

    /** In the order opposite to that of their start. */
    @Override
    public void close() {
        servers.forEach(RealServer::close);
    }

    private static String target(Service service, int port) {
        return service.scheme() + "://" + Run.NAME + "@127.0.0.1:" + port;
    }
}
