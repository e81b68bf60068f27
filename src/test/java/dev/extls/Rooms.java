package dev.extls;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The table of rooms: which packages exist, what each may import, and which rooms may use which library. */
final class Rooms {
    static final String HOUSE = "dev.extls";

    /** Room to the rooms it may import, itself aside. */
    static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            entry("tls", Set.of()),
            entry("wire", Set.of("tls")),
            entry("written", Set.of()),
            entry("target", Set.of("written")),
            entry("endpoint", Set.of("target", "written")),
            entry("dialogue", Set.of("endpoint", "tls")),
            entry("offer", Set.of("tls")),
            entry("observation", Set.of("endpoint", "offer", "dialogue", "wire", "tls")),
            entry("inquiry", Set.of("observation", "offer", "endpoint", "tls")),
            entry("net", Set.of("dialogue", "observation", "offer", "endpoint", "wire", "tls")),
            entry("run", Set.of("inquiry", "observation", "offer", "endpoint", "net")),
            entry("journal", Set.of("observation", "endpoint", "offer", "dialogue", "wire", "tls")),
            entry("policy", Set.of("written", "endpoint", "tls")),
            entry("verdict", Set.of("policy", "inquiry", "observation", "endpoint", "tls")),
            entry(
                    "report",
                    Set.of(
                            "verdict",
                            "policy",
                            "inquiry",
                            "observation",
                            "endpoint",
                            "offer",
                            "dialogue",
                            "wire",
                            "tls")),
            entry("lab", Set.of("tls", "wire", "endpoint")),
            entry(
                    "cli",
                    Set.of(
                            "tls",
                            "wire",
                            "written",
                            "target",
                            "endpoint",
                            "dialogue",
                            "offer",
                            "observation",
                            "inquiry",
                            "net",
                            "run",
                            "journal",
                            "policy",
                            "verdict",
                            "report",
                            "lab")));

    /** Start of a package or class name to the rooms that may use what is named so. */
    static final Map<String, Set<String>> LIBRARIES = libraries();

    /** The rooms that may look at the clock; to the others the time is given. */
    static final Set<String> WITH_A_CLOCK = Set.of("net", "run", "cli", "lab");

    /** The rooms that may catch everything: the borders where bugs and trouble of libraries stop. */
    static final Set<String> BORDERS = Set.of("net", "run", "cli");

    private Rooms() {}

    static Set<String> all() {
        return IMPORTS.keySet();
    }

    private static Map<String, Set<String>> libraries() {
        Set<String> network = Set.of("net", "lab");
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("io.netty.", network);
        rooms.put("io.netty.resolver.dns.", Set.of("net"));
        rooms.put("org.bouncycastle.", network);
        rooms.put("javax.net.", network);
        rooms.put("java.net.Socket", network);
        rooms.put("java.net.ServerSocket", network);
        rooms.put("java.net.DatagramSocket", network);
        rooms.put("java.net.URLConnection", network);
        rooms.put("java.net.http.", network);
        rooms.put("java.nio.channels.SocketChannel", network);
        rooms.put("java.nio.channels.ServerSocketChannel", network);
        rooms.put("picocli.", Set.of("cli"));
        Set<String> structured = Set.of("target", "policy", "journal", "report", "lab");
        rooms.put("tools.jackson.", structured);
        rooms.put("com.fasterxml.jackson.", structured);
        rooms.put("org.snakeyaml.", Set.of("written"));
        rooms.put("de.siegmar.fastcsv.", Set.of("target", "report"));
        rooms.put("gg.jte.", Set.of("report"));
        return rooms;
    }
}
