package dev.extls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A tool that goes through a list of endpoints at one port. */
enum ListTool {
    /** All suites of each version, two connections at a time to an address. */
    EXTLS_SUITES("extls --depth suites", Tool.EXTLS) {
        @Override
        List<String> command(Path list, int port, Path folder) {
            return extls(list, folder, "--depth", "suites");
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            return Rows.suites(folder);
        }
    },
    /** One script and no scan but of the port. */
    NMAP_SUITES("nmap ssl-enum-ciphers", Tool.NMAP) {
        private static final Pattern HOST = Pattern.compile("^Nmap scan report for (\\S+)");
        private static final Pattern SUITE = Pattern.compile("^\\|\\s+TLS_\\S+ ");

        @Override
        List<String> command(Path list, int port, Path folder) {
            return List.of(
                    "nmap",
                    "-Pn",
                    "-n",
                    "-p",
                    String.valueOf(port),
                    "--script",
                    "ssl-enum-ciphers",
                    "-iL",
                    hosts(list).toString());
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            Map<String, Integer> found = new HashMap<>();
            String host = "";
            for (String line : output.lines().toList()) {
                Matcher next = HOST.matcher(line);
                host = next.find() ? next.group(1) : host;
                if (SUITE.matcher(line).find()) {
                    found.merge(host, 1, Integer::sum);
                }
            }
            return found;
        }
    },
    /** Sixteen at once, each without its other checks. */
    SSLSCAN_SUITES("sixteen sslscan", Tool.SSLSCAN) {
        @Override
        List<String> command(Path list, int port, Path folder) {
            return sixteen(list, folder, "");
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            return counted(folder, "^(Preferred|Accepted) ");
        }
    },
    /** Versions, each confirmed by a handshake. */
    EXTLS_VERSIONS("extls", Tool.EXTLS) {
        @Override
        List<String> command(Path list, int port, Path folder) {
            return extls(list, folder, "--depth", "versions");
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            return Rows.versions(folder);
        }
    },
    /** Versions by hellos alone. */
    EXTLS_HELLO("extls --hello-only", Tool.EXTLS) {
        @Override
        List<String> command(Path list, int port, Path folder) {
            return extls(list, folder, "--depth", "versions", "--hello-only");
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            return Rows.versions(folder);
        }
    },
    /** Sixteen at once, asked for versions only. */
    SSLSCAN_VERSIONS("sixteen sslscan, versions only", Tool.SSLSCAN) {
        @Override
        List<String> command(Path list, int port, Path folder) {
            return sixteen(list, folder, "--no-ciphersuites");
        }

        @Override
        Map<String, Integer> found(String output, Path folder) {
            return counted(folder, "^(SSL|TLS)v\\S+\\s+enabled");
        }
    };

    private final String label;
    private final Tool tool;

    ListTool(String label, Tool tool) {
        this.label = label;
        this.tool = tool;
    }

    /**
     * What to run.
     *
     * @param list a file with an endpoint a line, {@code https://ADDRESS:PORT}
     * @param port of all of them
     * @param folder an empty one, for files
     */
    abstract List<String> command(Path list, int port, Path folder);

    /** How many suites, or versions, it found at each address. */
    abstract Map<String, Integer> found(String output, Path folder);

    String label() {
        return label;
    }

    boolean installed() {
        return tool.installed();
    }

    private static List<String> extls(Path list, Path folder, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Tool.LAUNCHER.toString(), "scan", "-f", list.toString(), "-o", folder.toString(), "--name", "bench"));
        command.addAll(List.of(options));
        return command;
    }

    private static List<String> sixteen(Path list, Path folder, String more) {
        return List.of(
                "xargs",
                "-P",
                "16",
                "-a",
                hosts(list) + ".doors",
                "-I",
                "{}",
                "sh",
                "-c",
                "sslscan --no-colour --no-check-certificate --no-cipher-details --no-compression --no-fallback --no-groups"
                        + " --no-heartbleed --no-renegotiation " + more + " {} > " + folder + "/{}.txt");
    }

    /** Addresses alone in one file, with their port in another. */
    private static Path hosts(Path list) {
        Path hosts = list.resolveSibling("hosts");
        try {
            List<String> doors = Files.readAllLines(list).stream()
                    .map(line -> line.substring("https://".length()))
                    .toList();
            Files.write(
                    hosts,
                    doors.stream().map(door -> door.replaceAll(":.*", "")).toList());
            Files.write(list.resolveSibling("hosts.doors"), doors);
            return hosts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Integer> counted(Path folder, String pattern) {
        Pattern wanted = Pattern.compile(pattern, Pattern.MULTILINE);
        Map<String, Integer> found = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".txt")).toList()) {
                int count =
                        (int) wanted.matcher(Files.readString(file)).results().count();
                found.put(file.getFileName().toString().replaceAll(":.*", ""), count);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }
}
