package dev.extls.inquiry;

import dev.extls.observation.Outcome;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** Several servers behind one address; each connection goes to one of them. */
final class SimulatedPool implements Function<Offer, Outcome> {
    private final List<SimulatedServer> nodes;
    private final boolean named;
    private final IntUnaryOperator balancer;
    private int connections;
    private int node;

    private SimulatedPool(List<SimulatedServer> nodes, boolean named, IntUnaryOperator balancer) {
        this.nodes = List.copyOf(nodes);
        this.named = named;
        this.balancer = balancer;
    }

    /** The nodes by turns, beginning with one of them. */
    static SimulatedPool inTurn(List<SimulatedServer> nodes, boolean named, int first) {
        return new SimulatedPool(nodes, named, connection -> (first + connection) % nodes.size());
    }

    static SimulatedPool atRandom(List<SimulatedServer> nodes, boolean named, Random random) {
        return new SimulatedPool(nodes, named, connection -> random.nextInt(nodes.size()));
    }

    /** One source, one node. */
    static SimulatedPool sticky(List<SimulatedServer> nodes, boolean named, int node) {
        return new SimulatedPool(nodes, named, connection -> node);
    }

    @Override
    public Outcome apply(Offer offer) {
        node = balancer.applyAsInt(connections++);
        return nodes.get(node).apply(offer);
    }

    /** How the node of the latest connection named itself, or empty. */
    String name() {
        return named ? "EX0" + (node + 1) : "";
    }

    /** The versions that some node speaks. */
    Set<ProtocolVersion> someSpeak() {
        Set<ProtocolVersion> some = EnumSet.noneOf(ProtocolVersion.class);
        nodes.forEach(server -> some.addAll(server.alive()));
        return some;
    }

    /** The versions that every node speaks. */
    Set<ProtocolVersion> allSpeak() {
        Set<ProtocolVersion> all = EnumSet.allOf(ProtocolVersion.class);
        nodes.forEach(server -> all.retainAll(server.alive()));
        return all;
    }
}
