package dev.extls.scan;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.offer.KnownSuites;
import dev.extls.testkit.SlowOracle;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a report says about suites, held against the oracle. */
final class Compared {
    private Compared() {}

    /**
     * Holds that the report has just the suites that the oracle finds, none unknown, and the order that it finds.
     *
     * @param oracle of the same endpoint
     * @param scanned what the report says
     * @param versions those that the server was told to speak
     */
    static void with(SlowOracle oracle, Scanned scanned, ProtocolVersion... versions) {
        suites(oracle, scanned, versions);
        for (ProtocolVersion version : versions) {
            order(oracle, scanned, version);
        }
    }

    /**
     * Holds that the report has just the suites that the oracle finds, none unknown: for servers whose refusals hide suites, of which then not
     * all stood in one hello.
     *
     * @param oracle of the same endpoint
     * @param scanned what the report says
     * @param versions those that the server was told to speak
     */
    static void suites(SlowOracle oracle, Scanned scanned, ProtocolVersion... versions) {
        Set<ProtocolVersion> dead = EnumSet.allOf(ProtocolVersion.class);
        for (ProtocolVersion version : versions) {
            dead.remove(version);
            Set<CipherSuite> accepted = oracle.suites(version);
            assertThat(accepted).as("%s: the oracle's suites", version).isNotEmpty();
            assertThat(scanned.suites(version))
                    .as("%s: suites, %s", version, scanned.version(version))
                    .containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(scanned.unknownSuites(version))
                    .as("%s: unknown suites, %s", version, scanned.version(version))
                    .isEmpty();
        }
        for (ProtocolVersion version : dead) {
            assertThat(scanned.suites(version)).as("%s: suites", version).isEmpty();
        }
    }

    /**
     * Anonymous, NULL and EXPORT suites never stand beside others, so the report does not compare them. ChaCha20 is left out: OpenSSL can be told
     * to give it a place that depends on the client's list (SSL_OP_PRIORITIZE_CHACHA), and HAProxy tells it so.
     */
    private static void order(SlowOracle oracle, Scanned scanned, ProtocolVersion version) {
        List<CipherSuite> ordinary = scanned.suites(version).stream()
                .filter(suite -> !KnownSuites.apart(suite) && !suite.label().contains("CHACHA20"))
                .toList();
        switch (oracle.order(version, ordinary)) {
            case SERVER -> {
                assertThat(scanned.serverOrder(version))
                        .as("%s: the server's order", version)
                        .contains(true);
                // those of the first hello were compared with each other, and stand in the server's order; in SSL 3.0
                // that is the hello
                // that asks for the version, which holds the suites with finite fields back
                Set<CipherSuite> first =
                        Set.copyOf(version == SSL_3_0 ? KnownSuites.first(version) : KnownSuites.likely(version));
                List<CipherSuite> compared =
                        ordinary.stream().filter(first::contains).toList();
                assertThat(compared).as("%s: order", version).isEqualTo(oracle.sorted(version, compared));
            }
            case CLIENT ->
                assertThat(scanned.serverOrder(version))
                        .as("%s: the client's order", version)
                        .contains(false);
            case NONE -> assertThat(ordinary).hasSizeLessThan(2);
            case MIXED -> throw new AssertionError(version + ": neither the server's order nor the client's");
        }
    }
}
