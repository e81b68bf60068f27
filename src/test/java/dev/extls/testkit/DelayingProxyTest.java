package dev.extls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

@WithRealServers
class DelayingProxyTest {
    private static final Duration ONE_WAY = Duration.ofMillis(40);

    @Test
    void anAnswerTakesTwoRoundTripsFromTheConnectAndOneMoreForEachFurtherQuestion() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(Script.start()
                        .readLine()
                        .send("one\r\n")
                        .readLine()
                        .send("two\r\n")
                        .readLine());
                DelayingProxy proxy = DelayingProxy.before(server.port(), ONE_WAY)) {
            long start = System.nanoTime();
            try (Socket socket = connect(proxy)) {
                ask(socket, "one");
                assertThat(since(start)).isGreaterThanOrEqualTo(ONE_WAY.multipliedBy(4));
                ask(socket, "two");
                assertThat(since(start)).isGreaterThanOrEqualTo(ONE_WAY.multipliedBy(6));
            }
        }
    }

    @Test
    void aGreetingTakesTwoRoundTripsFromTheConnect() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                        Script.start().send("220 hello\r\n").readLine());
                DelayingProxy proxy = DelayingProxy.before(server.port(), ONE_WAY)) {
            long start = System.nanoTime();
            try (Socket socket = connect(proxy)) {
                assertThat(socket.getInputStream().read()).isEqualTo('2');
                assertThat(since(start)).isGreaterThanOrEqualTo(ONE_WAY.multipliedBy(4));
            }
        }
    }

    @Test
    void manyBytesArriveWholeAndInTheirOrder() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        byte[] bytes = new byte[200_000];
        new Random(seed).nextBytes(bytes);
        try (ScriptedServer server = ScriptedServer.playing(
                        Script.start().send(Bytes.of(bytes)).fin());
                DelayingProxy proxy = DelayingProxy.before(server.port(), Duration.ofMillis(5));
                Socket socket = connect(proxy)) {
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void theWayInWhichTheServerEndsComesThrough() throws IOException {
        try (ScriptedServer finishing =
                        ScriptedServer.playing(Script.start().readLine().fin());
                ScriptedServer resetting =
                        ScriptedServer.playing(Script.start().readLine().reset());
                DelayingProxy beforeFin = DelayingProxy.before(finishing.port(), Duration.ofMillis(1));
                DelayingProxy beforeReset = DelayingProxy.before(resetting.port(), Duration.ofMillis(1));
                Socket finished = connect(beforeFin);
                Socket reset = connect(beforeReset)) {
            finished.getOutputStream().write('\n');
            assertThat(finished.getInputStream().read()).isEqualTo(-1);
            reset.getOutputStream().write('\n');
            assertThatThrownBy(() -> reset.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aHandshakeFinishesThroughItAndIsCounted() {
        try (JsseServer server = JsseServer.speaking(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)
                        .start();
                DelayingProxy proxy = DelayingProxy.before(server.port(Service.HTTPS), Duration.ZERO)) {
            assertThat(JdkClient.suite(proxy.port(), TlsStart.AT_ONCE, ProtocolVersion.TLS_1_3))
                    .isPresent();
            assertThat(JdkClient.versions(proxy.port(), TlsStart.AT_ONCE))
                    .containsExactly(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3);
            assertThat(proxy.connections()).isEqualTo(6);
        }
    }

    private static Socket connect(DelayingProxy proxy) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void ask(Socket socket, String expected) throws IOException {
        socket.getOutputStream().write("question\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes(expected.length() + 2);
        assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith(expected);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
