package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.DHParameterSpec;

/**
 * OpenSSL's {@code s_server} with its status page, at security level 0.
 *
 * <p>It serves one connection after the other: a connection that says nothing keeps all others waiting.
 */
public final class OpenSslServer {
    /** RFC 2409 section 6.2: the second Oakley group, 1024 bits, as PEM. */
    private static final List<String> OAKLEY_2 = oakley2();

    private final Set<ProtocolVersion> versions;
    private final List<String> options = new ArrayList<>();
    private TestCertificate certificate = TestCertificates.rsa();
    private String ciphers = OpenSslTerms.CIPHERS;
    private boolean parametersOf1024Bits;

    private OpenSslServer(Set<ProtocolVersion> versions) {
        this.versions = versions;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of TLS 1.0 to 1.3
     * @return what can be set further and started
     */
    public static OpenSslServer speaking(ProtocolVersion... versions) {
        return new OpenSslServer(OpenSslTerms.checked(versions));
    }

    /**
     * With other suites up to TLS 1.2.
     *
     * @param list in the format of ciphers(1), such as {@code AES128-SHA:@SECLEVEL=0}; without the level, old versions fail
     * @return this
     */
    public OpenSslServer ciphers(String list) {
        ciphers = list;
        return this;
    }

    /**
     * With other suites of TLS 1.3.
     *
     * @param list such as {@code TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256}
     * @return this
     */
    public OpenSslServer tls13Suites(String list) {
        return option("-ciphersuites", list);
    }

    /**
     * With just these groups.
     *
     * @param list such as {@code X25519:P-256}
     * @return this
     */
    public OpenSslServer groups(String list) {
        return option("-groups", list);
    }

    /**
     * With another certificate than the RSA one.
     *
     * @param other the certificate
     * @return this
     */
    public OpenSslServer certificate(TestCertificate other) {
        certificate = other;
        return this;
    }

    /**
     * With a second certificate of the other kind.
     *
     * @param other the certificate
     * @return this
     */
    public OpenSslServer secondCertificate(TestCertificate other) {
        return option("-dcert", other.certificateFile().toString())
                .option("-dkey", other.keyFile().toString());
    }

    /**
     * Demanding a certificate of the client.
     *
     * @return this
     */
    public OpenSslServer demandingClientCertificate() {
        return option("-Verify", "1");
    }

    /**
     * With Diffie-Hellman parameters of 1024 bits, RFC 2409 section 6.2.
     *
     * @return this
     */
    public OpenSslServer parametersOf1024Bits() {
        parametersOf1024Bits = true;
        return this;
    }

    /**
     * With further options.
     *
     * @param more such as {@code -no_ticket} or {@code -serverpref}, see s_server(1)
     * @return this
     */
    public OpenSslServer option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed.
     *
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public RealServer start() {
        String program = Debian.require("openssl", "openssl").toString();
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        Map<String, String> environment = OpenSslTerms.environment(home, versions);
        List<String> command = new ArrayList<>(List.of(
                program,
                "s_server",
                "-accept",
                "127.0.0.1:" + door.port(),
                "-www",
                "-cert",
                certificate.certificateFile().toString(),
                "-key",
                certificate.keyFile().toString(),
                "-cipher",
                ciphers));
        OpenSslTerms.POSSIBLE.stream()
                .filter(version -> !versions.contains(version))
                .map(version -> "-no_"
                        + OpenSslTerms.name(version)
                                .toLowerCase(Locale.ROOT)
                                .replace("v", "")
                                .replace('.', '_'))
                .forEach(command::add);
        if (parametersOf1024Bits) {
            command.addAll(List.of("-dhparam", home.write("dh.pem", OAKLEY_2).toString()));
        }
        command.addAll(options);
        return RunningServer.start(home, List.of(door), command, environment);
    }

    private static List<String> oakley2() {
        BigInteger prime = new BigInteger(
                "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                        + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                        + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
                16);
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
            parameters.init(new DHParameterSpec(prime, BigInteger.TWO));
            return List.of(
                    "-----BEGIN DH PARAMETERS-----",
                    Base64.getMimeEncoder().encodeToString(parameters.getEncoded()),
                    "-----END DH PARAMETERS-----");
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
