package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jsse.BCSNIServerName;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCStandardConstants;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.SignatureScheme;

/**
 * BouncyCastle JSSE, fully permissive on our side. Making one takes hundreds of milliseconds; it is done once in a JVM, on a thread of
 * its own. Presupposes {@link JvmSettings#apply()}.
 */
final class Engines {
    private static final Map<ProtocolVersion, String> JSSE_NAMES = Map.of(
            ProtocolVersion.TLS_1_0, "TLSv1",
            ProtocolVersion.TLS_1_1, "TLSv1.1",
            ProtocolVersion.TLS_1_2, "TLSv1.2",
            ProtocolVersion.TLS_1_3, "TLSv1.3");

    /** The names of {@link HelloBytes#FEWEST_SIGNATURE_ALGORITHMS}. */
    private static final String[] FEWEST_SIGNATURE_SCHEMES = {
        "rsa_pkcs1_sha256",
        "ecdsa_secp256r1_sha256",
        "rsa_pss_rsae_sha256",
        "rsa_pkcs1_sha384",
        "ecdsa_secp384r1_sha384",
        "rsa_pkcs1_sha1"
    };

    private final SSLContext context;
    private final Map<ProtocolVersion, String> faults = new EnumMap<>(ProtocolVersion.class);

    /** The only ones of this JVM: the first call begins to make them. */
    static CompletableFuture<Engines> ofThisJvm() {
        return Making.ENGINES;
    }

    private static final class Making {
        static final CompletableFuture<Engines> ENGINES =
                CompletableFuture.supplyAsync(Making::make, task -> daemon(task, "bouncy-castle"));

        static {
            // the first chain is on its way then
            ENGINES.thenRunAsync(TrustStore::prepare, task -> daemon(task, "roots"));
        }

        private static Engines make() {
            JvmSettings.apply();
            return new Engines();
        }

        private static void daemon(Runnable task, String name) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Loads the providers and tests itself. */
    Engines() {
        try {
            context = SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(false, LightweightCrypto.provider()));
            context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("BouncyCastle JSSE does not start", e);
        }
        JSSE_NAMES
                .keySet()
                .forEach(version ->
                        fault(Offer.handshake(version, List.of())).ifPresent(fault -> faults.put(version, fault)));
    }

    /**
     * What this JVM cannot offer, and why.
     *
     * @return empty if every version from TLS 1.0 to 1.3 can be offered
     */
    Map<ProtocolVersion, String> faults() {
        return Map.copyOf(faults);
    }

    /**
     * A client engine for one offer; it has not sent anything yet.
     *
     * @throws IllegalArgumentException if the JVM cannot offer it
     */
    SSLEngine engine(Offer offer, Endpoint endpoint) {
        return engine(offer, SniName.of(offer, endpoint));
    }

    private SSLEngine engine(Offer offer, Optional<String> serverName) {
        // without a peer name: no session of an earlier connection is offered again
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        BCSSLEngine bouncy = (BCSSLEngine) engine;
        BCSSLParameters parameters = bouncy.getParameters();
        parameters.setProtocols(new String[] {JSSE_NAMES.get(offer.version())});
        parameters.setCipherSuites(offer.suites().stream().map(Object::toString).toArray(String[]::new));
        parameters.setNamedGroups(offer.groups().stream().map(NamedGroup::label).toArray(String[]::new));
        List<Integer> schemes = offer.extras().signatureSchemes();
        if (!schemes.isEmpty()) {
            parameters.setSignatureSchemes(
                    schemes.stream().map(SignatureScheme::getName).toArray(String[]::new));
        }
        parameters.setEndpointIdentificationAlgorithm(null);
        serverName.ifPresent(name -> parameters.setServerNames(List.of(new AnyHostName(name))));
        if (!offer.alpn().isEmpty()) {
            parameters.setApplicationProtocols(offer.alpn().toArray(String[]::new));
        }
        if (offer.shape() == Shape.SHORT) {
            parameters.setSignatureSchemes(FEWEST_SIGNATURE_SCHEMES);
        }
        bouncy.setParameters(parameters);
        return engine;
    }

    /** Makes the hello of an offer and reads it back: what is wrong with it, or empty. Nothing is sent to anybody. */
    Optional<String> fault(Offer offer) {
        try {
            SSLEngine engine = engine(offer, Optional.empty());
            engine.beginHandshake();
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return SentHello.fault(offer, Optional.empty(), Bytes.of(Arrays.copyOf(hello.array(), hello.position())));
        } catch (SSLException | IllegalArgumentException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Unlike BCSNIHostName it takes the names of old networks too: with an underscore, a label that begins with a hyphen. */
    private static final class AnyHostName extends BCSNIServerName {
        AnyHostName(String name) {
            super(BCStandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Certificates are facts to be recorded, never a reason to stop. */
    static final class TrustEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
