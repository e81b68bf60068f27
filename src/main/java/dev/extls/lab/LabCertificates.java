package dev.extls.lab;

import dev.extls.endpoint.Role;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which certificate each server of a farm shows. */
final class LabCertificates {
    private final LabAuthority authority;
    private final List<LabServer> farm;
    private final Map<String, LabAuthority.Credentials> issued = new HashMap<>();

    LabCertificates(LabAuthority authority, List<LabServer> farm) {
        this.authority = authority;
        this.farm = List.copyOf(farm);
    }

    /**
     * The same for every service of a server; the same for all nodes of a pool and its balancer, as Extended Protection demands, unless the
     * profile says otherwise.
     */
    LabAuthority.Credentials of(LabServer server, Profile.Certificate kind) throws GeneralSecurityException {
        boolean pooled = kind == Profile.Certificate.OWN && server.role() != Role.STANDALONE;
        String key = pooled ? "pool " + server.pool() : kind + " " + server.name();
        LabAuthority.Credentials known = issued.get(key);
        if (known != null) {
            return known;
        }
        List<String> names = pooled ? namesOf(server.pool()) : List.of(server.name());
        LabAuthority.Credentials made =
                kind == Profile.Certificate.EXPIRED ? authority.expired(names) : authority.valid(names);
        issued.put(key, made);
        return made;
    }

    /** The name that clients use first, then the nodes. */
    private List<String> namesOf(String pool) {
        return Stream.of(Role.VIRTUAL, Role.MEMBER)
                .flatMap(role -> farm.stream().filter(server -> server.role() == role))
                .filter(server -> server.pool().equals(pool))
                .map(LabServer::name)
                .distinct()
                .toList();
    }
}
