package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contents as the RFCs draw them, byte by byte. */
class ExtensionsTest {
    @Test
    void everyFactoryWritesTheFormOfItsRfc() {
        Bytes key = Bytes.fromHex("aabb");
        assertThat(Extensions.serverName("a.b")).isEqualTo(extension(0, "0006" + "00" + "0003" + "612e62"));
        assertThat(Extensions.supportedGroups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)))
                .isEqualTo(extension(10, "0004" + "001d" + "0017"));
        assertThat(Extensions.ecPointFormats()).isEqualTo(extension(11, "0100"));
        assertThat(Extensions.signatureAlgorithms(List.of(0x0401, 0x0201)))
                .isEqualTo(extension(13, "0004" + "0401" + "0201"));
        assertThat(Extensions.alpn(List.of("h2", "x"))).isEqualTo(extension(16, "0005" + "026832" + "0178"));
        assertThat(Extensions.extendedMasterSecret()).isEqualTo(extension(23, ""));
        assertThat(Extensions.supportedVersions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_0)))
                .isEqualTo(extension(43, "04" + "0304" + "0301"));
        assertThat(Extensions.selectedVersion(ProtocolVersion.TLS_1_3)).isEqualTo(extension(43, "0304"));
        assertThat(Extensions.pskKeyExchangeModes()).isEqualTo(extension(45, "0101"));
        assertThat(Extensions.keyShare(NamedGroup.X25519, key))
                .isEqualTo(extension(51, "0006" + "001d" + "0002" + "aabb"));
        assertThat(Extensions.emptyKeyShare()).isEqualTo(extension(51, "0000"));
        Map<NamedGroup, Bytes> keys = new LinkedHashMap<>();
        keys.put(NamedGroup.X448, Bytes.fromHex("cc"));
        keys.put(NamedGroup.X25519, key);
        assertThat(Extensions.keyShares(keys))
                .isEqualTo(extension(51, "000b" + "001e" + "0001" + "cc" + "001d" + "0002" + "aabb"));
        assertThat(Extensions.keyShares(Map.of())).isEqualTo(Extensions.emptyKeyShare());
        assertThat(Extensions.sessionTicket(key)).isEqualTo(extension(35, "aabb"));
        assertThat(Extensions.selectedKeyShare(NamedGroup.X25519, key))
                .isEqualTo(extension(51, "001d" + "0002" + "aabb"));
        assertThat(Extensions.retryGroup(NamedGroup.SECP384R1)).isEqualTo(extension(51, "0018"));
        assertThat(Extensions.renegotiationInfo()).isEqualTo(extension(0xff01, "00"));
    }

    @Test
    void aTrailingDotIsNoPartOfAServerName() {
        assertThat(Extensions.serverName("a.b.")).isEqualTo(Extensions.serverName("a.b"));
    }

    @Test
    void whatIsNoNameIsOurMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.serverName("."));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.serverName("b\u00fcro.test"));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.alpn(List.of("")));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.alpn(List.of("x".repeat(256))));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.alpn(List.of("\u20ac")));
    }

    @Test
    void anUnknownTypeKeepsItsNumber() {
        assertThat(Extensions.label(Extensions.KEY_SHARE)).isEqualTo("key_share(51)");
        assertThat(Extensions.label(0x7a7a)).isEqualTo("extension(31354)");
    }

    private static Extension extension(int type, String content) {
        return new Extension(type, Bytes.fromHex(content));
    }
}
