package dev.extls.testkit;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.List;

/** Certificates for test servers, made when they are first asked for. */
public final class TestCertificates {
    /** The name on the certificates that are asked for without one. */
    public static final String NAME = "mail.contoso.test";

    private static final List<String> NAMES = List.of(NAME, "localhost", "127.0.0.1");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2049-12-31T00:00:00Z");

    private TestCertificates() {}

    /**
     * RSA with 2048 bits, for {@value #NAME}, localhost and 127.0.0.1, valid.
     *
     * @return the same one at each call
     */
    public static TestCertificate rsa() {
        return Rsa.CERTIFICATE;
    }

    /**
     * ECDSA on P-256, for {@value #NAME}, localhost and 127.0.0.1, valid.
     *
     * @return the same one at each call
     */
    public static TestCertificate ecdsa() {
        return Ecdsa.CERTIFICATE;
    }

    /**
     * RSA with 2048 bits, for {@value #NAME}, localhost and 127.0.0.1, expired in 2021.
     *
     * @return a new one
     */
    public static TestCertificate expired() {
        return TestCertificate.selfSigned("RSA", modulus(2048), LONG_AGO, Instant.parse("2021-01-01T00:00:00Z"), NAMES);
    }

    /**
     * RSA for names of the caller's, valid.
     *
     * @param bits the size of the modulus, 512 to 8192
     * @param names DNS names and IPv4 addresses, one or more
     * @return a new one
     */
    public static TestCertificate rsa(int bits, String... names) {
        return TestCertificate.selfSigned("RSA", modulus(bits), LONG_AGO, FAR_AWAY, List.of(names));
    }

    private static AlgorithmParameterSpec modulus(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }

    private static final class Rsa {
        static final TestCertificate CERTIFICATE =
                TestCertificate.selfSigned("RSA", modulus(2048), LONG_AGO, FAR_AWAY, NAMES);
    }

    private static final class Ecdsa {
        static final TestCertificate CERTIFICATE =
                TestCertificate.selfSigned("EC", new ECGenParameterSpec("secp256r1"), LONG_AGO, FAR_AWAY, NAMES);
    }
}
