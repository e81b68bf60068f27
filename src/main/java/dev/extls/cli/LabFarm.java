package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.endpoint.Role;
import dev.extls.lab.LabServer;
import dev.extls.lab.Turn;
import dev.extls.target.TargetReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The farms of {@code targets/demo.yaml} and {@code targets/reboot.yaml}, each both a target list and the description of the lab. */
enum LabFarm {
    /** Many kinds of servers, which stay what they are. */
    DEMO("demo.yaml"),
    /** A few servers that are restarted. */
    REBOOT("reboot.yaml");

    /** The label that names what an endpoint of the list plays. */
    private static final String PROFILE = "lab";

    /** The label that says what it plays when it is restarted. */
    private static final String RESTART = "restart";

    private static final Pattern TURN = Pattern.compile("(\\d{1,5})s (\\S{1,64})");

    private final String file;

    LabFarm(String file) {
        this.file = file;
    }

    /** The name of the list in {@code targets/}. */
    String file() {
        return file;
    }

    /** The text of the list that this build carries. */
    byte[] list() throws IOException {
        try (InputStream in = LabFarm.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("this build lacks " + file);
            }
            return in.readAllBytes();
        }
    }

    /** The servers of the list that this build carries. */
    List<LabServer> servers() throws IOException, UserError {
        return servers(file, list());
    }

    /** The servers of a list, one for each endpoint that has the label. */
    static List<LabServer> servers(String source, byte[] list) throws UserError {
        Expanded expanded = Expansion.of(TargetReader.read(source, list));
        Optional<String> problem =
                expanded.problems().stream().map(one -> one.sentence()).findFirst();
        if (problem.isPresent()) {
            throw new UserError(problem.get());
        }
        List<LabServer> servers = new ArrayList<>();
        for (Endpoint endpoint : expanded.endpoints()) {
            if (endpoint.labels().containsKey(PROFILE)) {
                servers.add(server(endpoint));
            }
        }
        return servers;
    }

    /** The same servers on any free ports. */
    static List<LabServer> anywhere(List<LabServer> servers) {
        return servers.stream().map(server -> server.at(0)).toList();
    }

    private static LabServer server(Endpoint endpoint) throws UserError {
        return new LabServer(
                nameOf(endpoint),
                endpoint.labels().getOrDefault(PROFILE, ""),
                endpoint.service(),
                endpoint.port(),
                endpoint.pool(),
                endpoint.role(),
                turns(endpoint));
    }

    private static List<Turn> turns(Endpoint endpoint) throws UserError {
        String restart = endpoint.labels().getOrDefault(RESTART, "");
        List<Turn> turns = new ArrayList<>();
        for (String written : restart.isBlank() ? new String[0] : restart.split(",", -1)) {
            Matcher parts = TURN.matcher(written.strip());
            if (!parts.matches()) {
                throw new UserError("the label " + RESTART + " of " + endpoint.serverName() + " ("
                        + endpoint.service() + "): found \"" + written.strip()
                        + "\", expected seconds and a profile such as 120s ex2016-2016");
            }
            turns.add(new Turn(Duration.ofSeconds(Long.parseLong(parts.group(1))), parts.group(2)));
        }
        return turns;
    }

    /** A member that is asked for by the pool's name has its own in the label {@code node}. */
    private static String nameOf(Endpoint endpoint) {
        String node = endpoint.labels().get("node");
        boolean askedAsPool =
                endpoint.role() == Role.MEMBER && endpoint.serverName().equals(endpoint.pool());
        return askedAsPool && node != null ? node : endpoint.serverName();
    }
}
