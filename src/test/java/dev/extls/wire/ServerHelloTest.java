package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerHelloTest {
    @Test
    void everyHelloComesBackFromItsMessage() throws WireException {
        Randomly randomly = Randomly.seeded("everyHelloComesBackFromItsMessage");
        for (int round = 0; round < 2_000; round++) {
            ServerHello hello = randomly.serverHello();

            assertThat(ServerHello.read(hello.message())).isEqualTo(hello);
        }
    }

    @Test
    void everyPrefixAndATrailingByteFail() {
        Randomly randomly = Randomly.seeded("everyPrefixAndATrailingByteFail");
        for (int round = 0; round < 50; round++) {
            Bytes message = randomly.serverHello().message();
            for (int length = 0; length < message.length(); length++) {
                Bytes prefix = message.slice(0, length);
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> ServerHello.read(prefix));
            }
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> ServerHello.read(message.plus(Bytes.fromHex("00"))));
        }
    }

    @Test
    void theRandomOfARetryIsTheHashOfItsName() throws GeneralSecurityException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest("HelloRetryRequest".getBytes(StandardCharsets.US_ASCII));

        assertThat(ServerHello.RETRY_RANDOM).isEqualTo(Bytes.of(hash));
    }

    @Test
    void tls13IsChosenBySupportedVersionsOnly() {
        assertThat(ServerFlights.tls13().version()).contains(ProtocolVersion.TLS_1_3);
        assertThat(hello(0x0304, List.of()).version()).isEmpty();
        assertThat(hello(0x0304, List.of()).versionCode()).isEqualTo(0x0304);
    }

    @Test
    void supportedVersionsChoosesNothingOlder() {
        ServerHello hello = hello(0x0303, List.of(Extensions.selectedVersion(ProtocolVersion.TLS_1_2)));

        assertThat(hello.version()).isEmpty();
        assertThat(hello.versionCode()).isEqualTo(0x0303);
    }

    @Test
    void anUnknownOrSsl20VersionKeepsItsNumberAndProvesNothing() {
        assertThat(hello(0x0002, List.of()).version()).isEmpty();
        assertThat(hello(0x0305, List.of()).version()).isEmpty();
        assertThat(hello(0xfefd, List.of()).versionCode()).isEqualTo(0xfefd);
    }

    @Test
    void aRetryHasTheGroupAskedForAndBelongsToTls13() {
        assertThat(ServerFlights.retry().helloRetryRequest()).isTrue();
        assertThat(ServerFlights.retry().group()).contains(NamedGroup.SECP384R1);
        ServerHello without =
                new ServerHello(0x0303, ServerHello.RETRY_RANDOM, Bytes.EMPTY, new CipherSuite(0x1301), 0, List.of());
        assertThat(without.version()).isEmpty();
    }

    @Test
    void theDowngradeSentinelIsTheEndOfTheRandom() {
        for (String mark : List.of("444f574e47524401", "444f574e47524400")) {
            assertThat(withRandom("00".repeat(24) + mark).downgradeSentinel()).isTrue();
            assertThat(withRandom(mark + "00".repeat(24)).downgradeSentinel()).isFalse();
        }
        assertThat(withRandom("00".repeat(24) + "444f574e47524402").downgradeSentinel())
                .isFalse();
    }

    @Test
    void aMalformedExtensionIsNamed() {
        for (Extension malformed : List.of(
                new Extension(Extensions.SUPPORTED_VERSIONS, Bytes.fromHex("03")),
                new Extension(Extensions.KEY_SHARE, Bytes.fromHex("001d0020")),
                new Extension(Extensions.ALPN, Bytes.fromHex("000601610162")),
                Extensions.retryGroup(NamedGroup.X25519))) {
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() ->
                            ServerHello.read(hello(0x0303, List.of(malformed)).message()))
                    .withMessageContaining("ServerHello " + Extensions.label(malformed.type()));
        }
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ServerHello.read(hello(0x0303, List.of(Extensions.alpn(List.of("a", "b"))))
                        .message()))
                .withMessageContaining("2 protocols in place of one");
    }

    private static ServerHello hello(int version, List<Extension> extensions) {
        return new ServerHello(version, Bytes.of(new byte[32]), Bytes.EMPTY, new CipherSuite(0x002f), 0, extensions);
    }

    private static ServerHello withRandom(String random) {
        return new ServerHello(0x0303, Bytes.fromHex(random), Bytes.EMPTY, new CipherSuite(0x002f), 0, List.of());
    }
}
