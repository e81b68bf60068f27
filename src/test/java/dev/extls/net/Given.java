package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Doors, offers and deadlines for tests. */
final class Given {
    static final String NAME = "mail.contoso.test";

    private Given() {}

    static Endpoint door(Service service, int port) {
        return door(service, NAME, port);
    }

    static Endpoint door(Service service, String serverName, int port) {
        return new Endpoint(
                serverName, service, serverName, serverName, "127.0.0.1", port, Map.of(), "", Role.STANDALONE);
    }

    /** A hello with the likely suites of a version. */
    static Offer hello(ProtocolVersion version) {
        return Offer.hello(version, KnownSuites.likely(version), List.of());
    }

    static Offer handshake(ProtocolVersion version) {
        return Offer.handshake(version, List.of());
    }

    static Offer handshake(ProtocolVersion version, int... suites) {
        List<CipherSuite> all = Arrays.stream(suites).mapToObj(CipherSuite::new).toList();
        return new Offer(Way.HANDSHAKE, version, List.of(), all, KnownGroups.of(version), List.of(), Shape.PLAIN);
    }

    /** The same for every stage. */
    static Deadlines deadlines(Duration each) {
        return new Deadlines(each, each, each, each);
    }
}
