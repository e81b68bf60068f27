package dev.extls.offer;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferTest {
    @Test
    void anOfferWithoutSuitesIsRefused() {
        assertThatThrownBy(() -> Offer.hello(ProtocolVersion.TLS_1_2, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Offer.handshake(ProtocolVersion.SSL_2_0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTls13ListsLowerVersions() {
        assertThatThrownBy(() -> new Offer(
                        Way.HELLO,
                        ProtocolVersion.TLS_1_2,
                        List.of(ProtocolVersion.TLS_1_1),
                        List.of(new CipherSuite(0x002f)),
                        List.of(),
                        List.of(),
                        Shape.PLAIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tls13OrLowerOffersTheSuitesOfBothInOneHello() {
        Offer offer = Offer.tls13OrLower(List.of("h2"));

        assertThat(offer.version()).isEqualTo(ProtocolVersion.TLS_1_3);
        assertThat(offer.lower()).containsExactly(ProtocolVersion.TLS_1_2);
        assertThat(offer.way()).isEqualTo(Way.HELLO);
        assertThat(offer.alpn()).containsExactly("h2");
        assertThat(offer.suites())
                .hasSize(64)
                .doesNotHaveDuplicates()
                .containsAll(KnownSuites.likely(ProtocolVersion.TLS_1_3))
                .contains(new CipherSuite(0xc02f));
    }

    @Test
    void sslHellosHaveNoGroupsAndTheOthersNoHybridFirst() {
        List<CipherSuite> suites = List.of(new CipherSuite(0x002f));

        assertThat(Offer.hello(ProtocolVersion.SSL_3_0, suites, List.of()).groups())
                .isEmpty();
        assertThat(Offer.hello(ProtocolVersion.TLS_1_0, suites, List.of()).groups())
                .startsWith(NamedGroup.X25519, NamedGroup.SECP256R1)
                .doesNotHaveDuplicates()
                .allSatisfy(group -> assertThat(group.label()).doesNotStartWith("0x"));
    }

    @Test
    void sslHellosNameNoApplicationProtocol() {
        List<CipherSuite> suites = List.of(new CipherSuite(0x002f));

        assertThat(Offer.hello(ProtocolVersion.SSL_3_0, suites, List.of("h2")).alpn())
                .isEmpty();
        assertThat(Offer.hello(ProtocolVersion.TLS_1_0, suites, List.of("h2")).alpn())
                .containsExactly("h2");
    }

    @Test
    void aShortOfferKeepsTheFirstSuitesAndTheUsualGroups() {
        Offer plain = Offer.handshake(ProtocolVersion.TLS_1_2, List.of("h2"));
        Offer shorter = plain.in(Shape.SHORT);

        assertThat(shorter.suites()).isEqualTo(plain.suites().subList(0, 40));
        assertThat(shorter.groups()).containsExactlyElementsOf(plain.groups().subList(0, 5));
        assertThat(shorter.alpn()).isEmpty();
        assertThat(shorter.way()).isEqualTo(Way.HANDSHAKE);
        assertThat(shorter).isNotEqualTo(plain);
    }

    @Test
    void noVersionIsOfferedInAShapeThatItDoesNotHave() {
        Offer ssl3 = Offer.hello(ProtocolVersion.SSL_3_0, KnownSuites.likely(ProtocolVersion.SSL_3_0), List.of());
        Offer tls13 = Offer.hello(ProtocolVersion.TLS_1_3, KnownSuites.likely(ProtocolVersion.TLS_1_3), List.of());
        Offer handshake = Offer.handshake(ProtocolVersion.TLS_1_2, List.of());

        assertThatThrownBy(() -> ssl3.in(Shape.SHORT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ssl3.in(Shape.WITHOUT_EXTENSIONS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ssl3.in(Shape.WITHOUT_SERVER_NAME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tls13.in(Shape.WITHOUT_EXTENSIONS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handshake.in(Shape.WITHOUT_EXTENSIONS)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ssl3.in(Shape.PLAIN)).isEqualTo(ssl3);
    }

    @Test
    void laterChangesOfTheListsDoNotReachAnOffer() {
        List<CipherSuite> suites = new ArrayList<>(List.of(new CipherSuite(0x002f)));
        Offer offer = Offer.hello(ProtocolVersion.TLS_1_0, suites, List.of());

        suites.clear();

        assertThat(offer.suites()).hasSize(1);
    }

    @Test
    void eachVersionHasOnlyTheExtrasThatItsHelloCanSay() {
        Extras session = Extras.NONE.withSession(Bytes.fromHex("01"));
        Extras ticket = Extras.NONE.withTicket(Bytes.EMPTY);
        Extras schemes = Extras.NONE.withSignatureSchemes(List.of(0x0403));
        Extras shares = Extras.NONE.withKeyShares(KeyShares.NONE);

        assertThat(possible(Way.HELLO, session)).isEqualTo(EnumSet.range(SSL_3_0, TLS_1_3));
        assertThat(possible(Way.HELLO, Extras.NONE.asFallback())).isEqualTo(EnumSet.range(SSL_3_0, TLS_1_3));
        assertThat(possible(Way.HELLO, Extras.NONE.withCompressions(List.of(1, 0))))
                .isEqualTo(EnumSet.range(SSL_3_0, TLS_1_3));
        assertThat(possible(Way.HELLO, ticket)).isEqualTo(EnumSet.range(TLS_1_0, TLS_1_3));
        assertThat(possible(Way.HELLO, Extras.NONE.withTicket(Bytes.fromHex("01"))))
                .as("one of TLS 1.3 is the prober's own")
                .isEqualTo(EnumSet.range(TLS_1_0, TLS_1_2));
        assertThat(possible(Way.HELLO, schemes)).isEqualTo(EnumSet.range(TLS_1_2, TLS_1_3));
        assertThat(possible(Way.HELLO, shares)).isEqualTo(EnumSet.of(TLS_1_3));
    }

    @Test
    void aHandshakeAsksForATicketOrForSignatureSchemesAndNothingElse() {
        assertThat(possible(Way.HANDSHAKE, Extras.NONE.withTicket(Bytes.EMPTY)))
                .isEqualTo(EnumSet.range(TLS_1_0, TLS_1_3));
        assertThat(possible(Way.HANDSHAKE, Extras.NONE.withSignatureSchemes(List.of(0x0403))))
                .isEqualTo(EnumSet.range(TLS_1_2, TLS_1_3));
        for (Extras other : List.of(
                Extras.NONE.withSession(Bytes.fromHex("01")),
                Extras.NONE.withTicket(Bytes.fromHex("01")),
                Extras.NONE.withCompressions(List.of(1, 0)),
                Extras.NONE.asFallback(),
                Extras.NONE.withKeyShares(KeyShares.NONE))) {
            assertThat(possible(Way.HANDSHAKE, other)).isEmpty();
        }
    }

    @Test
    void extrasAreWithinTheirRanges() {
        assertThatThrownBy(() -> Offer.hello(TLS_1_2, List.of(new CipherSuite(0xc02f)), List.of())
                        .in(Shape.WITHOUT_EXTENSIONS)
                        .with(Extras.NONE.withTicket(Bytes.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class);
        for (Runnable outside : List.<Runnable>of(
                () -> Extras.NONE.withSession(Bytes.of(new byte[33])),
                () -> Extras.NONE.withTicket(Bytes.of(new byte[0x10000])),
                () -> Extras.NONE.withCompressions(List.of()),
                () -> Extras.NONE.withCompressions(List.of(256)),
                () -> Extras.NONE.withSignatureSchemes(List.of(0x10000)))) {
            assertThatThrownBy(outside::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSameOfferWithAnotherPartKeepsTheRest() {
        Offer offer = Offer.hello(TLS_1_2, List.of(new CipherSuite(0xc02f)), List.of("h2"));
        Extras extras = Extras.NONE.asFallback();

        assertThat(offer.with(extras).with(Extras.NONE)).isEqualTo(offer);
        assertThat(offer.with(extras)).isNotEqualTo(offer);
        assertThat(offer.with(extras).withGroups(List.of(NamedGroup.X448)).groups())
                .containsExactly(NamedGroup.X448);
        assertThat(offer.with(extras).withGroups(List.of(NamedGroup.X448)).withGroups(offer.groups()))
                .isEqualTo(offer.with(extras));
        assertThat(offer.with(extras)
                        .withSuites(List.of(new CipherSuite(0xc030)))
                        .withSuites(offer.suites()))
                .isEqualTo(offer.with(extras));
    }

    private static Set<ProtocolVersion> possible(Way way, Extras extras) {
        Set<ProtocolVersion> possible = EnumSet.noneOf(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Offer plain = new Offer(
                    way,
                    version,
                    List.of(),
                    KnownSuites.likely(version),
                    KnownGroups.of(version),
                    List.of(),
                    Shape.PLAIN);
            try {
                assertThat(plain.with(extras).extras()).isEqualTo(extras);
                possible.add(version);
            } catch (IllegalArgumentException impossible) {
                assertThat(impossible).hasMessageMatching(".*\\w.*");
            }
        }
        return possible;
    }
}
