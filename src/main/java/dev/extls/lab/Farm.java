package dev.extls.lab;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers of one lab as they are opened: members before the balancers that lead to them. */
final class Farm {
    private final List<LabServer> servers;
    private final Profiles profiles;
    private final LabCertificates certificates;
    private final OpenPorts ports;
    private final Restart restart;

    Farm(List<LabServer> servers, Profiles profiles, LabAuthority authority, OpenPorts ports, Restart restart) {
        this.servers = List.copyOf(servers);
        this.profiles = profiles;
        this.certificates = new LabCertificates(authority, servers);
        this.ports = ports;
        this.restart = restart;
    }

    /** Opens all; the doors in the order of the servers. */
    List<LabDoor> open() throws IOException, GeneralSecurityException {
        List<LabDoor> doors = new ArrayList<>(Collections.nCopies(servers.size(), null));
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).role() != Role.VIRTUAL) {
                doors.set(i, server(servers.get(i)));
            }
        }
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).role() == Role.VIRTUAL) {
                doors.set(i, balancer(servers.get(i), doors));
            }
        }
        return doors;
    }

    private LabDoor server(LabServer server) throws IOException, GeneralSecurityException {
        Optional<ChannelHandler> plays = playing(server, server.profile());
        OpenPort port = plays.isPresent() ? ports.listen(server.port(), plays.get()) : ports.hold(server.port());
        for (Turn turn : server.turns()) {
            restart.add(turn.after(), port, playing(server, turn.profile()));
        }
        return new LabDoor(server, port.number(), plays.isPresent());
    }

    /** What goes on behind a door; empty where nobody listens. */
    private Optional<ChannelHandler> playing(LabServer server, String name) throws GeneralSecurityException {
        if (name.equals(Lab.DOWN)) {
            return Optional.empty();
        }
        Profile profile = profile(name);
        if (profile.notStarted().contains(server.service())) {
            return Optional.empty();
        }
        Throttle throttle = new Throttle(profile.smtp().connectionsPerMinute(), System::nanoTime);
        return Optional.of(new DoorPipelines(server, profile, doorkeepers(server, profile), throttle));
    }

    /** One that ends TLS does so where TLS starts at once; SMTP, IMAP and POP3 with an upgrade are passed through. */
    private LabDoor balancer(LabServer virtual, List<LabDoor> doors) throws IOException, GeneralSecurityException {
        List<SocketAddress> members = new ArrayList<>();
        for (LabDoor door : doors) {
            if (door != null && isMember(door.server(), virtual)) {
                members.add(OpenPorts.loopback(door.port()));
            }
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException(virtual.name() + " has no member for " + virtual.service());
        }
        if (virtual.profile().equals(Lab.PASS_THROUGH) || virtual.service().tlsStart() != TlsStart.AT_ONCE) {
            return listen(virtual, Balancer.passThrough(members));
        }
        Supplier<Doorkeeper> tls = doorkeepers(virtual, profile(virtual.profile()));
        return listen(virtual, Balancer.endingTls(members, virtual.service().http(), tls));
    }

    private static boolean isMember(LabServer server, LabServer virtual) {
        return server.role() == Role.MEMBER
                && server.pool().equals(virtual.pool())
                && server.service() == virtual.service();
    }

    private LabDoor listen(LabServer server, ChannelHandler connections) throws IOException {
        return new LabDoor(server, ports.listen(server.port(), connections).number(), true);
    }

    private Supplier<Doorkeeper> doorkeepers(LabServer server, Profile profile) throws GeneralSecurityException {
        List<ProtocolVersion> enabled = profile.enabled(server.service());
        Stack stack = profiles.stackOf(profile);
        HouseRules rules = new HouseRules(profile, stack, enabled);
        TlsSide tls = new TlsSide(
                certificates.of(server, profile.certificate()),
                enabled,
                stack.v2Framing(),
                server.service().http());
        return () -> new Doorkeeper(rules, tls);
    }

    private Profile profile(String name) {
        return profiles.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no profile " + name + ", but " + String.join(", ", profiles.names())));
    }
}
