package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of another project, running as a process of its own, with its doors open. */
final class RunningServer implements RealServer {
    private static final Duration TIME_TO_START = Duration.ofSeconds(20);

    /** Stopped when the JVM ends in the middle of a test. */
    private static final Set<RunningServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(RunningServer::close), "stop-real-servers"));
    }

    private final String name;
    private final TempDirectory home;
    private final List<Door> doors;
    private final ServerProcess process;
    private String lastOutput = "";

    private RunningServer(String name, TempDirectory home, List<Door> doors, ServerProcess process) {
        this.name = name;
        this.home = home;
        this.doors = List.copyOf(doors);
        this.process = process;
    }

    /**
     * Starts a server and waits until each of its doors is open.
     *
     * @param home where all of its files are; removed when the server stops
     * @param doors what it will open
     * @param command the program and its arguments
     * @param environment added to the environment of this process
     * @return the server, ready
     * @throws AssertionError with the output of the server, if it does not start
     */
    static RunningServer start(
            TempDirectory home, List<Door> doors, List<String> command, Map<String, String> environment) {
        String name = Path.of(command.get(0)).getFileName().toString();
        RunningServer server =
                new RunningServer(name, home, doors, ServerProcess.start(command, environment, home.path()));
        OPEN.add(server);
        boolean ready = Await.holds(
                TIME_TO_START, () -> !server.process.alive() || doors.stream().allMatch(Door::open));
        if (!ready || !server.process.alive()) {
            server.close();
            throw new AssertionError(name + (ready ? " ended" : " is not ready after " + TIME_TO_START) + ": "
                    + String.join(" ", command) + "\n" + server.output());
        }
        return server;
    }

    @Override
    public List<Integer> ports() {
        return doors.stream().map(Door::port).toList();
    }

    @Override
    public int port(Service service) {
        return doors.stream()
                .filter(door -> door.service() == service)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + service + " here"))
                .port();
    }

    @Override
    public synchronized String output() {
        return OPEN.contains(this) ? process.output() : lastOutput;
    }

    @Override
    public synchronized List<String> log() {
        return OPEN.contains(this) ? process.log() : lastOutput.lines().toList();
    }

    /**
     * The processes of this server that live.
     *
     * @return none once it is closed
     */
    List<ProcessHandle> living() {
        return process.living();
    }

    /**
     * What it serves and where.
     *
     * @return one or more
     */
    List<Door> doors() {
        return doors;
    }

    /**
     * Where its files are.
     *
     * @return a directory that is gone once it is closed
     */
    Path home() {
        return home.path();
    }

    @Override
    public synchronized void close() {
        if (!OPEN.contains(this)) {
            return;
        }
        process.close();
        lastOutput = process.output();
        OutputOnFailure.keep(name, lastOutput);
        OPEN.remove(this);
        home.close();
    }
}
