package dev.extls.target;

import dev.extls.written.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the user wrote, read and checked, but not yet given a meaning in doors.
 *
 * @param written the words of the user
 * @param scheme what stands before {@code ://}, lower case, unchecked; empty for a bare name
 * @param serverName the name to ask for, as A-labels in lower case; empty when it is the host
 * @param host what to connect to: a name as A-labels in lower case, or an address literal (IPv6 as in RFC 5952, no brackets)
 * @param port 1 to 65535, or 0 when none is written
 * @param services the services asked for, in order; empty when none are named or the scheme names it
 * @param ports ports of services other than the usual; a later entry replaces an earlier one of the same service
 * @param labels the user's labels, sorted by key
 * @param pool the name of the pool, or empty
 * @param role {@link #VIRTUAL} or {@link #MEMBER} in a pool, empty outside
 * @param pace how gently its addresses are to be treated
 * @param place where it stands
 */
public record Target(
        String written,
        String scheme,
        String serverName,
        String host,
        int port,
        List<ServiceName> services,
        List<ServicePort> ports,
        Map<String, String> labels,
        String pool,
        String role,
        AskedPace pace,
        Place place) {
    /** The role of the address that clients use. */
    public static final String VIRTUAL = "virtual";

    /** The role of a node behind it, reached directly. */
    public static final String MEMBER = "member";

    /** What the text of a label is called in a problem. */
    static final String A_LABEL = "a label";

    /** Checks and copies. */
    public Target {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a target needs a host");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no port " + port);
        }
        if (pool.isEmpty() ? !role.isEmpty() : !role.equals(VIRTUAL) && !role.equals(MEMBER)) {
            throw new IllegalArgumentException("no role " + role + " in the pool " + pool);
        }
        services = List.copyOf(services);
        ports = List.copyOf(ports);
        labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
