package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.endpoint.Role;
import dev.extls.lab.LabServer;
import dev.extls.target.TargetReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The farm of {@code targets/demo.yaml}, which is both a target list and the description of the lab. */
final class LabFarm {
    /** The label that names what an endpoint of the list plays. */
    private static final String PROFILE = "lab";

    private LabFarm() {}

    /** The text of the list that this build carries. */
    static byte[] list() throws IOException {
        try (InputStream in = LabFarm.class.getResourceAsStream("demo.yaml")) {
            if (in == null) {
                throw new IOException("this build lacks demo.yaml");
            }
            return in.readAllBytes();
        }
    }

    /** The servers of a list, one for each endpoint that has the label. */
    static List<LabServer> servers(String source, byte[] list) throws UserError {
        Expanded expanded = Expansion.of(TargetReader.read(source, list));
        Optional<String> problem =
                expanded.problems().stream().map(one -> one.sentence()).findFirst();
        if (problem.isPresent()) {
            throw new UserError(problem.get());
        }
        return expanded.endpoints().stream()
                .filter(endpoint -> endpoint.labels().containsKey(PROFILE))
                .map(LabFarm::server)
                .toList();
    }

    /** The same servers on any free ports. */
    static List<LabServer> anywhere(List<LabServer> servers) {
        return servers.stream()
                .map(server -> new LabServer(
                        server.name(), server.profile(), server.service(), 0, server.pool(), server.role()))
                .toList();
    }

    private static LabServer server(Endpoint endpoint) {
        return new LabServer(
                nameOf(endpoint),
                endpoint.labels().getOrDefault(PROFILE, ""),
                endpoint.service(),
                endpoint.port(),
                endpoint.pool(),
                endpoint.role());
    }

    /** A member that is asked for by the pool's name has its own in the label {@code node}. */
    private static String nameOf(Endpoint endpoint) {
        String node = endpoint.labels().get("node");
        boolean askedAsPool =
                endpoint.role() == Role.MEMBER && endpoint.serverName().equals(endpoint.pool());
        return askedAsPool && node != null ? node : endpoint.serverName();
    }
}
