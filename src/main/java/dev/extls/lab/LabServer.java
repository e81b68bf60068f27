package dev.extls.lab;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;

/**
 * One door that the lab is asked to open.
 *
 * @param name the server's name, such as {@code ex01.contoso.test}; never empty
 * @param profile the name of its profile; for a {@link Role#VIRTUAL} door {@link Lab#PASS_THROUGH} or a profile that ends TLS
 * @param service what is spoken there
 * @param port the port wished for, 0 for any free one
 * @param pool the name of its pool, or empty
 * @param role its role in the pool
 */
public record LabServer(String name, String profile, Service service, int port, String pool, Role role) {
    /** Checks the ranges. */
    public LabServer {
        if (name.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("no server " + name + " on port " + port);
        }
        if (pool.isEmpty() != (role == Role.STANDALONE)) {
            throw new IllegalArgumentException(name + " is " + role + " of the pool '" + pool + "'");
        }
    }
}
