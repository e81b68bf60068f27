package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.ConfirmingInquiry;
import dev.extls.inquiry.FactInquiry;
import dev.extls.inquiry.GroupInquiry;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.Inquiry;
import dev.extls.inquiry.SuiteInquiry;
import dev.extls.inquiry.VersionInquiry;
import java.util.List;

/** How much is asked of each endpoint. */
public enum Depth {
    /** Which versions it speaks, confirmed by handshakes: some ten connections. */
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
            case VERSIONS -> new Plan.Range(6, 12);
            case SUITES -> new Plan.Range(20, 200);
        };
    }

    private static final List<String> HTTP_PROTOCOLS = List.of("h2", "http/1.1");

    /** What is said of the protocol inside TLS. */
    static List<String> protocols(Endpoint endpoint) {
        return endpoint.service().http() ? HTTP_PROTOCOLS : List.of();
    }

    /** The inquiries, in the order in which they are made: each rests on what the one before has found. */
    List<Inquiry> inquiries(Endpoint endpoint, Handshakes handshakes) {
        List<String> alpn = protocols(endpoint);
        // a handshake first, because it counts as a step of the elimination
        VersionInquiry versions =
                new VersionInquiry(alpn, handshakes == Handshakes.NEVER ? Handshakes.NEVER : Handshakes.FIRST);
        List<Inquiry> inquiries = switch (this) {
            case VERSIONS -> List.of(new VersionInquiry(alpn, handshakes), new ConfirmingInquiry(alpn));
            case SUITES ->
                List.of(
                        versions,
                        new SuiteInquiry(alpn),
                        new ConfirmingInquiry(alpn),
                        new GroupInquiry(alpn),
                        new FactInquiry(alpn));
        };
        return handshakes == Handshakes.NEVER
                ? inquiries.stream()
                        .filter(one -> !(one instanceof ConfirmingInquiry))
                        .toList()
                : inquiries;
    }
}
