package dev.extls.bench;

import dev.extls.endpoint.Service;

/**
 * What a tool is sent to.
 *
 * @param service what is spoken there
 * @param host a loopback address
 * @param port where
 */
record Door(Service service, String host, int port) {
    /** The name on the servers' certificates. */
    static final String NAME = "mail.contoso.test";

    String address() {
        return host + ":" + port;
    }
}
