package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.WithRealServers;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user or a system told Java about TLS must not change what is found out about a server. */
@WithRealServers
class HostileJavaIT {
    private static final String FORBIDDEN = "SSLv3, TLSv1, TLSv1.1, TLSv1.2, 3DES_EDE_CBC, RC4, DES, MD5withRSA, "
            + "DH keySize < 4096, EC keySize < 512, RSA keySize < 8192, anon, NULL";

    private static final Map<String, String> HOSTILE = Map.of(
            "jdk.tls.disabledAlgorithms",
            FORBIDDEN,
            "jdk.certpath.disabledAlgorithms",
            FORBIDDEN + ", MD2, MD5, SHA1, SHA256",
            "jdk.tls.legacyAlgorithms",
            "K_NULL, C_NULL, M_NULL, RSA, DHE_RSA, ECDHE_RSA, 3DES_EDE_CBC, AES",
            "org.bouncycastle.rsa.max_size",
            "1024",
            "org.bouncycastle.ec.disable_f2m",
            "true",
            "jdk.disabled.namedCurves",
            "secp256r1, secp384r1, secp521r1, x25519, x448");

    private static final List<String> HOSTILE_PROPERTIES = List.of(
            "-Djdk.tls.client.protocols=TLSv1.3",
            "-Dhttps.protocols=TLSv1.3",
            "-Dhttps.cipherSuites=TLS_AES_128_GCM_SHA256",
            "-Djdk.tls.client.cipherSuites=TLS_AES_128_GCM_SHA256",
            "-Djdk.tls.namedGroups=secp521r1",
            "-Djdk.tls.client.SignatureSchemes=ed25519",
            "-Djdk.tls.client.enableStatusRequestExtension=false",
            "-Djdk.tls.maxCertificateChainLength=0",
            "-Djdk.tls.maxHandshakeMessageSize=1",
            "-Dorg.bouncycastle.jsse.client.assumeOriginalHostName=true",
            "-Dorg.bouncycastle.jsse.client.dh.minimumPrimeBits=16384");

    @TempDir
    private static Path folder;

    private static List<RealServer> servers = List.of();
    private static List<Map<String, String>> expected = List.of();

    @BeforeAll
    static void scanWithAJavaAsInstalled() {
        servers = List.of(
                NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).start(),
                NginxServer.speaking(TLS_1_0).start(),
                JsseServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2)
                        .suites("SSL_RSA_WITH_3DES_EDE_CBC_SHA")
                        .start(),
                JsseServer.speaking(TLS_1_2)
                        .suites("TLS_DHE_RSA_WITH_AES_128_CBC_SHA")
                        .start());
        expected = scan("stock", List.of());
    }

    @AfterAll
    static void stop() {
        servers.forEach(RealServer::close);
    }

    @Test
    void aJavaAsInstalledProvesOldVersionsAndSuites() {
        assertThat(expected.get(0))
                .hasEntrySatisfying("TLSv1.0", proof -> assertThat(proof).startsWith("YES confirmed TLS_"))
                .hasEntrySatisfying("TLSv1.1", proof -> assertThat(proof).startsWith("YES confirmed TLS_"))
                .hasEntrySatisfying("TLSv1.2", proof -> assertThat(proof).startsWith("YES confirmed TLS_"))
                .hasEntrySatisfying("TLSv1.3", proof -> assertThat(proof).startsWith("YES confirmed TLS_"))
                .hasEntrySatisfying("SSLv3", proof -> assertThat(proof).startsWith("NO"));
        assertThat(expected.get(1))
                .hasEntrySatisfying("TLSv1.0", proof -> assertThat(proof).startsWith("YES confirmed TLS_"))
                .hasEntrySatisfying("TLSv1.1", proof -> assertThat(proof).startsWith("NO"))
                .hasEntrySatisfying("TLSv1.2", proof -> assertThat(proof).startsWith("NO"))
                .hasEntrySatisfying("TLSv1.3", proof -> assertThat(proof).startsWith("NO"));
        for (String version : List.of("TLSv1.0", "TLSv1.1", "TLSv1.2")) {
            assertThat(expected.get(2).get(version)).startsWith("YES confirmed TLS_RSA_WITH_3DES_EDE_CBC_SHA");
        }
        assertThat(expected.get(3).get("TLSv1.2")).startsWith("YES confirmed TLS_DHE_RSA_WITH_AES_128_CBC_SHA");
    }

    @Test
    void nothingChangesUnderALaxOne() throws IOException {
        Properties lax = new Properties();
        HOSTILE.keySet().stream().filter(name -> name.startsWith("jdk.")).forEach(name -> lax.setProperty(name, ""));

        assertThat(scan("lax", List.of("-Djava.security.properties=" + file("lax", lax))))
                .isEqualTo(expected);
    }

    @Test
    void nothingChangesWhenAFileAddsProhibitions() throws IOException {
        Properties added = new Properties();
        added.putAll(HOSTILE);

        assertThat(scan("added", with(HOSTILE_PROPERTIES, "-Djava.security.properties=" + file("added", added))))
                .isEqualTo(expected);
    }

    @Test
    void nothingChangesWhenTheWholeFileIsReplacedByAStricterOne() throws IOException {
        Properties whole = new Properties();
        try (Stream<Path> files = Files.find(
                PackagedRun.THIS_JAVA, 4, (path, any) -> path.endsWith(Path.of("conf", "security", "java.security")))) {
            whole.load(Files.newBufferedReader(files.findFirst().orElseThrow()));
        }
        assertThat(whole).as("a complete file").containsKey("security.provider.1");
        whole.putAll(HOSTILE);

        assertThat(scan("whole", with(HOSTILE_PROPERTIES, "-Djava.security.properties==" + file("whole", whole))))
                .isEqualTo(expected);
    }

    private static List<Map<String, String>> scan(String name, List<String> settings) {
        Path reports = folder.resolve("reports-" + name);
        List<String> arguments = new ArrayList<>(List.of("scan", "-o", reports.toString()));
        servers.forEach(server -> arguments.add("https://127.0.0.1:" + server.port()));

        Ran ran = PackagedRun.ended(folder, settings, arguments);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        return RunOutput.onlyOneIn(reports).endpoints().stream()
                .map(ReportedEndpoint::proven)
                .toList();
    }

    private static Path file(String name, Properties properties) throws IOException {
        Path file = folder.resolve(name + ".security");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static List<String> with(List<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
