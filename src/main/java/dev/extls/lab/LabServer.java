package dev.extls.lab;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import java.util.List;

/**
 * One door that the lab is asked to open.
 *
 * @param name the server's name, such as {@code ex01.contoso.test}; never empty
 * @param profile the name of its profile; for a {@link Role#VIRTUAL} door {@link Lab#PASS_THROUGH} or a profile that ends TLS
 * @param service what is spoken there
 * @param port the port wished for, 0 for any free one
 * @param pool the name of its pool, or empty
 * @param role its role in the pool
 * @param turns what it plays when the farm is restarted, in the order of time; empty if it is not restarted
 */
public record LabServer(
        String name, String profile, Service service, int port, String pool, Role role, List<Turn> turns) {
    /** Checks the ranges, and copies. */
    public LabServer {
        turns = List.copyOf(turns);
        if (name.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("no server " + name + " on port " + port);
        }
        if (pool.isEmpty() != (role == Role.STANDALONE)) {
            throw new IllegalArgumentException(name + " is " + role + " of the pool '" + pool + "'");
        }
    }

    /**
     * A door that stays what it is.
     *
     * @param name the server's name
     * @param profile the name of its profile
     * @param service what is spoken there
     * @param port the port wished for, 0 for any free one
     * @param pool the name of its pool, or empty
     * @param role its role in the pool
     */
    public LabServer(String name, String profile, Service service, int port, String pool, Role role) {
        this(name, profile, service, port, pool, role, List.of());
    }

    /**
     * The same on another port.
     *
     * @param other the port wished for, 0 for any free one
     * @return a copy
     */
    public LabServer at(int other) {
        return new LabServer(name, profile, service, other, pool, role, turns);
    }
}
