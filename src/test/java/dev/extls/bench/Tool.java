package dev.extls.bench;

import dev.extls.endpoint.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool that lists the suites of each version that an endpoint speaks, asked for that and as little else as it can be told. */
enum Tool {
    /** Versions and suites, two connections at a time. */
    EXTLS("extls", Integer.MAX_VALUE) {
        @Override
        List<String> command(Door door, Path folder) {
            return extls(door, folder);
        }

        @Override
        int suites(String output, Path folder) {
            return reported(folder);
        }
    },
    /** The same with four connections at a time. */
    EXTLS_FAST("extls --fast", Integer.MAX_VALUE) {
        @Override
        List<String> command(Door door, Path folder) {
            List<String> command = new ArrayList<>(extls(door, folder));
            command.add("--fast");
            return command;
        }

        @Override
        int suites(String output, Path folder) {
            return reported(folder);
        }
    },
    /** sslscan without its other checks. */
    SSLSCAN("sslscan", Integer.MAX_VALUE) {
        @Override
        List<String> command(Door door, Path folder) {
            List<String> command = new ArrayList<>(List.of(
                    "sslscan",
                    "--no-colour",
                    "--no-check-certificate",
                    "--no-cipher-details",
                    "--no-compression",
                    "--no-fallback",
                    "--no-groups",
                    "--no-heartbleed",
                    "--no-renegotiation",
                    "--sni-name=" + Door.NAME));
            switch (door.service()) {
                case SMTP -> command.add("--starttls-smtp");
                case HTTPS, IMAPS -> {}
                default -> throw new IllegalArgumentException("no benchmark of " + door);
            }
            command.add(door.address());
            return command;
        }

        @Override
        int suites(String output, Path folder) {
            return count(output, "^(Preferred|Accepted) ");
        }
    },
    /** nmap with one script and no port scan but that of the port. It knows STARTTLS by the port's number. */
    NMAP("nmap ssl-enum-ciphers", Integer.MAX_VALUE) {
        @Override
        List<String> command(Door door, Path folder) {
            return List.of(
                    "nmap",
                    "-Pn",
                    "-n",
                    "-p",
                    String.valueOf(door.port()),
                    "--script",
                    "ssl-enum-ciphers",
                    "--script-args",
                    "tls.servername=" + Door.NAME,
                    door.host());
        }

        @Override
        int suites(String output, Path folder) {
            return count(output, "^\\|\\s+TLS_\\S+ ");
        }
    },
    /** testssl.sh with its list of suites a version and nothing else; once, because it takes minutes. */
    TESTSSL("testssl.sh", 1) {
        @Override
        List<String> command(Door door, Path folder) {
            List<String> command = new ArrayList<>(List.of(
                    onPath("testssl.sh") ? "testssl.sh" : "testssl",
                    "--quiet",
                    "--color",
                    "0",
                    "--warnings",
                    "batch",
                    "--nodns",
                    "none",
                    "--cipher-per-proto"));
            if (door.service() == Service.SMTP) {
                command.addAll(List.of("--starttls", "smtp"));
            }
            command.add(door.address());
            return command;
        }

        @Override
        int suites(String output, Path folder) {
            return count(output, "^ x[0-9a-f]{2,6} ");
        }
    };

    private final String label;
    private final int roundsAtMost;

    Tool(String label, int roundsAtMost) {
        this.label = label;
        this.roundsAtMost = roundsAtMost;
    }

    /**
     * What to run.
     *
     * @param door what to look at
     * @param folder an empty one, for files
     */
    abstract List<String> command(Door door, Path folder);

    /** How many suites it found, summed over the versions. */
    abstract int suites(String output, Path folder);

    String label() {
        return label;
    }

    int roundsAtMost() {
        return roundsAtMost;
    }

    /** How many connections extls makes at a time to one address. */
    int atOnce() {
        return this == EXTLS_FAST ? 4 : 2;
    }

    /** Whether it can be run here. */
    boolean installed() {
        return switch (this) {
            case EXTLS, EXTLS_FAST -> true;
            case SSLSCAN -> onPath("sslscan");
            case NMAP -> onPath("nmap");
            case TESTSSL -> onPath("testssl.sh") || onPath("testssl");
        };
    }

    static final Path LAUNCHER = Path.of("extls").toAbsolutePath();

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static List<String> extls(Door door, Path folder) {
        return List.of(
                LAUNCHER.toString(),
                "scan",
                "--depth",
                "suites",
                "--quiet",
                "--format",
                "json",
                "-o",
                folder.toString(),
                "--name",
                "bench",
                door.service().scheme() + "://" + Door.NAME + "@" + door.address());
    }

    private static int reported(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Optional<Path> report =
                    files.filter(file -> file.endsWith("report.json")).findFirst();
            JsonNode endpoint = new JsonMapper()
                    .readTree(Files.readString(report.orElseThrow()))
                    .path("endpoints")
                    .path(0);
            return endpoint.path("versions").values().stream()
                    .mapToInt(version -> version.path("suites").size())
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int count(String output, String pattern) {
        return (int) Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(output)
                .results()
                .count();
    }
}
