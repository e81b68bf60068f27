package dev.extls.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
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
                        List.of()))
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
    void laterChangesOfTheListsDoNotReachAnOffer() {
        List<CipherSuite> suites = new ArrayList<>(List.of(new CipherSuite(0x002f)));
        Offer offer = Offer.hello(ProtocolVersion.TLS_1_0, suites, List.of());

        suites.clear();

        assertThat(offer.suites()).hasSize(1);
    }
}
