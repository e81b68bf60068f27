package dev.extls.testkit;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ScriptedServerTest {
    private static final Bytes HELLO_OF_SSL2 = Bytes.fromHex("802e01" + "0002" + "0015" + "0000" + "0010"
            + "0100800200800300800400800600400700c0050080" + "00112233445566778899aabbccddeeff");
    private static final Bytes ANY_RECORD = Bytes.fromHex("160301000101");

    @Test
    void playsItsTurnsInOrder() throws IOException {
        Script script = Script.start()
                .send("220 hi\r\n")
                .readLine()
                .send("250 ok\r\n")
                .readRecord()
                .send("done");
        try (ScriptedServer server = ScriptedServer.playing(script);
                Socket client = connected(server)) {
            client.getOutputStream().write("EHLO me\r\n".getBytes(US_ASCII));
            client.getOutputStream().write(ANY_RECORD.toArray());

            assertThat(text(client)).isEqualTo("220 hi\r\n250 ok\r\ndone");
            assertThat(server.received())
                    .containsExactly(Bytes.of("EHLO me\r\n".getBytes(US_ASCII)).plus(ANY_RECORD));
        }
    }

    @Test
    void playsAnotherScriptWithALaterConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                number -> Script.start().send(number < 2 ? "220 welcome\r\n" : "421 4.3.2 enough\r\n"))) {
            List<String> replies = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                try (Socket client = connected(server)) {
                    replies.add(text(client));
                }
            }
            assertThat(replies).containsExactly("220 welcome\r\n", "220 welcome\r\n", "421 4.3.2 enough\r\n");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void endsWithFinOrWithReset() throws IOException {
        try (ScriptedServer fin =
                        ScriptedServer.playing(Script.start().readRecord().fin());
                ScriptedServer reset =
                        ScriptedServer.playing(Script.start().readRecord().reset());
                Socket toFin = connected(fin);
                Socket toReset = connected(reset)) {
            toFin.getOutputStream().write(ANY_RECORD.toArray());
            assertThat(toFin.getInputStream().read()).isEqualTo(-1);
            toReset.getOutputStream().write(ANY_RECORD.toArray());
            assertThatThrownBy(() -> toReset.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void keepsSilentAndIsStoppedAllTheSame() throws IOException {
        ScriptedServer server = ScriptedServer.playing(Script.start().silence());
        try (Socket client = connected(server)) {
            client.getOutputStream().write(ANY_RECORD.toArray());
            client.setSoTimeout(100);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            server.close();
            assertThat(endOf(client)).isTrue();
            assertThatThrownBy(() -> connected(server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void dripsAByteAtATimeAndSendsEndlessly() throws IOException {
        Script drip = Script.start().drip(Duration.ofMillis(20), Bytes.fromHex("000102030405"));
        Script endless = Script.start().endless(Bytes.fromHex("aabb"));
        try (ScriptedServer dripping = ScriptedServer.playing(drip);
                ScriptedServer flowing = ScriptedServer.playing(endless);
                Socket slow = connected(dripping);
                Socket fast = connected(flowing)) {
            long start = System.nanoTime();
            assertThat(slow.getInputStream().readAllBytes()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
            assertThat(fast.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Refusal.class, names = "SILENCE", mode = EnumSource.Mode.EXCLUDE)
    void refusesSomeVersionsBeforeAServerThatSpeaksThemAll(Refusal refusal) {
        try (JsseServer behind = JsseServer.speaking(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                        .start();
                ScriptedServer server = ScriptedServer.refusing(behind.port(), refusal, TLS_1_0, TLS_1_1)) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactly(SSL_3_0, TLS_1_2, TLS_1_3);
            assertThat(server.received()).hasSize(5).allMatch(bytes -> bytes.at(0) == 0x16);
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void refusesInItsOwnManner(Refusal refusal) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(Script.start().decide(hello -> refusal.script()));
                Socket client = connected(server)) {
            client.setSoTimeout(refusal == Refusal.SILENCE ? 100 : 10_000);
            client.getOutputStream().write(HELLO_OF_SSL2.toArray());
            assertThat(manner(client))
                    .isEqualTo(
                            switch (refusal) {
                                case RESET -> "RST";
                                case FIN -> "";
                                case PROTOCOL_VERSION_ALERT -> "15030100020246";
                                case HANDSHAKE_FAILURE_ALERT -> "15030100020228";
                                case SILENCE -> "silence";
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"SMTP", "IMAP", "POP3"})
    void upgradesBeforeItHandsOverToAServerOfTlsAtOnce(Service service) {
        try (JsseServer behind = JsseServer.speaking(TLS_1_2).start();
                ScriptedServer server = ScriptedServer.playing(
                        Script.upgrading(service.tlsStart()).handOver(behind.port()))) {
            assertThat(JdkClient.versions(server, service)).containsExactly(TLS_1_2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"SMTP", "IMAP", "POP3"})
    void refusesBehindAnUpgradeToo(Service service) {
        try (JsseServer tls = JsseServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2).start();
                ScriptedServer mail = ScriptedServer.playing(
                        Script.upgrading(service.tlsStart()).handOver(tls.port()));
                ScriptedServer server = ScriptedServer.refusing(mail.port(), Refusal.RESET, TLS_1_0)) {
            assertThat(JdkClient.versions(server, service)).containsExactly(TLS_1_1, TLS_1_2);
        }
    }

    @Test
    void passesOnTheResetOfTheServerBehindIt() throws IOException {
        try (ScriptedServer behind =
                        ScriptedServer.playing(Script.start().readRecord().reset());
                ScriptedServer server = ScriptedServer.playing(Script.start().handOver(behind.port()));
                Socket client = connected(server)) {
            client.getOutputStream().write(ANY_RECORD.toArray());
            assertThat(manner(client)).isEqualTo("RST");
        }
    }

    @Test
    void readsTheHelloOfEachFraming() {
        OfferedHello ssl2 = OfferedHello.read(HELLO_OF_SSL2);
        assertThat(ssl2.version()).hasValue(SSL_2_0);
        assertThat(ssl2.suites()).hasSize(7).startsWith(0x010080).endsWith(0x050080);

        List<OfferedHello> hellos = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.playing(Script.start().decide(hello -> {
            hellos.add(hello);
            return Refusal.PROTOCOL_VERSION_ALERT.script();
        }))) {
            JdkClient.suite(server.port(), TlsStart.AT_ONCE, SSL_3_0, "SSL_RSA_WITH_RC4_128_SHA");
            JdkClient.suite(server.port(), TlsStart.AT_ONCE, TLS_1_3, "TLS_AES_256_GCM_SHA384");
        }
        assertThat(hellos).extracting(hello -> hello.version().orElseThrow()).containsExactly(SSL_3_0, TLS_1_3);
        assertThat(hellos.get(0).suites()).contains(0x0005);
        assertThat(hellos.get(1).suites()).containsExactly(0x1302);
    }

    private static Socket connected(ScriptedServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String text(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }

    private static String manner(Socket client) throws IOException {
        try {
            return Bytes.of(client.getInputStream().readAllBytes()).hex();
        } catch (SocketTimeoutException nothing) {
            return "silence";
        } catch (SocketException reset) {
            return "RST";
        }
    }

    private static boolean endOf(Socket client) {
        try {
            client.setSoTimeout(10_000);
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
