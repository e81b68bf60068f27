package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.offer.KnownGroups;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BouncyCastle's JSSE over its lightweight cryptography can do what it can do over BouncyCastle's provider. */
class LightweightCryptoTest {
    private static SSLContext light;
    private static SSLContext full;

    @BeforeAll
    static void load() throws GeneralSecurityException {
        JvmSettings.apply();
        light = context(new BouncyCastleJsseProvider(false, LightweightCrypto.provider()));
        full = context(new BouncyCastleJsseProvider(BouncyServer.BOUNCY_CASTLE));
    }

    private static SSLContext context(Provider jsse) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", jsse);
        context.init(null, new TrustManager[] {new Engines.TrustEverybody()}, new SecureRandom());
        return context;
    }

    private static SSLEngine client(SSLContext context, String protocol) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        engine.setEnabledCipherSuites(engine.getSupportedCipherSuites());
        return engine;
    }

    private static SSLEngine client(SSLContext context, String protocol, CipherSuite suite) {
        SSLEngine engine = client(context, protocol);
        engine.setEnabledCipherSuites(new String[] {suite.toString()});
        return engine;
    }

    private static SSLEngine client(SSLContext context, String protocol, NamedGroup group) {
        SSLEngine engine = client(context, protocol);
        BCSSLParameters parameters = ((BCSSLEngine) engine).getParameters();
        parameters.setNamedGroups(new String[] {group.label()});
        ((BCSSLEngine) engine).setParameters(parameters);
        return engine;
    }

    /** What a hello says, without what is drawn by lot. */
    private static Map<String, Object> said(SSLEngine engine) throws SSLException {
        engine.beginHandshake();
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        Bytes sent = Bytes.of(Arrays.copyOf(out.array(), out.position()));
        ClientHello hello = ((ClientHelloReader.Reading.Whole) ClientHelloReader.read(sent)).hello();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("versions", hello.offeredVersions());
        said.put("suites", hello.suites());
        for (Extension extension : hello.extensions()) {
            // of a key share its group; the key is drawn by lot
            int length = extension.type() == Extensions.KEY_SHARE
                    ? 4
                    : extension.content().length();
            said.put(
                    Extensions.label(extension.type()),
                    extension.content().slice(0, length).hex());
        }
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"})
    void saysTheSameInItsHello(String protocol) throws SSLException {
        assertThat(said(client(light, protocol)))
                .containsKeys("suites", Extensions.label(Extensions.SUPPORTED_GROUPS))
                .isEqualTo(said(client(full, protocol)));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1, TLS_1_0", "TLSv1.1, TLS_1_1", "TLSv1.2, TLS_1_2", "TLSv1.3, TLS_1_3"})
    void finishesAHandshakeWithEverySuiteThatIsOffered(String protocol, ProtocolVersion version) {
        List<BouncyServer> servers = List.of(
                BouncyServer.with("RSA", "SHA256withRSA"),
                BouncyServer.with("DSA", "SHA256withDSA"),
                BouncyServer.with("secp256r1", "SHA256withECDSA"));

        for (CipherSuite suite : KnownSuites.ofHandshake(version)) {
            List<String> ends = new ArrayList<>();
            servers.forEach(server -> ends.add(server.meet(client(light, protocol, suite))));
            assertThat(ends).as(suite.toString()).contains(protocol + " " + suite);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLS_1_2", "TLSv1.3, TLS_1_3"})
    void finishesAHandshakeWithEveryGroupWithWhichTheProviderDoes(String protocol, ProtocolVersion version) {
        BouncyServer server = BouncyServer.with("RSA", "SHA256withRSA");
        int finished = 0;

        for (NamedGroup group : KnownGroups.of(version)) {
            String end = server.meet(client(full, protocol, group));
            assertThat(server.meet(client(light, protocol, group)))
                    .as(group.toString())
                    .isEqualTo(end);
            finished += end.startsWith(protocol) ? 1 : 0;
        }
        assertThat(finished).isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, SHA1withRSA, TLSv1.2",
        "RSA, MD5withRSA, TLSv1.2",
        "RSA, SHA512withRSAandMGF1, TLSv1.3",
        "RSASSA-PSS, SHA256withRSAandMGF1, TLSv1.2",
        "RSASSA-PSS, SHA256withRSAandMGF1, TLSv1.3",
        "DSA, SHA1withDSA, TLSv1",
        "secp256r1, SHA256withECDSA, TLSv1.3",
        "secp384r1, SHA384withECDSA, TLSv1.3",
        "secp521r1, SHA512withECDSA, TLSv1.3",
        "secp224r1, SHA256withECDSA, TLSv1.2",
        "secp256k1, SHA256withECDSA, TLSv1.2",
        "brainpoolP256r1, SHA256withECDSA, TLSv1.2",
        "brainpoolP512r1, SHA512withECDSA, TLSv1.2",
        "Ed25519, Ed25519, TLSv1.2",
        "Ed25519, Ed25519, TLSv1.3",
        "Ed448, Ed448, TLSv1.3"
    })
    void endsAHandshakeWithEachKindOfKeyAsTheProviderDoes(String key, String signature, String protocol) {
        BouncyServer server = BouncyServer.with(key, signature);

        String end = server.meet(client(full, protocol));

        assertThat(server.meet(client(light, protocol))).isEqualTo(end);
        assertThat(end).startsWith(protocol);
    }

    @Test
    void aCertificateThatJavaCannotReadIsNoReasonToEndAHandshake() {
        // nameConstraints, critical, with a content that is no sequence
        org.bouncycastle.asn1.x509.Extension unreadable = new org.bouncycastle.asn1.x509.Extension(
                org.bouncycastle.asn1.x509.Extension.nameConstraints, true, new DEROctetString(new byte[] {1, 2, 3}));

        BouncyServer server = BouncyServer.with("RSA", "SHA256withRSA", Optional.of(unreadable));

        assertThatThrownBy(() -> CertificateFactory.getInstance("X.509", "SUN")
                        .generateCertificate(
                                new ByteArrayInputStream(server.certificate().getEncoded())))
                .isInstanceOf(CertificateException.class);
        assertThat(server.meet(client(light, "TLSv1.2"))).startsWith("TLSv1.2 ");
    }
}
