package dev.extls.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What BouncyCastle's JSSE asks of a Java provider although {@link LightweightCrypto} does its cryptography: the certificates of a
 * server as Java objects. Java's own reader serves that; only what it refuses, and whatever else may be asked for, makes
 * BouncyCastle's provider load.
 */
@SuppressWarnings("serial") // a provider is one by inheritance and is never written anywhere
final class SeldomNeeded extends Provider {
    SeldomNeeded() {
        super("extls", "1", "certificates by Java, everything else by BouncyCastle");
    }

    @Override
    public Service getService(String type, String algorithm) {
        if (!type.equals("CertificateFactory") || !algorithm.equals("X.509")) {
            return Loaded.BOUNCY_CASTLE.getService(type, algorithm);
        }
        return new Service(this, type, algorithm, JavaFirst.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
                return new JavaFirst();
            }
        };
    }

    /** Loaded when it is first touched. */
    private static final class Loaded {
        static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    }

    /** A certificate that Java's reader refuses is no reason to end a handshake if BouncyCastle's can read it. */
    private static final class JavaFirst extends CertificateFactorySpi {
        @Override
        public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
            byte[] encoding = bytes(in);
            try {
                return CertificateFactory.getInstance("X.509", "SUN")
                        .generateCertificate(new ByteArrayInputStream(encoding));
            } catch (CertificateException | NoSuchProviderException e) {
                return CertificateFactory.getInstance("X.509", Loaded.BOUNCY_CASTLE)
                        .generateCertificate(new ByteArrayInputStream(encoding));
            }
        }

        private static byte[] bytes(InputStream in) throws CertificateException {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public Collection<? extends Certificate> engineGenerateCertificates(InputStream in)
                throws CertificateException {
            return List.of(engineGenerateCertificate(in));
        }

        @Override
        public CRL engineGenerateCRL(InputStream in) throws CRLException {
            throw new CRLException("revocation is not looked up");
        }

        @Override
        public Collection<? extends CRL> engineGenerateCRLs(InputStream in) throws CRLException {
            throw new CRLException("revocation is not looked up");
        }
    }
}
