package dev.extls.inquiry;

import static dev.extls.inquiry.SimulatedServer.RST;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools behind one address; {@code -Dextls.test.seed=N} draws the same again. */
class UnlikeNodesTest {
    private static final int POOLS = 1_000;
    private static final SimulatedServer HARDENED =
            new SimulatedServer(EnumSet.of(TLS_1_2), RST).withoutSupportedVersions();
    private static final SimulatedServer FORGOTTEN =
            new SimulatedServer(EnumSet.of(TLS_1_0, TLS_1_1, TLS_1_2), RST).withoutSupportedVersions();
    private static final List<SimulatedServer> DEMO = List.of(HARDENED, HARDENED, FORGOTTEN);

    private final long seed = Long.getLong("extls.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 1", "0, 2", "1, 2", "2, 2"})
    void twoHardenedNodesAndAForgottenOneAreBothWhatTheySpeak(int first, int sideBySide) {
        Course course = Course.of(SimulatedPool.inTurn(DEMO, true, first), sideBySide);

        System.out.println(
                course.connections() + " connections; " + course.answer(TLS_1_0).why());
        assertThat(course.answered(AnswerKind.YES)).containsExactly(TLS_1_0, TLS_1_1, TLS_1_2);
        assertThat(course.answered(AnswerKind.NO)).containsExactly(SSL_2_0, SSL_3_0, TLS_1_3);
        assertThat(course.answer(TLS_1_0).contradicted()).isTrue();
        assertThat(course.answer(TLS_1_1).contradicted()).isTrue();
        assertThat(course.answer(TLS_1_2).contradicted()).isFalse();
        assertThat(course.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
        assertThat(course.answer(TLS_1_0).why())
                .contains("EX01")
                .contains("EX02")
                .contains("EX03");
        assertThat(course.answer(SSL_3_0).why()).contains("by every node that answered (");
    }

    @Test
    void namelessNodesShowThemselvesWhereOneOffersAnswersDiffer() {
        Set<String> answers = new TreeSet<>();
        for (int first = 0; first < DEMO.size(); first++) {
            Course course = Course.of(SimulatedPool.inTurn(DEMO, false, first));

            answers.add(first + " " + course.connections() + " " + course.answered(AnswerKind.YES)
                    + course.answer(TLS_1_0).contradicted()
                    + course.answer(TLS_1_1).contradicted());
        }
        System.out.println(answers);
        assertThat(answers).hasSize(3);
    }
}
