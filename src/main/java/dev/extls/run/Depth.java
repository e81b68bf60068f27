package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.ConfirmingInquiry;
import dev.extls.inquiry.CrossingInquiry;
import dev.extls.inquiry.DoubtInquiry;
import dev.extls.inquiry.FactInquiry;
import dev.extls.inquiry.GroupInquiry;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.Inquiry;
import dev.extls.inquiry.OfLateVersions;
import dev.extls.inquiry.PassageInquiry;
import dev.extls.inquiry.Session;
import dev.extls.inquiry.SuiteInquiry;
import dev.extls.inquiry.VersionInquiry;
import java.util.List;
import java.util.stream.Stream;

/** How much is asked of each endpoint. */
public enum Depth {
    /** Which versions it speaks, confirmed by handshakes: six connections, up to two dozen where versions are refused by closing. */
    VERSIONS,
    /** Also every suite and group of each version that it speaks, some dozen connections more for each of them, and how it negotiates. */
    SUITES;

    /**
     * How many connections an endpoint of Exchange takes that answers: measured on the profiles of the lab and on a server with every suite of four versions, with some room. One
     * that does not answer takes one; a pool of unlike nodes takes many more.
     *
     * @return the usual range
     */
    public Plan.Range connections() {
        return switch (this) {
            case VERSIONS -> new Plan.Range(6, 25);
            case SUITES -> new Plan.Range(20, 200);
        };
    }

    /** The same for one endpoint: those of a pool are asked for more, so that they can be compared. */
    Plan.Range connections(Endpoint endpoint) {
        int more = switch (endpoint.role()) {
            case STANDALONE -> 0;
            case VIRTUAL -> series(endpoint).connections() + CrossingInquiry.AT_A_VIRTUAL_ADDRESS;
            case MEMBER -> series(endpoint).connections() + CrossingInquiry.AT_A_MEMBER;
        };
        return new Plan.Range(connections().fewest() + more, connections().most() + more);
    }

    private static final List<String> HTTP_PROTOCOLS = List.of("h2", "http/1.1");

    /** What is said of the protocol inside TLS. */
    static List<String> protocols(Endpoint endpoint) {
        return endpoint.service().http() ? HTTP_PROTOCOLS : List.of();
    }

    /** What makes the sessions at a virtual address of a pool that its members are to be asked about. */
    static CrossingInquiry atVirtual(Endpoint endpoint, long after) {
        return CrossingInquiry.ofVirtual(protocols(endpoint), after);
    }

    /** What asks a member about them. */
    static CrossingInquiry atMember(Endpoint endpoint, long after, List<Session> sessions) {
        return CrossingInquiry.ofMember(protocols(endpoint), after, sessions);
    }

    /** What is asked of the endpoints of a pool beside the rest, so that they can be compared. */
    private static Stream<Inquiry> ofPool(Endpoint endpoint) {
        return endpoint.role() == Role.STANDALONE ? Stream.of() : Stream.of(series(endpoint));
    }

    /** Nodes that take turns answer the same hello one after the other. */
    private static PassageInquiry series(Endpoint endpoint) {
        return new PassageInquiry(protocols(endpoint), endpoint.role() == Role.VIRTUAL ? 2 : 1);
    }

    /** The inquiries, in the order in which they are made: each rests on what the one before has found. */
    List<Inquiry> inquiries(Endpoint endpoint, Handshakes handshakes) {
        List<String> alpn = protocols(endpoint);
        // a handshake first, because it counts as a step of the elimination
        VersionInquiry versions =
                new VersionInquiry(alpn, handshakes == Handshakes.NEVER ? Handshakes.NEVER : Handshakes.FIRST);
        SuiteInquiry suites = new SuiteInquiry(alpn);
        List<Inquiry> inquiries = switch (this) {
            case VERSIONS -> List.of(new VersionInquiry(alpn, handshakes), new ConfirmingInquiry(alpn));
            case SUITES ->
                List.of(
                        versions,
                        suites,
                        new DoubtInquiry(versions),
                        new OfLateVersions(suites),
                        new ConfirmingInquiry(alpn),
                        new GroupInquiry(alpn),
                        new FactInquiry(alpn));
        };
        return Stream.concat(
                        inquiries.stream()
                                .filter(one -> handshakes != Handshakes.NEVER || !(one instanceof ConfirmingInquiry)),
                        ofPool(endpoint))
                .toList();
    }
}
