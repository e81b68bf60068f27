package dev.extls.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownSuitesTest {
    private static CipherSuite suite(String label) {
        return CipherSuite.named(label).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void likelyAndRestTogetherAreExactlyTheSuitesOfTheVersion(ProtocolVersion version) {
        List<CipherSuite> likely = KnownSuites.likely(version);
        List<CipherSuite> all = new ArrayList<>(likely);
        KnownSuites.rest(version, Set.copyOf(likely)).forEach(all::addAll);

        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(KnownSuites.of(version));
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void restOfNothingIsEverythingAndRestOfEverythingIsNothing(ProtocolVersion version) {
        assertThat(KnownSuites.rest(version, Set.of()).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(KnownSuites.of(version));
        assertThat(KnownSuites.rest(version, Set.copyOf(KnownSuites.of(version))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void noListIsEmptyOrTooLong(ProtocolVersion version) {
        assertThat(KnownSuites.likely(version)).hasSizeBetween(1, 64);
        assertThat(KnownSuites.ofHandshake(version)).hasSizeLessThanOrEqualTo(64);
        assertThat(KnownSuites.rest(version, Set.of()))
                .allSatisfy(suites -> assertThat(suites).hasSizeBetween(1, 128));
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void handshakeFirstAndRestNeedFiveHellosAtMost(ProtocolVersion version) {
        List<CipherSuite> first = KnownSuites.first(version);
        int handshake = KnownSuites.ofHandshake(version).isEmpty() ? 0 : 1;

        assertThat(KnownSuites.likely(version)).containsAll(first);
        assertThat(handshake + 1 + KnownSuites.rest(version, Set.copyOf(first)).size())
                .isLessThanOrEqualTo(5);
    }

    @Test
    void theFirstHelloHoldsNothingThatNeedsParametersOfDiffieHellman() {
        assertThat(KnownSuites.first(ProtocolVersion.TLS_1_2))
                .contains(suite("TLS_RSA_WITH_RC4_128_SHA"), suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
                .noneMatch(suite -> suite.label().contains("_DHE_"));
    }

    @ParameterizedTest
    @EnumSource(value = ProtocolVersion.class, names = "SSL_2_0", mode = EnumSource.Mode.EXCLUDE)
    void suitesApartAreNeverBesideOrdinaryOnes(ProtocolVersion version) {
        Stream<List<CipherSuite>> lists = Stream.concat(
                Stream.of(KnownSuites.likely(version), KnownSuites.ofHandshake(version)),
                KnownSuites.rest(version, Set.of()).stream());

        assertThat(lists.map(suites -> suites.stream().map(KnownSuites::apart).collect(Collectors.toSet())))
                .allSatisfy(kinds -> assertThat(kinds).hasSizeLessThanOrEqualTo(1));
        assertThat(KnownSuites.likely(version)).noneMatch(KnownSuites::apart);
    }

    @Test
    void anonymousNullAndExportSuitesAreApart() {
        assertThat(Stream.of(
                                "TLS_DH_anon_WITH_AES_128_CBC_SHA",
                                "TLS_ECDH_anon_WITH_NULL_SHA",
                                "TLS_RSA_WITH_NULL_MD5",
                                "TLS_ECDHE_RSA_WITH_NULL_SHA",
                                "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
                                "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA",
                                "TLS_SHA256_SHA256")
                        .map(KnownSuitesTest::suite))
                .allMatch(KnownSuites::apart);
        assertThat(Stream.of("TLS_RSA_WITH_RC4_128_SHA", "TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_DES_CBC_SHA")
                        .map(KnownSuitesTest::suite))
                .noneMatch(KnownSuites::apart);
    }

    @Test
    void everyRegisteredSuiteCanBeAskedForSomewhereButTheSignals() {
        Set<CipherSuite> asked = new HashSet<>();
        Stream.of(ProtocolVersion.values()).forEach(version -> asked.addAll(KnownSuites.of(version)));

        Set<CipherSuite> never = new HashSet<>(CipherSuite.registered());
        never.removeAll(asked);

        assertThat(never)
                .containsExactlyInAnyOrder(
                        CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
                        CipherSuite.TLS_FALLBACK_SCSV,
                        suite("TLS_NULL_WITH_NULL_NULL"));
    }

    @Test
    void suitesGoWithTheirVersions() {
        assertThat(KnownSuites.of(ProtocolVersion.SSL_2_0)).allMatch(suite -> suite.code() > 0xffff);
        assertThat(KnownSuites.of(ProtocolVersion.TLS_1_3))
                .contains(suite("TLS_AES_256_GCM_SHA384"))
                .doesNotContain(suite("TLS_RSA_WITH_AES_128_CBC_SHA"));
        assertThat(KnownSuites.of(ProtocolVersion.TLS_1_2))
                .contains(suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), suite("TLS_RSA_WITH_AES_128_CBC_SHA"))
                .doesNotContain(suite("TLS_AES_256_GCM_SHA384"), suite("TLS_RSA_EXPORT_WITH_RC4_40_MD5"));
        assertThat(KnownSuites.of(ProtocolVersion.TLS_1_0))
                .contains(suite("TLS_RSA_EXPORT_WITH_RC4_40_MD5"), suite("TLS_PSK_WITH_AES_128_CBC_SHA256"))
                .doesNotContain(suite("TLS_RSA_WITH_AES_128_CBC_SHA256"), suite("TLS_RSA_WITH_AES_128_GCM_SHA256"));
        assertThat(KnownSuites.of(ProtocolVersion.TLS_1_1)).doesNotContain(suite("TLS_RSA_EXPORT_WITH_RC4_40_MD5"));
    }

    @Test
    void suitesThatNeverWereIanasGoWithTheirVersionsToo() {
        for (String ofTls12 : List.of(
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD",
                "TLS_ECDHE_ECDSA_WITH_SM4_CBC_SM3",
                "TLS_ECJPAKE_WITH_AES_128_CCM_8",
                "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT")) {
            assertThat(versionsOf(ofTls12)).as(ofTls12).containsExactly(ProtocolVersion.TLS_1_2);
        }
        for (String fromTls10 :
                List.of("TLS_GOSTR341001_WITH_28147_CNT_IMIT", "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT_OLD")) {
            assertThat(versionsOf(fromTls10))
                    .as(fromTls10)
                    .containsExactly(ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_2);
        }
        for (String ofSsl3 : List.of("TLS_FORTEZZA_KEA_WITH_NULL_SHA", "NETSCAPE_RSA_FIPS_WITH_3DES_EDE_CBC_SHA")) {
            assertThat(versionsOf(ofSsl3)).as(ofSsl3).containsExactly(ProtocolVersion.SSL_3_0);
        }
        assertThat(versionsOf("TLS_RSA_EXPORT1024_WITH_RC4_56_MD5"))
                .containsExactly(ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_0);
        assertThat(KnownSuites.apart(suite("TLS_RSA_EXPORT1024_WITH_RC4_56_MD5")))
                .isTrue();
        assertThat(versionsOf("TLS_SM4_GCM_SM3")).containsExactly(ProtocolVersion.TLS_1_3);
    }

    private static List<ProtocolVersion> versionsOf(String label) {
        return Stream.of(ProtocolVersion.values())
                .filter(version -> KnownSuites.of(version).contains(suite(label)))
                .toList();
    }

    @Test
    void whatWindowsPrefersComesFirst() {
        assertThat(KnownSuites.likely(ProtocolVersion.TLS_1_2).get(0))
                .isEqualTo(suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
        assertThat(KnownSuites.likely(ProtocolVersion.TLS_1_3).get(0)).isEqualTo(suite("TLS_AES_256_GCM_SHA384"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void aHandshakeOffersWhatTheProviderCanDo(ProtocolVersion version) throws GeneralSecurityException {
        Set<String> provided = provided();
        List<CipherSuite> possible = KnownSuites.of(version).stream()
                .filter(suite -> !KnownSuites.apart(suite) && provided.contains(suite.label()))
                .toList();

        assertThat(possible).isNotEmpty();
        assertThat(KnownSuites.ofHandshake(version))
                .containsExactlyElementsOf(possible.subList(0, Math.min(64, possible.size())));
    }

    @Test
    void whatTheProviderCanFinishIsKnown() throws GeneralSecurityException {
        Set<String> finishable = CipherSuite.registered().stream()
                .filter(KnownSuites::finishable)
                .map(CipherSuite::label)
                .collect(Collectors.toSet());

        assertThat(finishable).containsExactlyInAnyOrderElementsOf(provided());
    }

    @Test
    void everySuiteOfTheProviderIsKnownByNameAndNumber() throws GeneralSecurityException {
        assertThat(provided())
                .allSatisfy(label -> assertThat(CipherSuite.named(label)).isPresent());
    }

    @Test
    void sslHasNoHandshake() {
        assertThat(KnownSuites.ofHandshake(ProtocolVersion.SSL_2_0)).isEmpty();
    }

    private static Set<String> provided() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(new BouncyCastleProvider()));
        context.init(null, null, new SecureRandom());
        SSLEngine engine = context.createSSLEngine();
        return Arrays.stream(engine.getSupportedCipherSuites())
                .filter(label -> !label.endsWith("_SCSV"))
                .collect(Collectors.toSet());
    }
}
