package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Question;
import java.util.Optional;

/**
 * How many connections are made to an endpoint only to see which node answers.
 *
 * @param most at most so many; 0 for none
 * @param quiet an end is made when so many in a row have shown no node that was not seen before
 * @param everywhere whether endpoints outside of pools are sampled too
 * @param pages whether one connection is made to those outside of pools that have a health page, to see it
 */
public record Sampling(int most, int quiet, boolean everywhere, boolean pages) {
    /** Of virtual endpoints of pools, until nothing new was seen for a while: a third of the load is missed ten times in a row once in sixty. */
    public static final Sampling USUAL = new Sampling(20, 10, false, false);

    /** Nowhere. */
    public static final Sampling NONE = new Sampling(0, 0, false, false);

    /** Each keeps what crossed the wire, 256 KiB at worst, as long as the endpoint is asked. */
    public static final int MOST = 1_000;

    /** A member of a pool says by one connection how it is to be recognised. */
    private static final int OF_A_MEMBER = 1;

    /** A page is seen once. */
    private static final int OF_A_PAGE = 1;

    /** Checks. */
    public Sampling {
        if (most < 0 || most > MOST || quiet < 0) {
            throw new IllegalArgumentException("no number of connections: " + most);
        }
    }

    /**
     * Just so many, of every endpoint that is no member of a pool.
     *
     * @param connections 0 to {@link #MOST}
     * @return the sampling
     */
    public static Sampling of(int connections) {
        return connections == 0 ? NONE : new Sampling(connections, connections, true, false);
    }

    /**
     * The same, and one connection to each web site for its health page.
     *
     * @return a copy
     */
    public Sampling seeingPages() {
        return new Sampling(most, quiet, everywhere, true);
    }

    /**
     * At most how many connections it takes.
     *
     * @param endpoint any
     * @return 0 or more
     */
    public int most(Endpoint endpoint) {
        return switch (endpoint.role()) {
            case VIRTUAL -> most;
            case MEMBER -> Math.min(OF_A_MEMBER, most);
            case STANDALONE -> everywhere ? most : pages && endpoint.service() == Service.HTTPS ? OF_A_PAGE : 0;
        };
    }

    /**
     * At least how many it takes of an endpoint that answers.
     *
     * @param endpoint any
     * @return 0 or more
     */
    public int fewest(Endpoint endpoint) {
        return endpoint.role() == Role.MEMBER ? most(endpoint) : Math.min(most(endpoint), quiet + 1);
    }

    /**
     * The inquiry.
     *
     * @param endpoint whose node is asked for
     * @return empty where nothing is asked
     */
    public Optional<Inquiry> of(Endpoint endpoint) {
        int connections = most(endpoint);
        if (connections == 0) {
            return Optional.empty();
        }
        boolean page = endpoint.role() == Role.STANDALONE && !everywhere;
        return Optional.of(
                page ? new NodeInquiry(Question.HEALTH, connections, 0) : new NodeInquiry(connections, quiet));
    }
}
