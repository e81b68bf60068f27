package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The server name as it goes out in server_name: one place for hellos, handshakes and the check of what was sent. */
final class SniName {
    private SniName() {}

    /**
     * The name for one offer.
     *
     * @return empty for a literal address (RFC 6066 section 3), for SSL, whose hellos have no extensions, and for shapes without it
     * @throws IllegalArgumentException if the name cannot stand in server_name
     */
    static Optional<String> of(Offer offer, Endpoint endpoint) {
        boolean sent = switch (offer.shape()) {
            case PLAIN, SHORT -> !offer.version().before(ProtocolVersion.TLS_1_0);
            case WITHOUT_SERVER_NAME, WITHOUT_EXTENSIONS -> false;
        };
        if (!sent || !endpoint.namedByHostName()) {
            return Optional.empty();
        }
        String written = endpoint.serverName();
        // RFC 6066 section 3: without a trailing dot
        String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        if (name.isEmpty() || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("the server name cannot stand in SNI: " + written);
        }
        return Optional.of(name);
    }
}
