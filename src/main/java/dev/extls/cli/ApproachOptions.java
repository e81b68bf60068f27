package dev.extls.cli;

import dev.extls.net.Conduct;
import dev.extls.net.Proxy;
import dev.extls.net.ProxyProtocol;
import dev.extls.net.SourceAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How connections come to the endpoints. */
final class ApproachOptions {
    /** Where the password for a proxy is; a command line is seen by everybody on the machine. */
    static final String PASSWORD = "EXTLS_PROXY_PASSWORD";

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            converter = SourceConverter.class,
            description = "Connect from this address of this machine, IPv4 or IPv6. Default: as the system chooses.")
    private Optional<InetAddress> source = Optional.empty();

    @Option(
            names = "--proxy-protocol",
            paramLabel = "VERSION",
            description =
                    "Send a header of the PROXY protocol first on every connection, from our address to the endpoint's, as nodes"
                            + " expect it that stand behind a balancer with it: v1 or v2. A server that does not expect one stays"
                            + " UNKNOWN.")
    private Optional<ProxyProtocol> announced = Optional.empty();

    @Option(
            names = "--proxy",
            paramLabel = "URI",
            description =
                    "Connect through this proxy: socks5://[user@]host[:port] or http://[user@]host[:port] (CONNECT). Names of"
                            + " targets are looked up here. The user's password is taken from the environment variable "
                            + PASSWORD + " and stored nowhere.")
    private @Nullable String proxy;

    /** Where variables of the environment come from. */
    UnaryOperator<@Nullable String> environment = name -> name == null ? null : System.getenv(name);

    /** Whether anything was said about it. */
    private boolean usual() {
        return source.isEmpty() && announced.isEmpty() && proxy == null;
    }

    /** How connections are made; tries what can be tried beforehand. */
    Conduct conduct() throws UserError {
        if (usual()) {
            return Conduct.PLAIN;
        }
        if (source.isPresent()) {
            try {
                SourceAddress.tryToBind(source.get());
            } catch (IOException e) {
                throw new UserError(
                        "--source " + source.get().getHostAddress() + ": this machine cannot connect from there ("
                                + e.getMessage() + "); expected one of its own addresses");
            }
        }
        return new Conduct(source, announced, proxy == null ? Optional.empty() : Optional.of(proxy(proxy)), true);
    }

    private Proxy proxy(String uri) throws UserError {
        Proxy read = readProxy(uri);
        Proxy found;
        try {
            found = read.lookedUp();
        } catch (IOException e) {
            throw new UserError("--proxy " + read + ": its host has no address");
        }
        String password = environment.apply(PASSWORD);
        if (!read.user().isEmpty() && password == null) {
            throw new UserError("--proxy " + read + ": expected the password of " + read.user()
                    + " in the environment variable " + PASSWORD);
        }
        return read.user().isEmpty() || password == null ? found : found.withPassword(password);
    }

    private static Proxy readProxy(String uri) throws UserError {
        try {
            return Proxy.of(uri);
        } catch (IllegalArgumentException e) {
            throw new UserError("--proxy: " + e.getMessage());
        }
    }

    /** For the journal: what was set, without a password. */
    Map<String, String> recorded() throws UserError {
        Map<String, String> options = new TreeMap<>();
        options.put("source", source.map(InetAddress::getHostAddress).orElse(""));
        options.put(
                "proxy-protocol",
                announced
                        .map(version -> version.name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        options.put("proxy", proxy == null ? "" : readProxy(proxy).toString());
        return options;
    }
}
