package dev.extls.net;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelloBytesTest {
    private static final Endpoint DOOR = Given.door(Service.HTTPS, 443);

    private static ClientHello readBack(Offer offer, Endpoint endpoint) {
        Bytes sent = HelloBytes.of(offer, endpoint);
        assertThat(SentHello.fault(offer, SniName.of(offer, endpoint), sent)).isEmpty();
        ClientHelloReader.Reading reading = ClientHelloReader.read(sent);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        ClientHelloReader.Reading.Whole.class,
                        whole -> assertThat(whole.consumed()).isEqualTo(sent.length()));
        return ((ClientHelloReader.Reading.Whole) reading).hello();
    }

    private static ClientHello readBack(ProtocolVersion version, String... alpn) {
        return readBack(Offer.hello(version, KnownSuites.likely(version), List.of(alpn)), DOOR);
    }

    private static List<Integer> types(ClientHello hello) {
        return hello.extensions().stream()
                .map(Extension::type)
                .filter(type -> type != Extensions.PADDING)
                .toList();
    }

    @Test
    void ssl2HasItsOwnFraming() {
        Offer offer = Given.hello(ProtocolVersion.SSL_2_0);
        Bytes sent = HelloBytes.of(offer, DOOR);

        assertThat(ClientHelloReader.read(sent)).isInstanceOfSatisfying(ClientHelloReader.Reading.Sslv2.class, old -> {
            assertThat(old.hello().version()).isEqualTo(0x0002);
            assertThat(old.hello().kinds()).isEqualTo(offer.suites());
            assertThat(old.hello().sessionId()).isEqualTo(Bytes.EMPTY);
            assertThat(old.hello().challenge().length()).isEqualTo(16);
            assertThat(old.consumed()).isEqualTo(sent.length());
        });
        assertThat(SentHello.fault(offer, Optional.empty(), sent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SSL_3_0, 0x0300, 0300",
        "TLS_1_0, 0x0301, 0301",
        "TLS_1_1, 0x0302, 0301",
        "TLS_1_2, 0x0303, 0301",
        "TLS_1_3, 0x0303, 0301"
    })
    void eachVersionStandsWhereItBelongs(ProtocolVersion version, String legacy, String record) {
        Bytes sent = HelloBytes.of(Given.hello(version), DOOR);
        ClientHello hello = readBack(version);

        assertThat(sent.slice(1, 3).hex()).isEqualTo(record);
        assertThat(hello.legacyVersion()).isEqualTo(Integer.decode(legacy));
        assertThat(hello.compressions()).containsExactly(0);
        assertThat(hello.sessionId().length()).isEqualTo(version == ProtocolVersion.TLS_1_3 ? 32 : 0);
        assertThat(hello.secureRenegotiation()).isTrue();
        List<CipherSuite> suites = new ArrayList<>(KnownSuites.likely(version));
        suites.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        assertThat(hello.suites()).isEqualTo(suites);
    }

    @Test
    void theExtensionsAreExactlyThese() {
        List<Integer> old = List.of(
                Extensions.SERVER_NAME,
                Extensions.SUPPORTED_GROUPS,
                Extensions.EC_POINT_FORMATS,
                Extensions.EXTENDED_MASTER_SECRET);
        List<Integer> tls12 = List.of(
                Extensions.SERVER_NAME,
                Extensions.SUPPORTED_GROUPS,
                Extensions.EC_POINT_FORMATS,
                Extensions.SIGNATURE_ALGORITHMS,
                Extensions.EXTENDED_MASTER_SECRET);
        List<Integer> tls13 = new ArrayList<>(tls12);
        tls13.addAll(List.of(
                Extensions.ALPN,
                Extensions.SUPPORTED_VERSIONS,
                Extensions.PSK_KEY_EXCHANGE_MODES,
                Extensions.KEY_SHARE));

        assertThat(readBack(ProtocolVersion.SSL_3_0).extensions()).isEmpty();
        assertThat(types(readBack(ProtocolVersion.TLS_1_0))).isEqualTo(old);
        assertThat(types(readBack(ProtocolVersion.TLS_1_1))).isEqualTo(old);
        assertThat(types(readBack(ProtocolVersion.TLS_1_2))).isEqualTo(tls12);
        assertThat(types(readBack(ProtocolVersion.TLS_1_3, "h2"))).isEqualTo(tls13);
        assertThat(readBack(ProtocolVersion.TLS_1_2, "h2", "http/1.1").alpn()).containsExactly("h2", "http/1.1");
        assertThat(readBack(ProtocolVersion.TLS_1_2).groups()).isEqualTo(KnownGroups.of(ProtocolVersion.TLS_1_2));
    }

    @Test
    void oldWindowsFindsTheSignaturesThatItNeeds() {
        Bytes list = readBack(ProtocolVersion.TLS_1_2)
                .extension(Extensions.SIGNATURE_ALGORITHMS)
                .orElseThrow()
                .content();

        assertThat(list.slice(2, 4).hex()).as("rsa_pkcs1_sha256 first").isEqualTo("0401");
        assertThat(list.slice(2, list.length()).hex()).as("rsa_pkcs1_sha1").contains("0201");
    }

    @Test
    void tls13OffersOneRealShareAndItsVersionOnly() {
        ClientHello hello = readBack(ProtocolVersion.TLS_1_3);
        Bytes share = hello.extension(Extensions.KEY_SHARE).orElseThrow().content();

        assertThat(hello.offeredVersions()).containsExactly(ProtocolVersion.TLS_1_3);
        assertThat(share.length()).isEqualTo(2 + 2 + 2 + 32);
        assertThat(share.slice(0, 6).hex()).isEqualTo("0024" + "001d" + "0020");
        assertThat(share)
                .isNotEqualTo(readBack(ProtocolVersion.TLS_1_3)
                        .extension(Extensions.KEY_SHARE)
                        .orElseThrow()
                        .content());
    }

    @Test
    void tls13WithoutX25519SendsNoShareOfIt() {
        Offer offer = new Offer(
                Way.HELLO,
                ProtocolVersion.TLS_1_3,
                List.of(),
                List.of(new CipherSuite(0x1301)),
                List.of(NamedGroup.SECP384R1),
                List.of(),
                Shape.PLAIN);

        ClientHello hello = readBack(offer, DOOR);

        assertThat(hello.groups()).containsExactly(NamedGroup.SECP384R1);
        assertThat(hello.extension(Extensions.KEY_SHARE)).contains(Extensions.emptyKeyShare());
    }

    @Test
    void lowerVersionsAreListedBehind() {
        assertThat(readBack(Offer.tls13OrLower(List.of()), DOOR).offeredVersions())
                .containsExactly(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void everyHelloIsLongerThanTheLengthsThatSomeBoxesDoNotAnswer(ProtocolVersion version) throws WireException {
        List<CipherSuite> all = KnownSuites.of(version);
        for (int suites = 1; suites <= Math.min(64, all.size()); suites++) {
            for (int name = 1; name < 250; name += 3) {
                Offer offer = Offer.hello(version, all.subList(0, suites), List.of());
                Bytes sent = HelloBytes.of(offer, Given.door(Service.HTTPS, "a".repeat(name), 443));
                ClientHello hello = ClientHello.read(sent.slice(5, sent.length()));

                assertThat(hello.message().length()).isGreaterThanOrEqualTo(512);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void aShortHelloHasLessThan256Bytes(ProtocolVersion version) {
        List<CipherSuite> suites = KnownSuites.of(version).stream().limit(40).toList();
        Offer offer = Offer.hello(version, suites, List.of("h2")).in(Shape.SHORT);

        Bytes sent = HelloBytes.of(offer, Given.door(Service.HTTPS, "a".repeat(63) + ".test", 443));

        assertThat(sent.length() - 5).isLessThan(256);
        assertThat(readBack(offer, DOOR).serverName()).contains(Given.NAME);
        assertThat(readBack(offer, DOOR).suites()).containsAll(suites);
    }

    @Test
    void aShortHelloWithTooLongANameIsRefused() {
        Offer offer =
                Offer.hello(TLS_1_2, KnownSuites.likely(TLS_1_2), List.of()).in(Shape.SHORT);

        assertThatThrownBy(() -> HelloBytes.of(offer, Given.door(Service.HTTPS, "a".repeat(200), 443)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void shapesLackWhatTheirNamesSay() {
        Offer plain = Given.hello(TLS_1_2);
        ClientHello nameless = readBack(plain.in(Shape.WITHOUT_SERVER_NAME), DOOR);
        ClientHello bare = readBack(plain.in(Shape.WITHOUT_EXTENSIONS), DOOR);

        assertThat(nameless.serverName()).isEmpty();
        assertThat(nameless.groups()).isEqualTo(plain.groups());
        assertThat(bare.extensions()).isEmpty();
        assertThat(bare.suites()).containsAll(plain.suites());
        assertThat(bare.secureRenegotiation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00::1", "127.0.0.1"})
    void anAddressIsNoServerName(String address) {
        Endpoint door = Given.door(Service.HTTPS, address, 443);

        assertThat(readBack(Given.hello(ProtocolVersion.TLS_1_2), door).serverName())
                .isEmpty();
        assertThat(SniName.of(Given.hello(ProtocolVersion.TLS_1_2), door)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ex01, ex01",
        "ex_01.contoso.test, ex_01.contoso.test",
        "mail.contoso.test., mail.contoso.test",
        "xn--bcher-kva.test, xn--bcher-kva.test",
        "-ex.contoso.test, -ex.contoso.test",
        "EX01.Contoso.Test, EX01.Contoso.Test",
        "a23456789012345678901234567890123456789012345678901234567890123.test,"
                + "a23456789012345678901234567890123456789012345678901234567890123.test"
    })
    void oddNamesGoOutAsTheyAre(String name, String sent) {
        assertThat(readBack(Given.hello(ProtocolVersion.TLS_1_2), Given.door(Service.HTTPS, name, 443))
                        .serverName())
                .contains(sent);
    }

    @Test
    void whatCannotStandInSniIsRefused() {
        String name = "b\u00fccher.test";
        Endpoint door = Given.door(Service.HTTPS, name, 443);

        assertThatThrownBy(() -> HelloBytes.of(Given.hello(ProtocolVersion.TLS_1_2), door))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThat(HelloBytes.of(Given.hello(ProtocolVersion.SSL_3_0), door).length())
                .as("SSL 3.0 has no SNI")
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void noTwoHellosAreTheSame(ProtocolVersion version) {
        assertThat(HelloBytes.of(Given.hello(version), DOOR)).isNotEqualTo(HelloBytes.of(Given.hello(version), DOOR));
    }

    @Test
    void whatAnOfferSaysBeyondTheUsualStandsInTheHello() {
        Offer offer = Given.hello(ProtocolVersion.TLS_1_2)
                .with(Extras.NONE
                        .withSession(Bytes.fromHex("0102"))
                        .withTicket(Bytes.fromHex("7469"))
                        .withCompressions(List.of(1, 0))
                        .withSignatureSchemes(List.of(0x0403, 0x0503))
                        .asFallback());

        ClientHello hello = readBack(offer, DOOR);

        assertThat(hello.sessionId().hex()).isEqualTo("0102");
        assertThat(hello.ticket()).contains(Bytes.fromHex("7469"));
        assertThat(hello.compressions()).containsExactly(1, 0);
        assertThat(hello.signatureSchemes()).containsExactly(0x0403, 0x0503);
        assertThat(hello.suites()).endsWith(CipherSuite.TLS_FALLBACK_SCSV);
        assertThat(hello.suites().subList(0, offer.suites().size())).isEqualTo(offer.suites());
    }

    @Test
    void aTicketIsAskedForByNoBytes() {
        Offer offer = Given.hello(ProtocolVersion.TLS_1_0).with(Extras.NONE.withTicket(Bytes.EMPTY));

        assertThat(readBack(offer, DOOR).ticket()).contains(Bytes.EMPTY);
        assertThat(readBack(ProtocolVersion.TLS_1_0).ticket()).isEmpty();
    }

    @Test
    void ssl3TakesUpASessionToo() {
        Offer offer = Given.hello(ProtocolVersion.SSL_3_0).with(Extras.NONE.withSession(Bytes.fromHex("0102")));

        assertThat(readBack(offer, DOOR).sessionId().hex()).isEqualTo("0102");
    }

    @Test
    void noShareOfTls13GoesOutWhereNoneIsWanted() {
        Offer offer = Given.hello(ProtocolVersion.TLS_1_3).with(Extras.NONE.withKeyShares(KeyShares.NONE));

        ClientHello hello = readBack(offer, DOOR);

        assertThat(hello.shares()).isEmpty();
        assertThat(hello.extension(Extensions.KEY_SHARE)).contains(Extensions.emptyKeyShare());
        assertThat(hello.groups()).isEqualTo(offer.groups());
    }

    @Test
    void aShareOfEveryCurveIsOfThoseListedOnlyAndInTheirOrder() {
        List<NamedGroup> curves = List.of(
                NamedGroup.SECP521R1,
                new NamedGroup(0x0100),
                NamedGroup.X448,
                NamedGroup.SECP256R1,
                new NamedGroup(0x11ec),
                NamedGroup.X25519,
                NamedGroup.SECP384R1);
        Offer every = Given.hello(ProtocolVersion.TLS_1_3).with(Extras.NONE.withKeyShares(KeyShares.EVERY_CURVE));

        assertThat(readBack(every.withGroups(curves), DOOR).shares())
                .containsExactly(
                        NamedGroup.SECP521R1,
                        NamedGroup.X448,
                        NamedGroup.SECP256R1,
                        NamedGroup.X25519,
                        NamedGroup.SECP384R1);
        assertThat(readBack(every.withGroups(curves.subList(1, 3)), DOOR).shares())
                .containsExactly(NamedGroup.X448);
    }
}
