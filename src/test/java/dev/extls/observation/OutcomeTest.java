package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {
    private static final Selection SELECTION =
            new Selection(ProtocolVersion.TLS_1_2, new CipherSuite(0xc02f), 0x001d, "h2", false);

    private static final Outcome.Cases<Object> ITSELF = new Outcome.Cases<>(
            only(Outcome.NotReached.class),
            only(Outcome.Injected.class),
            only(Outcome.Negotiated.class),
            only(Outcome.Selected.class),
            only(Outcome.Alerted.class),
            only(Outcome.Sslv2Error.class),
            only(Outcome.Closed.class),
            only(Outcome.Reset.class),
            only(Outcome.Silent.class),
            only(Outcome.Garbled.class),
            only(Outcome.NotOffered.class));

    static Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "10 s"),
                new Outcome.Injected(Bytes.fromHex("00")),
                new Outcome.Negotiated(SELECTION),
                new Outcome.Selected(SELECTION, Stop.AS_ASKED, ""),
                new Outcome.Alerted(new Alert(2, 40)),
                new Outcome.Sslv2Error(1),
                new Outcome.Closed(),
                new Outcome.Reset(),
                new Outcome.Silent("20 s"),
                new Outcome.Garbled("HTTP"),
                new Outcome.NotOffered("no such protocol"));
    }

    /** The function of one case, which gives back what it was given. */
    private static <T> Function<T, Object> only(Class<T> kind) {
        return outcome -> {
            assertThat(outcome).isExactlyInstanceOf(kind);
            return List.of(kind, outcome);
        };
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aFoldTakesTheFunctionOfTheCase(Outcome outcome) {
        assertThat(outcome.fold(ITSELF)).isEqualTo(List.of(outcome.getClass(), outcome));
    }

    @Test
    void noCaseIsMissingHere() {
        assertThat(outcomes().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Outcome.class.getPermittedSubclasses()));
        assertThat(Outcome.Cases.class.getRecordComponents()).hasSameSizeAs(Outcome.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void onlyAHandshakeHasAChoice(Outcome outcome) {
        boolean chose = outcome instanceof Outcome.Negotiated || outcome instanceof Outcome.Selected;

        assertThat(outcome.chosen().isPresent()).isEqualTo(chose);
    }

    @Test
    void aGroupThatWasNotSeenIsAbsent() {
        assertThat(SELECTION.group()).contains(NamedGroup.X25519);
        assertThat(new Selection(ProtocolVersion.TLS_1_2, new CipherSuite(0x2f), -1, "", false).group())
                .isEmpty();
    }

    @Test
    void everyTroubleHasASentenceOfItsOwn() {
        assertThat(Stream.of(Trouble.values()).map(Trouble::sentence))
                .doesNotHaveDuplicates()
                .allMatch(sentence -> !sentence.isBlank() && !sentence.endsWith("."));
    }
}
