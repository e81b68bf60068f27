package dev.extls.testkit;

import dev.extls.endpoint.Service;
import java.util.List;

/** A server with one port, whatever is spoken there. */
abstract class OneDoor implements RealServer {
    /** The connections to its port. */
    abstract Connections connected();

    @Override
    public List<Integer> ports() {
        return List.of(connected().port());
    }

    /** The only port. */
    @Override
    public int port(Service service) {
        return port();
    }

    @Override
    public void close() {
        connected().close();
    }
}
