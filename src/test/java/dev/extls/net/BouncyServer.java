package dev.extls.net;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A TLS server without a socket: BouncyCastle's JSSE over BouncyCastle's provider, taking whatever it can do. */
final class BouncyServer {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLContext context;
    private final Certificate certificate;

    private BouncyServer(KeyPair keys, Certificate certificate) throws GeneralSecurityException, IOException {
        this.certificate = certificate;
        KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
        store.load(null, null);
        store.setKeyEntry("key", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
        Provider jsse = new BouncyCastleJsseProvider(BOUNCY_CASTLE);
        KeyManagerFactory managers = KeyManagerFactory.getInstance("X.509", jsse);
        managers.init(store, PASSWORD);
        context = SSLContext.getInstance("TLS", jsse);
        context.init(managers.getKeyManagers(), null, new SecureRandom());
    }

    /**
     * A server with a key of its own.
     *
     * @param key an algorithm such as {@code RSA}, or the name of an elliptic curve
     * @param signature with which its certificate is signed
     */
    static BouncyServer with(String key, String signature) {
        return with(key, signature, Optional.empty());
    }

    /** The same with a critical extension in its certificate. */
    static BouncyServer with(String key, String signature, Optional<Extension> extension) {
        try {
            boolean curve = key.matches("(secp|brainpool).*");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : key, BOUNCY_CASTLE);
            if (curve) {
                generator.initialize(new ECGenParameterSpec(key));
            }
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=mail.contoso.test");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2049-12-31T00:00:00Z")),
                    name,
                    keys.getPublic());
            if (extension.isPresent()) {
                builder.addExtension(extension.get());
            }
            Certificate certificate = new JcaX509CertificateConverter()
                    .setProvider(BOUNCY_CASTLE)
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature)
                            .setProvider(BOUNCY_CASTLE)
                            .build(keys.getPrivate())));
            return new BouncyServer(keys, certificate);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    Certificate certificate() {
        return certificate;
    }

    /** How a handshake ends: with the protocol and the suite, or with what went wrong on which side. */
    String meet(SSLEngine client) {
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        server.setEnabledProtocols(server.getSupportedProtocols());
        server.setEnabledCipherSuites(server.getSupportedCipherSuites());
        ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        try {
            client.beginHandshake();
            server.beginHandshake();
            boolean moving = true;
            while (moving) {
                moving = moved("client", client, toClient, toServer) || moved("server", server, toServer, toClient);
            }
        } catch (SSLException e) {
            // with the numbers of the engines in it
            return String.valueOf(e.getMessage()).replaceAll("\\[.* #.*?]", "");
        }
        return client.getSession().getProtocol() + " " + client.getSession().getCipherSuite();
    }

    /** One step of one side; false if it waits for the other, or has nothing more to say. */
    private static boolean moved(String side, SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
                return true;
            }
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                return engine.wrap(ByteBuffer.allocate(0), out).bytesProduced() > 0;
            }
            in.flip();
            int read = engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()))
                    .bytesConsumed();
            in.compact();
            return read > 0;
        } catch (SSLException e) {
            throw new SSLException(side + ": " + e.getMessage(), e);
        }
    }
}
