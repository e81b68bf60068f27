package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmSettingsTest {
    private static final List<String> CLEARED = List.of(
            "jdk.tls.client.protocols",
            "jdk.tls.client.SignatureSchemes",
            "org.bouncycastle.jsse.fips.allowRSAKeyExchange",
            "https.protocols",
            "https.cipherSuites");
    private static final List<String> SECURITY =
            List.of("jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms", "jdk.tls.legacyAlgorithms");

    private final Map<String, String> before = new HashMap<>();

    JvmSettingsTest() {
        SECURITY.forEach(name -> before.put(name, Security.getProperty(name)));
    }

    /** The settings themselves stay: every test that speaks TLS through BouncyCastle presupposes them. */
    @AfterEach
    void restore() {
        before.forEach((name, value) -> Security.setProperty(name, value == null ? "" : value));
        System.clearProperty("io.netty.processId");
    }

    @Test
    void setsAndClearsWhatItSays() {
        CLEARED.forEach(name -> System.setProperty(name, "of the user"));
        SECURITY.forEach(name -> Security.setProperty(name, "RSA"));
        System.setProperty("org.bouncycastle.jsse.client.dh.minimumPrimeBits", "4096");
        System.setProperty("io.netty.processId", "77");
        Logger.getLogger("org.bouncycastle").setLevel(Level.ALL);

        JvmSettings.apply();

        assertThat(CLEARED)
                .allSatisfy(name -> assertThat(System.getProperty(name)).isNull());
        assertThat(SECURITY)
                .allSatisfy(name -> assertThat(Security.getProperty(name))
                        .as("empty, not absent")
                        .isEmpty());
        assertThat(System.getProperty("org.bouncycastle.jsse.client.dh.minimumPrimeBits"))
                .isEqualTo("1024");
        assertThat(System.getProperty("org.bouncycastle.jsse.client.dh.unrestrictedGroups"))
                .isEqualTo("true");
        assertThat(System.getProperty("jdk.tls.client.maxInboundCertificateChainLength"))
                .isEqualTo("100");
        assertThat(System.getProperty("jdk.tls.maxHandshakeMessageSize")).isEqualTo("1048576");
        assertThat(System.getProperty("jdk.tls.namedGroups")).startsWith("x25519,secp256r1,");
        assertThat(System.getProperty("io.netty.processId"))
                .as("a value of the user's stands")
                .isEqualTo("77");
        assertThat(System.getProperty("io.netty.machineId")).isNotNull();
        assertThat(System.getProperty("io.netty.leakDetection.level"))
                .as("of the user's too")
                .isEqualTo("paranoid");
        assertThat(Logger.getLogger("org.bouncycastle").getLevel()).isEqualTo(Level.OFF);
    }

    @Test
    void theTlsOfTheJdkStillLoads() throws GeneralSecurityException {
        JvmSettings.apply();

        assertThat(SSLContext.getInstance("TLS", "SunJSSE").getProtocol()).isEqualTo("TLS");
    }

    @Test
    void mayBeCalledAgain() {
        JvmSettings.apply();
        Map<Object, Object> once = new HashMap<>(System.getProperties());
        JvmSettings.apply();

        assertThat(new HashMap<>(System.getProperties())).isEqualTo(once);
    }
}
