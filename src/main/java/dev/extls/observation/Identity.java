package dev.extls.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the clear-text lines of one or more connections told about the node that answered; hostile text.
 *
 * @param greeting the greeting as it was sent first, without code
 * @param name the name in the EHLO reply or in the greeting, or empty
 * @param seenAddress the address that the server takes for ours, or empty
 * @param localAddress our address and port on that connection; empty if a proxy made it
 * @param capabilities in the order and spelling of the server
 * @param evidence ids of the observations that told it
 */
public record Identity(
        String greeting,
        String name,
        String seenAddress,
        String localAddress,
        List<String> capabilities,
        List<String> evidence) {
    /** Copies. */
    public Identity {
        capabilities = List.copyOf(capabilities);
        evidence = List.copyOf(evidence);
    }

    /**
     * The identity that one observation shows.
     *
     * @param observation any
     * @return empty if no line told anything
     */
    public static Optional<Identity> of(Observation observation) {
        var learned = observation.learned();
        if (learned.greeting().isEmpty()
                && learned.name().isEmpty()
                && learned.seenAddress().isEmpty()
                && learned.capabilities().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Identity(
                learned.greeting(),
                learned.name(),
                learned.seenAddress(),
                // behind a proxy the address that the server sees is the proxy's
                observation.approach().proxied() ? "" : observation.localAddress(),
                learned.capabilities(),
                List.of(observation.id())));
    }

    /**
     * The different identities in observations, in the order of their first sight. Greetings that differ only in the
     * time, or in the timestamp of APOP, are one.
     *
     * @param observations any number
     * @return one entry an identity, each naming all its observations
     */
    public static List<Identity> seenIn(List<Observation> observations) {
        Map<List<Object>, List<Identity>> alike = new LinkedHashMap<>();
        for (Observation observation : observations) {
            of(observation)
                    .ifPresent(identity -> alike.computeIfAbsent(
                                    List.of(
                                            Sighting.timeless(identity.greeting()),
                                            identity.name(),
                                            identity.seenAddress(),
                                            identity.capabilities()),
                                    key -> new ArrayList<>())
                            .add(identity));
        }
        return alike.values().stream().map(Identity::merged).toList();
    }

    /**
     * Whether the server takes another address for ours than the one we have: something on the way translates source
     * addresses. The address in {@code Hello [ip]} is the one the server sees.
     *
     * @return false if either address is not known
     */
    public boolean seenElsewhere() {
        return addressesKnown() && !AddressLiteral.parse(seenAddress).equals(AddressLiteral.ofSocket(localAddress));
    }

    /**
     * Whether it is known both which address of ours the server sees and which one we have: only then can be told whether something on the way
     * translates source addresses.
     *
     * @return false for services that do not say whom they see, and behind a proxy
     */
    public boolean addressesKnown() {
        return AddressLiteral.parse(seenAddress).isPresent()
                && AddressLiteral.ofSocket(localAddress).isPresent();
    }

    private static Identity merged(List<Identity> alike) {
        Identity first = alike.get(0);
        List<String> evidence =
                alike.stream().flatMap(identity -> identity.evidence.stream()).toList();
        return new Identity(
                first.greeting, first.name, first.seenAddress, first.localAddress, first.capabilities, evidence);
    }
}
