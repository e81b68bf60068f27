package dev.extls.cli;

import dev.extls.net.Dns;
import dev.extls.net.NameLookup;
import dev.extls.net.Names;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How names are looked up. */
final class NameOptions {
    /** A name of Exchange has one address a node; a hostile answer could hold thousands. */
    private static final int MOST_ADDRESSES = 64;

    @Option(
            names = "--resolver",
            paramLabel = "ADDRESS",
            converter = ResolverConverter.class,
            description =
                    "Ask the name server at ADDRESS or ADDRESS:PORT, and it alone: no hosts file, no search domains. Default: look names up as"
                            + " this system does.")
    private Optional<InetSocketAddress> resolver = Optional.empty();

    @Option(
            names = "--first-address",
            description = "Of a name with several addresses, use the first. Default: each address is an endpoint.")
    private boolean firstAddress;

    /** Looks up the hosts of targets. */
    Names open(Notes notes) {
        Names names = resolver.<Names>map(server -> Dns.at(server, notes::note)).orElseGet(NameLookup::new);
        return firstAddress ? names.atMost(1, many -> {}) : names.atMost(MOST_ADDRESSES, notes::note);
    }

    /** The name server to be asked in place of the system's. */
    Optional<InetSocketAddress> resolver() {
        return resolver;
    }

    /** For the journal: what was set. */
    Map<String, String> recorded() {
        Map<String, String> options = new TreeMap<>();
        options.put(
                "resolver",
                resolver.map(server -> server.getHostString() + ":" + server.getPort())
                        .orElse(""));
        options.put("first-address", String.valueOf(firstAddress));
        return options;
    }
}
