package dev.extls.target;

import dev.extls.written.Place;

/**
 * The port that a service has in place of its usual one.
 *
 * @param service the service as the user wrote it
 * @param port 1 to 65535
 * @param place where the service's name stands
 */
public record ServicePort(String service, int port, Place place) {
    /** Checks. */
    public ServicePort {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no port " + port);
        }
    }
}
