package dev.extls.net;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.jcajce.util.JcaJceHelper;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsHMAC;
import org.bouncycastle.tls.crypto.TlsHash;
import org.bouncycastle.tls.crypto.TlsKemConfig;
import org.bouncycastle.tls.crypto.TlsKemDomain;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * BouncyCastle's JSSE over BouncyCastle's lightweight cryptography instead of its Java provider: the same algorithms, without the
 * provider's thousands of entries and its curves, which take longer to load than a whole scan of one endpoint takes.
 *
 * <p>{@code LightweightCryptoTest} holds what it offers against what JSSE offers over the provider.
 */
final class LightweightCrypto extends JcaTlsCrypto {
    private final BcTlsCrypto light;

    private LightweightCrypto(JcaJceHelper java, SecureRandom random) {
        super(java, random, random);
        this.light = new BcTlsCrypto(random);
    }

    /** What BouncyCastle's JSSE is to be made with. */
    static JcaTlsCryptoProvider provider() {
        JcaJceHelper java = new ProviderJcaJceHelper(new SeldomNeeded());
        return new JcaTlsCryptoProvider() {
            @Override
            public JcaTlsCrypto create(SecureRandom random) {
                return new LightweightCrypto(java, random);
            }

            @Override
            public JcaTlsCrypto create(SecureRandom keys, SecureRandom nonces) {
                return new LightweightCrypto(java, keys);
            }

            @Override
            public JcaJceHelper getHelper() {
                return java;
            }
        };
    }

    /** There are none to be held against the constraints of this JVM, which are empty: {@link JvmSettings}. */
    @Override
    @SuppressWarnings("NullAway") // null as BouncyCastle gives it for X25519
    public AlgorithmParameters getNamedGroupAlgorithmParameters(int namedGroup) {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null as BouncyCastle gives it for all but RSA-PSS
    public AlgorithmParameters getSignatureSchemeAlgorithmParameters(int signatureScheme) {
        return null;
    }

    // What follows hands every question over, in the order of TlsCrypto; SRP is no part of JSSE.

    @Override
    @SuppressWarnings("rawtypes") // so declared there
    public boolean hasAnyStreamVerifiers(Vector signatureAndHashAlgorithms) {
        return light.hasAnyStreamVerifiers(signatureAndHashAlgorithms);
    }

    @Override
    public boolean hasAnyStreamVerifiersLegacy(short[] clientCertificateTypes) {
        return light.hasAnyStreamVerifiersLegacy(clientCertificateTypes);
    }

    @Override
    public boolean hasCertificateType(short certificateType) {
        return light.hasCertificateType(certificateType);
    }

    @Override
    public boolean hasCryptoHashAlgorithm(int cryptoHashAlgorithm) {
        return light.hasCryptoHashAlgorithm(cryptoHashAlgorithm);
    }

    @Override
    public boolean hasCryptoSignatureAlgorithm(int cryptoSignatureAlgorithm) {
        return light.hasCryptoSignatureAlgorithm(cryptoSignatureAlgorithm);
    }

    @Override
    public boolean hasDHAgreement() {
        return light.hasDHAgreement();
    }

    @Override
    public boolean hasECDHAgreement() {
        return light.hasECDHAgreement();
    }

    @Override
    public boolean hasEncryptionAlgorithm(int encryptionAlgorithm) {
        return light.hasEncryptionAlgorithm(encryptionAlgorithm);
    }

    @Override
    public boolean hasHKDFAlgorithm(int cryptoHashAlgorithm) {
        return light.hasHKDFAlgorithm(cryptoHashAlgorithm);
    }

    @Override
    public boolean hasKemAgreement() {
        return light.hasKemAgreement();
    }

    @Override
    public boolean hasMacAlgorithm(int macAlgorithm) {
        return light.hasMacAlgorithm(macAlgorithm);
    }

    @Override
    public boolean hasNamedGroup(int namedGroup) {
        return light.hasNamedGroup(namedGroup);
    }

    @Override
    public boolean hasRSAEncryption() {
        return light.hasRSAEncryption();
    }

    @Override
    public boolean hasSignatureAlgorithm(short signatureAlgorithm) {
        return light.hasSignatureAlgorithm(signatureAlgorithm);
    }

    @Override
    public boolean hasSignatureAndHashAlgorithm(SignatureAndHashAlgorithm signatureAndHashAlgorithm) {
        return light.hasSignatureAndHashAlgorithm(signatureAndHashAlgorithm);
    }

    @Override
    public boolean hasSignatureScheme(int signatureScheme) {
        return light.hasSignatureScheme(signatureScheme);
    }

    @Override
    public TlsSecret createHybridSecret(TlsSecret first, TlsSecret second) {
        return light.createHybridSecret(first, second);
    }

    @Override
    public TlsSecret createSecret(byte[] data) {
        return light.createSecret(data);
    }

    @Override
    public TlsSecret generateRSAPreMasterSecret(ProtocolVersion version) {
        return light.generateRSAPreMasterSecret(version);
    }

    @Override
    public TlsCertificate createCertificate(byte[] encoding) throws IOException {
        return light.createCertificate(encoding);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        return light.createCertificate(type, encoding);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        return light.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
    }

    @Override
    public TlsDHDomain createDHDomain(TlsDHConfig config) {
        return light.createDHDomain(config);
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        return light.createECDomain(config);
    }

    @Override
    public TlsKemDomain createKemDomain(TlsKemConfig config) {
        return light.createKemDomain(config);
    }

    @Override
    public TlsSecret adoptSecret(TlsSecret secret) {
        return light.adoptSecret(secret);
    }

    @Override
    public TlsHash createHash(int cryptoHashAlgorithm) {
        return light.createHash(cryptoHashAlgorithm);
    }

    @Override
    public TlsHMAC createHMAC(int macAlgorithm) {
        return light.createHMAC(macAlgorithm);
    }

    @Override
    public TlsHMAC createHMACForHash(int cryptoHashAlgorithm) {
        return light.createHMACForHash(cryptoHashAlgorithm);
    }

    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
        return light.createNonceGenerator(additionalSeedMaterial);
    }

    @Override
    public TlsSecret hkdfInit(int cryptoHashAlgorithm) {
        return light.hkdfInit(cryptoHashAlgorithm);
    }
}
