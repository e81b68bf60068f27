package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeUpSharesTest {
    private static Map<NamedGroup, Bytes> shares(KeyShares wanted, NamedGroup... listed) {
        return MadeUpShares.of(
                Offer.hello(ProtocolVersion.TLS_1_3, KnownSuites.likely(ProtocolVersion.TLS_1_3), List.of())
                        .withGroups(List.of(listed))
                        .with(Extras.NONE.withKeyShares(wanted)));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, 23, 32", "secp384r1, 24, 48", "secp521r1, 25, 66"})
    void theShareOfANistCurveIsItsBasePoint(String curve, int code, int width) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
        NamedGroup group = new NamedGroup(code);

        Bytes share =
                Objects.requireNonNull(shares(KeyShares.EVERY_CURVE, group).get(group));

        assertThat(share.length()).isEqualTo(1 + 2 * width);
        assertThat(share.at(0)).isEqualTo(4);
        assertThat(new BigInteger(1, share.slice(1, 1 + width).toArray()))
                .isEqualTo(spec.getGenerator().getAffineX());
        assertThat(new BigInteger(1, share.slice(1 + width, 1 + 2 * width).toArray()))
                .isEqualTo(spec.getGenerator().getAffineY());
    }

    @Test
    void theShareOfAMontgomeryCurveIsRandom() {
        assertThat(shares(KeyShares.USUAL, NamedGroup.X25519)).isNotEqualTo(shares(KeyShares.USUAL, NamedGroup.X25519));
        assertThat(Objects.requireNonNull(
                                shares(KeyShares.EVERY_CURVE, NamedGroup.X448).get(NamedGroup.X448))
                        .length())
                .isEqualTo(56);
    }

    @Test
    void usuallyThereIsOneOfX25519OrNone() {
        assertThat(shares(KeyShares.USUAL, NamedGroup.SECP256R1, NamedGroup.X25519, NamedGroup.X448))
                .containsOnlyKeys(NamedGroup.X25519);
        assertThat(shares(KeyShares.USUAL, NamedGroup.SECP256R1)).isEmpty();
        assertThat(shares(KeyShares.NONE, NamedGroup.X25519)).isEmpty();
    }

    @Test
    void everyCurveThatIsSaidToHaveOneHasOne() {
        assertThat(shares(KeyShares.EVERY_CURVE, KnownGroups.OF_TLS_1_3.toArray(NamedGroup[]::new))
                        .keySet())
                .containsExactlyElementsOf(KnownGroups.WITH_MADE_UP_SHARE);
    }
}
