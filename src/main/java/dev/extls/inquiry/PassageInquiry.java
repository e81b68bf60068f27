package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A fixed series of hellos to every endpoint of a pool, whose answers are compared: the same to all, whatever is known of an endpoint, and unusual, so
 * that programs and settings differ in them. A virtual address is asked each of them twice in a row: nodes that take turns answer one after the
 * other, and a single server answers the same twice.
 *
 * @param alpn protocol names to offer, or empty
 * @param times how often each hello is sent, 1 or more
 */
public record PassageInquiry(List<String> alpn, int times) implements Inquiry {
    /** RFC 8422 section 5.1.1, in an order in which no client has them. */
    private static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.SECP521R1, NamedGroup.SECP384R1, NamedGroup.SECP256R1, NamedGroup.X25519);

    /** RFC 5246 section 7.4.1.4.1: rsa_pkcs1_sha1 and ecdsa_sha1 alone. */
    private static final List<Integer> SHA1_ALONE = List.of(0x0201, 0x0203);

    private static final int DEFLATE = 1;

    /** Registered (IANA registry of ALPN protocol ids, 2026-11-23), and no longer spoken by anybody. */
    private static final String FORGOTTEN_PROTOCOL = "spdy/1";

    private static final int SUITES_AT_MOST = 60;

    /** Copies. */
    public PassageInquiry {
        alpn = List.copyOf(alpn);
        if (times < 1) {
            throw new IllegalArgumentException("a series that is sent " + times + " times");
        }
    }

    @Override
    public Question question() {
        return Question.PASSAGE;
    }

    @Override
    public List<Offer> next(List<Observation> seen) {
        Acquaintance known = Acquaintance.of(seen);
        boolean left = known.last().filter(VersionLaw::withoutHello).isPresent();
        if (left || known.living().isEmpty()) {
            return List.of();
        }
        List<Offer> offers = new ArrayList<>();
        for (Offer hello : series()) {
            long asked = seen.stream()
                    .filter(one ->
                            one.question() == Question.PASSAGE && one.offer().equals(hello))
                    .count();
            for (long more = asked; more < times; more++) {
                offers.add(hello);
            }
        }
        return offers;
    }

    /**
     * How many connections it takes.
     *
     * @return 4 or more
     */
    public int connections() {
        return series().size() * times;
    }

    private List<Offer> series() {
        return List.of(weakestFirst(), withoutExtensions(), oddGroups(), oldSignatures());
    }

    /** Whose order counts, which compression is taken, whether there is a ticket, and in what order the extensions come. */
    private Offer weakestFirst() {
        List<CipherSuite> suites = new ArrayList<>(KnownSuites.likely(ProtocolVersion.TLS_1_2).stream()
                .limit(SUITES_AT_MOST)
                .toList());
        Collections.reverse(suites);
        List<String> protocols = new ArrayList<>(alpn);
        Collections.reverse(protocols);
        return Offer.hello(ProtocolVersion.TLS_1_2, suites, protocols)
                .with(Extras.NONE.withCompressions(List.of(DEFLATE, 0)).withTicket(Bytes.EMPTY));
    }

    /** What is chosen for a client from before RFC 3546. */
    private static Offer withoutExtensions() {
        return Offer.hello(ProtocolVersion.TLS_1_2, KnownSuites.first(ProtocolVersion.TLS_1_2), List.of())
                .in(Shape.WITHOUT_EXTENSIONS);
    }

    /** Which group is asked for, and what becomes of a protocol that nobody speaks. */
    private Offer oddGroups() {
        Offer usual = Offer.tls13OrLower(List.of());
        return new Offer(
                Way.HELLO,
                usual.version(),
                usual.lower(),
                usual.suites(),
                GROUPS,
                alpn.isEmpty() ? List.of() : List.of(FORGOTTEN_PROTOCOL),
                Shape.PLAIN,
                Extras.NONE.withKeyShares(KeyShares.NONE));
    }

    /** Whether signatures with SHA-1 are refused, or made in another way. */
    private static Offer oldSignatures() {
        return Offer.hello(ProtocolVersion.TLS_1_2, KnownSuites.first(ProtocolVersion.TLS_1_2), List.of())
                .with(Extras.NONE.withSignatureSchemes(SHA1_ALONE));
    }
}
