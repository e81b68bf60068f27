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

    /** What Netty looks up at its start and a prober does not need; a value that the user gave stands. */
    private static final Map<String, String> QUICK_START = Map.of(
            "io.netty.jfr.enabled", "false",
            "io.netty.allocator.type", "unpooled",
            "io.netty.processId", "1",
            "io.netty.machineId", "00:00:00:00:00:00:00:01",
            "io.netty.leakDetection.level", "disabled",
            "org.slf4j.simpleLogger.defaultLogLevel", "error");

    /** Kept for ever: a logger nobody holds is forgotten together with its level. */
    private static final Logger NOISE = Logger.getLogger("org.bouncycastle");

    private JvmSettings() {}

    /** Sets everything; to be called before any other class of TLS, BouncyCastle or Netty is touched. */
    public static void apply() {
        EMPTY_SECURITY_PROPERTIES.forEach(name -> Security.setProperty(name, ""));
        new TreeSet<>(System.getProperties().stringPropertyNames())
                .stream()
                        .filter(name -> name.startsWith("jdk.tls.")
                                || name.startsWith("org.bouncycastle.")
                                || name.equals("https.protocols")
                                || name.equals("https.cipherSuites"))
                        .forEach(System::clearProperty);
        PERMISSIVE.forEach(System::setProperty);
        QUICK_START.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        NOISE.setLevel(Level.OFF);
    }
}
