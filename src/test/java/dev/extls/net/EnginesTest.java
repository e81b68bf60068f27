package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnginesTest {
    private static Engines engines;

    @BeforeAll
    static void load() {
        JvmSettings.apply();
        engines = new Engines();
    }

    private static Bytes sent(Offer offer, String name) throws SSLException {
        SSLEngine engine = engines.engine(offer, Given.door(Service.HTTPS, name, 443));
        engine.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Bytes.of(Arrays.copyOf(hello.array(), hello.position()));
    }

    private static ClientHello hello(Offer offer, String name) throws SSLException {
        return ((ClientHelloReader.Reading.Whole) ClientHelloReader.read(sent(offer, name))).hello();
    }

    @Test
    void theSelfTestFindsNoFaultInThisJvm() {
        assertThat(engines.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void offersOneVersionWithAllSuitesInTheirOrder(ProtocolVersion version) throws SSLException {
        Offer offer = Offer.handshake(version, List.of("h2", "http/1.1"));

        assertThat(SentHello.fault(offer, Optional.of(Given.NAME), sent(offer, Given.NAME)))
                .isEmpty();
        assertThat(hello(offer, Given.NAME).secureRenegotiation()).isEqualTo(version != ProtocolVersion.TLS_1_3);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void aShortHandshakeBeginsWithLessThan256Bytes(ProtocolVersion version) throws SSLException {
        Offer offer = Offer.handshake(version, List.of("h2")).in(Shape.SHORT);

        assertThat(sent(offer, Given.NAME).length()).isLessThan(5 + 256);
        assertThat(SentHello.fault(offer, Optional.of(Given.NAME), sent(offer, Given.NAME)))
                .isEmpty();
    }

    @Test
    void aHandshakeCanLeaveOutTheServerName() throws SSLException {
        Offer offer = Given.handshake(ProtocolVersion.TLS_1_2).in(Shape.WITHOUT_SERVER_NAME);

        assertThat(hello(offer, Given.NAME).serverName()).isEmpty();
    }

    @Test
    void theSelfTestFindsASuiteThatBouncyCastleLacks() {
        assertThat(engines.fault(Given.handshake(ProtocolVersion.TLS_1_2, 0x0005, 0xc030)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("suites"));
    }

    @Test
    void theSelfTestFindsAnOfferThatCannotBePutOnTheWire() {
        assertThat(engines.fault(Given.handshake(ProtocolVersion.TLS_1_2, 0x1301)))
                .isPresent();
        assertThat(engines.fault(Given.handshake(ProtocolVersion.SSL_3_0, 0x000a)))
                .isPresent();
        assertThat(engines.fault(Given.handshake(ProtocolVersion.SSL_2_0, 0x010080)))
                .isPresent();
        assertThat(engines.fault(new Offer(
                        Way.HANDSHAKE,
                        ProtocolVersion.TLS_1_2,
                        List.of(),
                        List.of(new CipherSuite(0xc030)),
                        List.of(new NamedGroup(0xfefe)),
                        List.of(),
                        Shape.PLAIN)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("no group"));
    }

    @ParameterizedTest
    @CsvSource({
        "ex01, ex01",
        "ex_01.contoso.test, ex_01.contoso.test",
        "mail.contoso.test., mail.contoso.test",
        "xn--bcher-kva.test, xn--bcher-kva.test",
        "-ex.contoso.test, -ex.contoso.test",
        "EX01.Contoso.Test, EX01.Contoso.Test",
        "10.0.0.1,",
        "fd00::1,",
        "a23456789012345678901234567890123456789012345678901234567890123.test,"
                + "a23456789012345678901234567890123456789012345678901234567890123.test"
    })
    void oddNamesGoOutAsTheyAreAndAddressesDoNot(String name, String sent) throws SSLException {
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)) {
            assertThat(hello(Given.handshake(version), name).serverName()).isEqualTo(Optional.ofNullable(sent));
        }
    }

    @Test
    void aNameThatCannotBeSentIsRefusedBeforeAnythingIs() {
        assertThatThrownBy(() -> sent(Given.handshake(ProtocolVersion.TLS_1_2), "b\u00fccher.test"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSessionOfAnEarlierConnectionIsOffered() throws SSLException {
        Offer offer = Given.handshake(ProtocolVersion.TLS_1_2);

        assertThat(hello(offer, Given.NAME).sessionId())
                .isEqualTo(hello(offer, Given.NAME).sessionId())
                .isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void onlyTheSignatureSchemesAskedForAreOffered(ProtocolVersion version) throws SSLException {
        Offer offer = Given.handshake(version)
                .with(Extras.NONE.withSignatureSchemes(List.of(0x0403, 0x0503, 0x0603, 0x0807, 0x0808)));

        assertThat(engines.fault(offer)).isEmpty();
        assertThat(hello(offer, Given.NAME).signatureSchemes()).containsExactly(0x0403, 0x0503, 0x0603, 0x0807, 0x0808);
    }

    @Test
    void theSelfTestFindsASchemeThatBouncyCastleLacks() {
        assertThat(engines.fault(Given.handshake(ProtocolVersion.TLS_1_3)
                        .with(Extras.NONE.withSignatureSchemes(List.of(0xfefe)))))
                .isPresent();
    }
}
