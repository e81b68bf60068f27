package dev.extls.net;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentHelloTest {
    private static final Endpoint DOOR = Given.door(Service.HTTPS, 443);
    private static final Optional<String> NAME = Optional.of(Given.NAME);

    private static Optional<String> fault(Offer offer, Offer sent) {
        return SentHello.fault(offer, SniName.of(offer, DOOR), HelloBytes.of(sent, DOOR));
    }

    private static Offer changed(List<CipherSuite> suites, List<NamedGroup> groups, String... alpn) {
        return new Offer(Way.HELLO, TLS_1_2, List.of(), suites, groups, List.of(alpn), Shape.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void theOfferItselfIsWithoutFault(ProtocolVersion version) {
        assertThat(fault(Given.hello(version), Given.hello(version))).isEmpty();
    }

    @Test
    void anotherVersionIsAFault() {
        List<CipherSuite> suites = List.of(new CipherSuite(0x002f));
        Offer tls12 = Offer.hello(TLS_1_2, suites, List.of());
        Offer tls11 = Offer.hello(TLS_1_1, suites, List.of());
        Offer tls13 = Offer.hello(TLS_1_3, suites, List.of());
        Offer both = new Offer(Way.HELLO, TLS_1_3, List.of(TLS_1_2), suites, tls13.groups(), List.of(), Shape.PLAIN);

        assertThat(fault(tls12, tls11)).isPresent();
        assertThat(fault(tls11, tls12)).isPresent();
        assertThat(fault(tls12, tls13)).isPresent();
        assertThat(fault(tls13, tls12)).isPresent();
        assertThat(fault(tls13, both)).isPresent();
        assertThat(fault(both, tls13)).isPresent();
        assertThat(fault(both, both)).isEmpty();
        assertThat(fault(Given.hello(SSL_2_0), Given.hello(SSL_3_0))).isPresent();
        assertThat(fault(Given.hello(SSL_3_0), Given.hello(SSL_2_0))).isPresent();
    }

    @Test
    void otherSuitesOrTheSameInAnotherOrderAreAFault() {
        Offer offer = Given.hello(TLS_1_2);
        List<CipherSuite> reversed = new ArrayList<>(offer.suites());
        Collections.reverse(reversed);

        assertThat(fault(offer, changed(reversed, offer.groups()))).isPresent();
        assertThat(fault(offer, changed(offer.suites().subList(1, 9), offer.groups())))
                .isPresent();
        assertThat(fault(Given.hello(SSL_2_0), Offer.hello(SSL_2_0, List.of(new CipherSuite(0x010080)), List.of())))
                .isPresent();
    }

    @Test
    void groupsThatAVersionDoesNotHaveMayBeLackingButNotAllOfThem() {
        Offer offer = Given.hello(TLS_1_2);
        List<NamedGroup> reversed = new ArrayList<>(offer.groups());
        Collections.reverse(reversed);

        assertThat(fault(offer, changed(offer.suites(), offer.groups().subList(2, 5))))
                .isEmpty();
        assertThat(fault(offer, changed(offer.suites(), reversed))).isPresent();
        assertThat(fault(offer, changed(offer.suites(), List.of(new NamedGroup(0xfefe)))))
                .isPresent();
        assertThat(fault(offer, changed(offer.suites(), List.of()))).isPresent();
    }

    @Test
    void anotherNameOrProtocolIsAFault() {
        Offer offer = Given.hello(TLS_1_2);
        Bytes sent = HelloBytes.of(offer, DOOR);

        assertThat(SentHello.fault(offer, NAME, sent)).isEmpty();
        assertThat(SentHello.fault(offer, Optional.empty(), sent)).isPresent();
        assertThat(SentHello.fault(offer, Optional.of("other.contoso.test"), sent))
                .isPresent();
        assertThat(SentHello.fault(offer, NAME, HelloBytes.of(offer, Given.door(Service.HTTPS, "10.0.0.1", 443))))
                .isPresent();
        assertThat(fault(offer, changed(offer.suites(), offer.groups(), "h2"))).isPresent();
        assertThat(fault(changed(offer.suites(), offer.groups(), "h2"), offer)).isPresent();
    }

    @Test
    void anotherShapeIsAFault() {
        Offer offer = Given.hello(TLS_1_2);

        for (Shape shape : Shape.values()) {
            assertThat(fault(offer.in(shape), offer.in(shape))).isEmpty();
        }
        Offer longer = changed(offer.in(Shape.SHORT).suites(), offer.groups());
        assertThat(fault(offer.in(Shape.SHORT), longer)).isPresent();
        assertThat(fault(offer.in(Shape.WITHOUT_EXTENSIONS), offer)).isPresent();
        assertThat(fault(offer, offer.in(Shape.WITHOUT_EXTENSIONS))).isPresent();
        assertThat(fault(offer.in(Shape.WITHOUT_SERVER_NAME), offer)).isPresent();
        assertThat(fault(offer, offer.in(Shape.WITHOUT_SERVER_NAME))).isPresent();
    }

    @Test
    void whatIsNoWholeHelloIsAFault() {
        Offer offer = Given.hello(TLS_1_2);
        Bytes sent = HelloBytes.of(offer, DOOR);

        for (Bytes wrong : List.of(
                Bytes.EMPTY, sent.slice(0, sent.length() - 1), Flights.alert(2, 40), Flights.text("EHLO me\r\n"))) {
            assertThat(SentHello.fault(offer, NAME, wrong)).contains("no whole ClientHello was sent");
            assertThat(SentHello.fault(Given.hello(SSL_2_0), Optional.empty(), wrong))
                    .contains("no SSL 2.0 hello was sent");
        }
        assertThat(SentHello.fault(offer, NAME, sent.plus(Bytes.fromHex("140303000101"))))
                .as("what follows the hello is not looked at")
                .isEmpty();
    }

    @Test
    void eachExtraThatIsMissingOrTooMuchIsAFault() {
        Offer plain = Given.hello(TLS_1_2);
        for (Extras extras : List.of(
                Extras.NONE.withSession(Bytes.fromHex("0102")),
                Extras.NONE.withTicket(Bytes.EMPTY),
                Extras.NONE.withTicket(Bytes.fromHex("0102")),
                Extras.NONE.withCompressions(List.of(1, 0)),
                Extras.NONE.asFallback(),
                Extras.NONE.withSignatureSchemes(List.of(0x0403)))) {
            assertThat(fault(plain.with(extras), plain.with(extras)))
                    .as("%s", extras)
                    .isEmpty();
            assertThat(fault(plain.with(extras), plain)).as("%s", extras).isPresent();
            boolean anySchemeGoes = !extras.signatureSchemes().isEmpty();
            assertThat(fault(plain, plain.with(extras)).isEmpty())
                    .as("%s", extras)
                    .isEqualTo(anySchemeGoes);
        }
    }

    @Test
    void otherSharesThanAskedForAreAFault() {
        Offer usual = Given.hello(TLS_1_3);
        Offer none = usual.with(Extras.NONE.withKeyShares(KeyShares.NONE));
        Offer every = usual.with(Extras.NONE.withKeyShares(KeyShares.EVERY_CURVE));

        assertThat(fault(usual, none)).isPresent();
        assertThat(fault(none, usual)).isPresent();
        assertThat(fault(every, usual)).isPresent();
        assertThat(fault(every, every)).isEmpty();
        assertThat(fault(usual.with(Extras.NONE.withSession(Bytes.fromHex("01"))), usual))
                .as("a session in TLS 1.3")
                .isPresent();
    }
}
