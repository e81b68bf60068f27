package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.List;

/** A server that accepts connections on 127.0.0.1, from its start until it is closed. */
public interface RealServer extends AutoCloseable {
    /**
     * The port of the only or first door.
     *
     * @return 1 to 65535
     */
    default int port() {
        return ports().get(0);
    }

    /**
     * The ports of all doors, in the order in which they were asked for.
     *
     * @return one or more
     */
    List<Integer> ports();

    /**
     * The port of a service.
     *
     * @param service such as {@link Service#IMAPS}
     * @return 1 to 65535
     * @throws IllegalArgumentException if this server has no such service
     */
    int port(Service service);

    /**
     * What the server printed, for people.
     *
     * @return the last 16 kB at most
     */
    String output();

    /**
     * Everything that the server has printed so far.
     *
     * @return its lines
     */
    default List<String> log() {
        return output().lines().toList();
    }

    /** Stops the server with all of its processes, connections and files. Once more does nothing. */
    @Override
    void close();
}
