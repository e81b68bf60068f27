package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Configurations and behaviours drawn at random; {@code -Dextls.test.seed=N} draws the same again. */
class VersionInquiryRandomTest {
    private static final int CONFIGURATIONS = Draws.of(1_000);
    private static final List<Outcome> REFUSALS = List.of(
            SimulatedServer.PROTOCOL_VERSION,
            SimulatedServer.HANDSHAKE_FAILURE,
            new Outcome.Alerted(new Alert(2, Alert.INSUFFICIENT_SECURITY)),
            new Outcome.Alerted(new Alert(2, 80)),
            SimulatedServer.FIN,
            SimulatedServer.RST,
            SimulatedServer.SILENT);

    private final long seed = Draws.seed();
    private final Random random = new Random(seed);

    @Test
    void noConfigurationIsAnsweredWrongly() {
        int most = 0;
        int unknowns = 0;
        for (int count = 0; count < CONFIGURATIONS; count++) {
            SimulatedServer server = configuration();
            Handshakes first = random.nextBoolean() ? Handshakes.LATER : Handshakes.FIRST;
            Course course = Course.of(server, 1 + random.nextInt(3), first);
            String where = "seed " + seed + ", configuration " + count + ", " + first + ": " + server.enabled() + " "
                    + server.versionRefused() + " " + server.suitesRefused();

            assertThat(course.answered(AnswerKind.YES))
                    .as("no wrong YES, " + where)
                    .isSubsetOf(server.alive());
            assertThat(course.answered(AnswerKind.NO))
                    .as("no wrong NO, " + where)
                    .isSubsetOf(EnumSet.complementOf(EnumSet.copyOf(server.alive())));
            assertThat(course.answered(AnswerKind.YES))
                    .as("every version is found, " + where)
                    .isEqualTo(server.alive());
            if (tells(server.versionRefused()) && !server.alive().isEmpty()) {
                assertThat(course.answered(AnswerKind.UNKNOWN))
                        .as("nothing stays open, " + where)
                        .isEmpty();
            }
            assertThat(course.connections()).as(where).isLessThan(64);
            most = Math.max(most, course.connections());
            unknowns += course.answered(AnswerKind.UNKNOWN).size();
        }
        System.out.println("at most " + most + " connections, " + unknowns + " times UNKNOWN");
    }

    @Test
    void aServerThatAnswersAtRandomIsAskedSoOftenAndNoMore() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_0, TLS_1_2), SimulatedServer.RST);
        for (int count = 0; count < CONFIGURATIONS; count++) {
            Handshakes first = random.nextBoolean() ? Handshakes.LATER : Handshakes.FIRST;
            Course course = Course.of(offer -> anything(server, offer), 1 + random.nextInt(2), first);

            assertThat(course.connections()).as("seed " + seed).isLessThan(130);
            assertThat(course.answered(AnswerKind.YES))
                    .as("no YES for what was never chosen, seed " + seed)
                    .isSubsetOf(TLS_1_0, TLS_1_2);
            assertThat(course.answers().versions().values())
                    .as("an answer names its evidence, seed " + seed)
                    .allSatisfy(answer -> assertThat(answer.kind() == AnswerKind.UNKNOWN
                                    || !answer.evidence().isEmpty())
                            .isTrue());
        }
    }

    private Outcome anything(SimulatedServer server, Offer offer) {
        return switch (random.nextInt(12)) {
            case 0 -> SimulatedServer.FIN;
            case 1 -> SimulatedServer.RST;
            case 2 -> SimulatedServer.HANDSHAKE_FAILURE;
            case 3 -> SimulatedServer.SILENT;
            case 4 -> new Outcome.Garbled("HTTP");
            case 5 -> new Outcome.NotOffered("no such protocol");
            case 6 -> new Outcome.Alerted(new Alert(1 + random.nextInt(2), random.nextInt(256)));
            case 7 -> random.nextInt(20) == 0 ? new Outcome.NotReached(Trouble.THROTTLED, "421") : SimulatedServer.RST;
            case 8 -> random.nextInt(20) == 0 ? new Outcome.Injected(Bytes.fromHex("00")) : SimulatedServer.FIN;
            default -> server.apply(offer);
        };
    }

    private static boolean tells(Outcome refusal) {
        return !refusal.equals(SimulatedServer.SILENT)
                && !(refusal instanceof Outcome.Alerted alerted
                        && alerted.alert().description() == 80);
    }

    /** Any versions, any way of refusing them, any suites; no common suite is refused by an alert, as Schannel does (KB of event 36874). */
    private SimulatedServer configuration() {
        Set<ProtocolVersion> enabled = EnumSet.noneOf(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (random.nextBoolean()) {
                enabled.add(version);
            }
        }
        Outcome refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
        Set<CipherSuite> suites = suites();
        boolean reads = enabled.contains(TLS_1_3) || random.nextBoolean();
        return new SimulatedServer(enabled, suites::contains, reads, refusal, SimulatedServer.HANDSHAKE_FAILURE);
    }

    private Set<CipherSuite> suites() {
        List<CipherSuite> registered = CipherSuite.registered();
        Set<CipherSuite> suites = new HashSet<>();
        int howMany = 1 + random.nextInt(random.nextBoolean() ? 4 : registered.size());
        for (int count = 0; count < howMany; count++) {
            suites.add(registered.get(random.nextInt(registered.size())));
        }
        return suites;
    }
}
