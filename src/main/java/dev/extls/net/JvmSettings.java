package dev.extls.net;

import java.security.Security;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What this JVM must be told before its first TLS class loads, so that no refusal of ours is blamed on a server.
 *
 * <p>BouncyCastle JSSE reads all of it once, when its classes load; a later change does nothing. The user's own {@code java.security}
 * and TLS properties are put aside for this process: they must not change a result.
 */
public final class JvmSettings {
    /** Empty, not absent: BouncyCastle puts a strict list of its own in place of an absent one. */
    private static final Set<String> EMPTY_SECURITY_PROPERTIES =
            Set.of("jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms", "jdk.tls.legacyAlgorithms");

    private static final Map<String, String> PERMISSIVE = Map.of(
            "org.bouncycastle.jsse.client.dh.minimumPrimeBits", "1024", // the lowest that bctls takes
            "org.bouncycastle.jsse.client.dh.unrestrictedGroups", "true",
            "jdk.tls.client.maxInboundCertificateChainLength", "100",
            "jdk.tls.maxHandshakeMessageSize", "1048576",
            "jdk.tls.namedGroups",
                    "x25519,secp256r1,secp384r1,secp521r1,x448,ffdhe2048,ffdhe3072,ffdhe4096,ffdhe6144,ffdhe8192,"
                            + "brainpoolP256r1,brainpoolP384r1,brainpoolP512r1,secp256k1,secp224r1,secp192r1,"
                            + "X25519MLKEM768,SecP256r1MLKEM768,SecP384r1MLKEM1024");

    /**
     * What BouncyCastle looks up in {@code java.security} before it looks among the system properties: what is not refused by us
     * with, and with its own bounds, so that no key of a server costs more than it should.
     */
    private static final Map<String, String> PERMISSIVE_SECURITY_PROPERTIES = Map.of(
            "org.bouncycastle.rsa.allow_unsafe_mod", "false", // it would lift the bound on the size, too
            "org.bouncycastle.rsa.max_size", "16384",
            "org.bouncycastle.rsa.max_mr_tests",
                    "0", // whether a modulus is prime is not ours to judge, and costs a handshake
            "org.bouncycastle.dh.allow_unsafe_p_value", "true",
            "org.bouncycastle.ec.disable", "false",
            "org.bouncycastle.ec.disable_f2m", "false",
            "org.bouncycastle.ec.fp_max_size", "1042",
            "org.bouncycastle.ec.max_f2m_field_size", "1142",
            "org.bouncycastle.asn1.allow_unsafe_integer", "true",
            "org.bouncycastle.x509.ignore_repeated_extensions", "true");

    /** What Netty looks up at its start and a prober does not need; a value that the user gave stands. */
    private static final Map<String, String> QUICK_START = Map.of(
            "io.netty.jfr.enabled", "false",
            "io.netty.allocator.type", "unpooled",
            "io.netty.processId", "1",
            "io.netty.machineId", "00:00:00:00:00:00:00:01",
            "io.netty.leakDetection.level", "disabled",
            // named, so that no jar is searched for it
            "slf4j.provider", "org.slf4j.simple.SimpleServiceProvider",
            "slf4j.internal.verbosity", "WARN");

    /** Kept for ever: a logger nobody holds is forgotten together with its level. Loaded when it is first needed. */
    private static final class Noise {
        static final Logger OF_BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle");
    }

    private JvmSettings() {}

    /** Sets what Netty looks up; to be called before any class of Netty is touched. */
    static void ofNetty() {
        QUICK_START.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /** Sets everything; to be called before any other class of TLS, BouncyCastle or Netty is touched. */
    public static synchronized void apply() {
        EMPTY_SECURITY_PROPERTIES.forEach(name -> Security.setProperty(name, ""));
        PERMISSIVE_SECURITY_PROPERTIES.forEach(Security::setProperty);
        new TreeSet<>(System.getProperties().stringPropertyNames())
                .stream()
                        .filter(name -> name.startsWith("jdk.tls.")
                                || name.startsWith("org.bouncycastle.")
                                || name.equals("https.protocols")
                                || name.equals("https.cipherSuites"))
                        .forEach(System::clearProperty);
        PERMISSIVE.forEach(System::setProperty);
        ofNetty();
        Noise.OF_BOUNCY_CASTLE.setLevel(Level.OFF);
    }
}
