package dev.extls.endpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One door: address, port, service and server name. A name with two addresses is two endpoints.
 *
 * @param target what the user wrote
 * @param service the service behind the door
 * @param serverName the name asked for in SNI, EHLO logs and the certificate; may be an address literal, never empty
 * @param host what is looked up to find the address: a name or an address literal, never empty
 * @param address the numeric address, IPv6 without brackets; empty as long as the host is not resolved
 * @param port 1 to 65535
 * @param labels the user's labels, sorted by key
 * @param pool the name of the pool, or empty
 * @param role the role in the pool
 * @param pace how gently the list wants the address to be treated
 * @param vantage the place from which it was seen, among several of one report; else empty
 */
public record Endpoint(
        String target,
        Service service,
        String serverName,
        String host,
        String address,
        int port,
        Map<String, String> labels,
        String pool,
        Role role,
        Pace pace,
        String vantage) {
    /** Checks and copies. */
    public Endpoint {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no port " + port);
        }
        if (serverName.isEmpty() || host.isEmpty()) {
            throw new IllegalArgumentException("an endpoint needs a server name and a host");
        }
        labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * A door of a run, which has one vantage.
     *
     * @param target what the user wrote
     * @param service the service behind the door
     * @param serverName the name asked for
     * @param host what is looked up to find the address
     * @param address the numeric address, or empty
     * @param port 1 to 65535
     * @param labels the user's labels
     * @param pool the name of the pool, or empty
     * @param role the role in the pool
     * @param pace how gently the list wants the address to be treated
     */
    public Endpoint(
            String target,
            Service service,
            String serverName,
            String host,
            String address,
            int port,
            Map<String, String> labels,
            String pool,
            Role role,
            Pace pace) {
        this(target, service, serverName, host, address, port, labels, pool, role, pace, "");
    }

    /**
     * A door to which the list asks no pace of its own.
     *
     * @param target what the user wrote
     * @param service the service behind the door
     * @param serverName the name asked for
     * @param host what is looked up to find the address
     * @param address the numeric address, or empty
     * @param port 1 to 65535
     * @param labels the user's labels
     * @param pool the name of the pool, or empty
     * @param role the role in the pool
     */
    public Endpoint(
            String target,
            Service service,
            String serverName,
            String host,
            String address,
            int port,
            Map<String, String> labels,
            String pool,
            Role role) {
        this(target, service, serverName, host, address, port, labels, pool, role, Pace.OF_THE_RUN, "");
    }

    /**
     * Whether the address is known.
     *
     * @return false as long as only the host is
     */
    public boolean resolved() {
        return !address.isEmpty();
    }

    /**
     * The same door at a known address.
     *
     * @param numericAddress an IPv4 or IPv6 address, without brackets
     * @return a resolved endpoint
     */
    public Endpoint at(String numericAddress) {
        return new Endpoint(target, service, serverName, host, numericAddress, port, labels, pool, role, pace, vantage);
    }

    /**
     * The same door among those that were seen from several places.
     *
     * @param place the name of the vantage, or empty
     * @return an endpoint with a key of its own
     */
    public Endpoint from(String place) {
        return new Endpoint(target, service, serverName, host, address, port, labels, pool, role, pace, place);
    }

    /**
     * Whether the server name is a host name that SNI may carry; RFC 6066 section 3 forbids literal addresses.
     *
     * @return false for an IPv4 or IPv6 literal
     */
    public boolean namedByHostName() {
        return serverName.indexOf(':') < 0 && !serverName.matches("[0-9.]+");
    }

    /**
     * Names the door among all doors of a run: {@code smtp://ex01.contoso.test@10.0.0.11:25}, and {@code ... from inside} among those that
     * were seen from several places.
     *
     * @return the same text for the same service, server name, address, port and vantage
     */
    public String key() {
        String where = resolved() ? address : host;
        String literal = where.indexOf(':') >= 0 ? "[" + where + "]" : where;
        return service.scheme() + "://" + (serverName.equals(where) ? "" : serverName + "@") + literal + ":" + port
                + (vantage.isEmpty() ? "" : " from " + vantage);
    }
}
