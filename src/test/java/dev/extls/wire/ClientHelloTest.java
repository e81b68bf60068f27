package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
    private static final Bytes RANDOM = Bytes.of(new byte[32]);

    @Test
    void everyHelloComesBackFromItsMessage() throws WireException {
        Randomly randomly = Randomly.seeded("everyHelloComesBackFromItsMessage");
        for (int round = 0; round < 2_000; round++) {
            ClientHello hello = randomly.clientHello();

            assertThat(ClientHello.read(hello.message())).isEqualTo(hello);
        }
    }

    @Test
    void everyPrefixAndATrailingByteFail() {
        Randomly randomly = Randomly.seeded("everyPrefixAndATrailingByteFail");
        for (int round = 0; round < 20; round++) {
            Bytes message = randomly.clientHello().message();
            for (int length = 0; length < message.length(); length++) {
                Bytes prefix = message.slice(0, length);
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> ClientHello.read(prefix));
            }
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> ClientHello.read(message.plus(Bytes.fromHex("00"))))
                    .withMessageContaining("1 bytes too many");
        }
    }

    /** Cut inside, with the length in the header made to fit: the fields must notice. */
    @Test
    void everyShortenedBodyFailsUnlessItEndsBeforeTheExtensions() throws WireException {
        ClientHello bare = hello(0x0303, List.of());
        ClientHello hello = hello(0x0303, List.of(Extensions.serverName("ex01.contoso.test")));
        Bytes body = hello.message().slice(4, hello.message().length());
        for (int length = 0; length < body.length(); length++) {
            Bytes message = ServerFlights.message(HandshakeType.CLIENT_HELLO, body.slice(0, length));
            if (message.equals(bare.message())) {
                assertThat(ClientHello.read(message)).isEqualTo(bare);
            } else {
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> ClientHello.read(message));
            }
        }
    }

    @Test
    void withoutExtensionsNoBlockIsWritten() {
        assertThat(hello(0x0300, List.of()).message().hex())
                .isEqualTo("01000029" + "0300" + "00".repeat(32) + "00" + "0002" + "002f" + "01" + "00");
    }

    @Test
    void anEmptyBlockReadsAsNone() throws WireException {
        Bytes message = Bytes.fromHex("0100002b" + "0301" + "00".repeat(32) + "00" + "0002002f" + "0100" + "0000");

        assertThat(ClientHello.read(message).extensions()).isEmpty();
    }

    @Test
    void anExtensionThatStandsThereTwiceIsNamed() {
        Bytes twice = Bytes.fromHex(
                "01000033" + "0303" + "00".repeat(32) + "00" + "0002002f" + "0100" + "0008" + "00170000" + "00170000");

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ClientHello.read(twice))
                .withMessageContaining("extended_master_secret(23) stands there twice")
                .satisfies(e -> assertThat(e.offset()).isEqualTo(51));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        hello(0x0303, List.of(Extensions.extendedMasterSecret(), Extensions.extendedMasterSecret())));
    }

    @Test
    void aMalformedExtensionIsNamedWithItsPlaceInTheMessage() {
        ClientHello hello = hello(
                0x0303,
                List.of(
                        new Extension(Extensions.SUPPORTED_VERSIONS, Bytes.fromHex("030304")),
                        Extensions.extendedMasterSecret()));

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ClientHello.read(hello.message()))
                .withMessageContaining("ClientHello supported_versions(43) versions")
                .satisfies(e -> assertThat(e.offset()).isEqualTo(4 + 41 + 2 + 4 + 1));
        assertThat(hello.offeredVersions()).startsWith(ProtocolVersion.TLS_1_2);
    }

    @Test
    void aHelloWithoutSuitesOrCompressionsOrWithALongSessionIdFails() {
        String random = "0303" + "00".repeat(32);
        for (String body : List.of(
                random + "00" + "0000" + "0100",
                random + "00" + "0003002f00" + "0100",
                random + "00" + "0002002f" + "00",
                random + "21" + "00".repeat(33) + "0002002f" + "0100")) {
            Bytes message = ServerFlights.message(1, Bytes.fromHex(body));
            assertThatExceptionOfType(WireException.class).isThrownBy(() -> ClientHello.read(message));
        }
    }

    @Test
    void withoutSupportedVersionsEverythingUpToTheLegacyVersionIsOffered() {
        assertThat(hello(0x0300, List.of()).offeredVersions()).containsExactly(ProtocolVersion.SSL_3_0);
        assertThat(hello(0x0302, List.of()).offeredVersions())
                .containsExactly(ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3_0);
        assertThat(hello(0x0304, List.of()).offers(ProtocolVersion.TLS_1_3)).isFalse();
        assertThat(hello(0x0304, List.of()).offers(ProtocolVersion.TLS_1_2)).isTrue();
        assertThat(hello(0x0002, List.of()).offeredVersions()).isEmpty();
    }

    @Test
    void withSupportedVersionsExactlyTheListIsOffered() {
        ClientHello hello = hello(
                0x0303, List.of(new Extension(Extensions.SUPPORTED_VERSIONS, Bytes.fromHex("080a0a030400020301"))));

        assertThat(hello.offeredVersions()).containsExactly(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_0);
        assertThat(hello.offers(ProtocolVersion.TLS_1_2)).isFalse();
        assertThat(hello.offers(ProtocolVersion.SSL_2_0)).isFalse();
    }

    @Test
    void theViewsShowWhatTheFactoriesMade() {
        ClientHello hello = hello(
                0x0303,
                List.of(
                        Extensions.serverName("ex01.contoso.test."),
                        Extensions.supportedGroups(List.of(NamedGroup.X25519, new NamedGroup(0x11ec))),
                        Extensions.alpn(List.of("h2", "http/1.1"))));

        assertThat(hello.serverName()).contains("ex01.contoso.test");
        assertThat(hello.groups()).containsExactly(NamedGroup.X25519, new NamedGroup(0x11ec));
        assertThat(hello.alpn()).containsExactly("h2", "http/1.1");
        assertThat(hello(0x0303, List.of()).serverName()).isEmpty();
    }

    @Test
    void secureRenegotiationIsSignalledByExtensionOrSuite() {
        assertThat(hello(0x0303, List.of()).secureRenegotiation()).isFalse();
        assertThat(hello(0x0303, List.of(Extensions.renegotiationInfo())).secureRenegotiation())
                .isTrue();
        assertThat(new ClientHello(
                                0x0300,
                                RANDOM,
                                Bytes.EMPTY,
                                List.of(new CipherSuite(5), CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV),
                                List.of(0),
                                List.of())
                        .secureRenegotiation())
                .isTrue();
    }

    @Test
    void anSslv2KindFitsIntoNoTlsHello() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientHello(
                        0x0300, RANDOM, Bytes.EMPTY, List.of(new CipherSuite(0x010080)), List.of(0), List.of()));
    }

    private static ClientHello hello(int version, List<Extension> extensions) {
        return new ClientHello(version, RANDOM, Bytes.EMPTY, List.of(new CipherSuite(0x002f)), List.of(0), extensions);
    }
}
