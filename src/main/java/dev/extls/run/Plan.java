package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.TlsStart;
import dev.extls.inquiry.Sampling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run will cost, told without a packet: connections and time as they usually are where every endpoint answers. An estimate, no
 * promise: nobody knows beforehand how far away the servers are, what they speak and what they refuse.
 *
 * @param endpoints how many doors, a host that is not looked up counting as one address
 * @param connections the fewest and the most, of all endpoints together
 * @param time the shortest and the longest
 * @param slowest the address that takes longest by itself
 */
public record Plan(int endpoints, Range connections, Span time, Slowest slowest) {
    /** The round trip that is reckoned with: a server in another place. */
    public static final Duration ROUND_TRIP = Duration.ofMillis(50);

    /** TCP takes one round trip, the hello another, the rest of a handshake up to TLS 1.2 a third. */
    private static final int ROUND_TRIPS = 3;

    /** Greeting, EHLO or its like, and STARTTLS or STLS come before (RFC 3207, RFC 2595). */
    private static final int ROUND_TRIPS_OF_AN_UPGRADE = 3;

    /** TLS 1.0 to 1.3 are asked by a handshake each. */
    private static final int HANDSHAKES = 4;

    /**
     * From the fewest to the most.
     *
     * @param fewest 0 or more
     * @param most not less
     */
    public record Range(long fewest, long most) {
        private Range plus(Range other) {
            return new Range(fewest + other.fewest, most + other.most);
        }
    }

    /**
     * From the shortest to the longest.
     *
     * @param shortest zero or more
     * @param longest not less
     */
    public record Span(Duration shortest, Duration longest) {
        private Span plus(Span other) {
            return new Span(shortest.plus(other.shortest), longest.plus(other.longest));
        }

        private Span atLeast(Span other) {
            return new Span(longer(shortest, other.shortest), longer(longest, other.longest));
        }

        private Span by(int divisor) {
            return new Span(shortest.dividedBy(divisor), longest.dividedBy(divisor));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }
    }

    /**
     * The address that takes longest.
     *
     * @param host the address, or the host as long as it is not looked up; empty where there is no endpoint
     * @param endpoints how many doors it has
     * @param pace how it is treated
     * @param time how long it takes by itself
     */
    public record Slowest(String host, int endpoints, Pace pace, Span time) {}

    /**
     * Reckons.
     *
     * @param endpoints of the list, resolved or not
     * @param depth how much is asked
     * @param sampling how many connections are made to count nodes
     * @param pacing of the run
     * @return the plan
     */
    public static Plan of(List<Endpoint> endpoints, Depth depth, Sampling sampling, Pacing pacing) {
        Map<String, Address> addresses = new LinkedHashMap<>();
        Range connections = new Range(0, 0);
        for (Endpoint endpoint : endpoints) {
            String host = endpoint.resolved() ? endpoint.address() : endpoint.host();
            Range each = connections(endpoint, depth, sampling);
            addresses.computeIfAbsent(host, Address::new).add(endpoint, each);
            connections = connections.plus(each);
        }
        Span none = new Span(Duration.ZERO, Duration.ZERO);
        Span all = none;
        Span handshakes = none;
        Slowest slowest = new Slowest("", 0, Pace.OF_THE_RUN, none);
        for (Address address : addresses.values()) {
            all = all.plus(address.oneByOne);
            handshakes = handshakes.plus(new Span(address.handshakes, address.handshakes));
            Slowest alone = address.alone(pacing);
            slowest = alone.time().longest().compareTo(slowest.time().longest()) > 0 ? alone : slowest;
        }
        Limits limits = pacing.limits();
        Span time = slowest.time().atLeast(all.by(limits.overall())).atLeast(handshakes.by(limits.handshakes()));
        return new Plan(endpoints.size(), connections, time, slowest);
    }

    private static Range connections(Endpoint endpoint, Depth depth, Sampling sampling) {
        return depth.connections(endpoint).plus(new Range(sampling.fewest(endpoint), sampling.most(endpoint)));
    }

    private static Duration connection(TlsStart start) {
        return ROUND_TRIP.multipliedBy(
                switch (start) {
                    case AT_ONCE -> ROUND_TRIPS;
                    case SMTP_STARTTLS, IMAP_STARTTLS, POP3_STLS -> ROUND_TRIPS + ROUND_TRIPS_OF_AN_UPGRADE;
                });
    }

    private static final class Address {
        private final String host;
        private int endpoints;
        private Pace pace = Pace.OF_THE_RUN;
        private Range connections = new Range(0, 0);
        private Span oneByOne = new Span(Duration.ZERO, Duration.ZERO);
        private Duration handshakes = Duration.ZERO;

        Address(String host) {
            this.host = host;
        }

        void add(Endpoint endpoint, Range each) {
            Duration one = connection(endpoint.service().tlsStart());
            endpoints++;
            pace = pace.strictest(endpoint.pace());
            connections = connections.plus(each);
            oneByOne = oneByOne.plus(new Span(one.multipliedBy(each.fewest()), one.multipliedBy(each.most())));
            handshakes = handshakes.plus(one.multipliedBy(HANDSHAKES));
        }

        /** A few at once, and no two starts closer than the gap. */
        Slowest alone(Pacing pacing) {
            Pace treated = new Pace(
                    pace.atOnce() > 0 ? pace.atOnce() : pacing.limits().perAddress(),
                    pace.gap().isZero() ? pacing.gap() : pace.gap());
            Span gaps = new Span(
                    treated.gap().multipliedBy(Math.max(0, connections.fewest() - 1)),
                    treated.gap().multipliedBy(Math.max(0, connections.most() - 1)));
            return new Slowest(
                    host, endpoints, treated, oneByOne.by(treated.atOnce()).atLeast(gaps));
        }
    }
}
