package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweredShapeTest {
    private final Seen seen = Seen.nothing();

    private AnsweredShapeTest answered(ProtocolVersion version, Shape shape) {
        return answered(hello(version, shape), version);
    }

    private AnsweredShapeTest answered(Offer offer, ProtocolVersion chosen) {
        seen.add(
                offer,
                new Outcome.Selected(new Selection(chosen, new CipherSuite(0x002f), -1, "", false), Stop.AS_ASKED, ""));
        return this;
    }

    private static Offer hello(ProtocolVersion version, Shape shape) {
        Offer plain = Offer.hello(version, KnownSuites.likely(version).subList(0, 5), List.of());
        return shape == Shape.WITHOUT_EXTENSIONS ? plain.withGroups(List.of()).in(shape) : plain.in(shape);
    }

    private Shape of(ProtocolVersion version) {
        return AnsweredShape.of(version, seen.list());
    }

    @Test
    void theShapeInWhichTheVersionWasChosenGoesFirst() {
        answered(TLS_1_1, Shape.WITHOUT_SERVER_NAME).answered(TLS_1_2, Shape.SHORT);

        assertThat(of(TLS_1_2)).isEqualTo(Shape.SHORT);
        assertThat(of(TLS_1_1)).isEqualTo(Shape.WITHOUT_SERVER_NAME);
    }

    @Test
    void aPlainOneGoesBeforeAnyOther() {
        answered(TLS_1_2, Shape.SHORT).answered(TLS_1_2, Shape.PLAIN);

        assertThat(of(TLS_1_2)).isEqualTo(Shape.PLAIN);
    }

    @Test
    void whereOnlyAHandshakeChoseItTheShapeOfAnotherVersionIsTaken() {
        answered(Offer.handshake(TLS_1_2, List.of()), TLS_1_2).answered(TLS_1_1, Shape.SHORT);

        assertThat(of(TLS_1_2)).isEqualTo(Shape.SHORT);
    }

    @Test
    void whereNoHelloWasAnsweredTheHandshakeTells() {
        answered(Offer.handshake(TLS_1_2, List.of()).in(Shape.SHORT), TLS_1_2);

        assertThat(of(TLS_1_2)).isEqualTo(Shape.SHORT);
    }

    @Test
    void aHelloOfSslIsNoExampleForTls() {
        answered(SSL_3_0, Shape.PLAIN).answered(TLS_1_1, Shape.SHORT);

        assertThat(of(TLS_1_2)).isEqualTo(Shape.SHORT);
    }

    @Test
    void aShapeThatAVersionCannotHaveIsPassedOver() {
        answered(TLS_1_1, Shape.WITHOUT_EXTENSIONS).answered(TLS_1_1, Shape.SHORT);

        assertThat(of(TLS_1_1)).isEqualTo(Shape.WITHOUT_EXTENSIONS);
        assertThat(of(TLS_1_3)).isEqualTo(Shape.SHORT);
        assertThat(of(SSL_3_0)).isEqualTo(Shape.PLAIN);
    }

    @Test
    void anUnansweredShapeTellsNothing() {
        seen.add(hello(TLS_1_2, Shape.SHORT), new Outcome.Reset());

        assertThat(of(TLS_1_2)).isEqualTo(Shape.PLAIN);
    }
}
