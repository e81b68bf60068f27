package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Records a {@link Flow} from a server on this machine. Run by hand, never by a test:
 * {@code FlowRecorder NAME PORT HELLO PRODUCT SHOWS}, where HELLO is a version such as {@code TLSv1.2}, {@code retry} for
 * TLS 1.3 with an empty key share at first, or a version and the name of one suite: {@code TLSv1.2/TLS_...}.
 */
final class FlowRecorder {
    private static final int SILENCE_MILLIS = 700;
    private static final int MOST_BYTES = 1 << 16;

    private static final List<String> SUITES = List.of(
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_RC4_128_SHA");

    private final Random random = new Random();
    private final List<Flow.Turn> turns = new ArrayList<>();

    private FlowRecorder() {}

    /** Records one flow. */
    public static void main(String[] args) throws IOException {
        FlowRecorder recorder = new FlowRecorder();
        recorder.record(Integer.parseInt(args[1]), args[2]);
        List<String> header =
                List.of("date: " + LocalDate.now(ZoneOffset.UTC), "product: " + args[3], "shows: " + args[4]);
        new Flow(args[0], header, recorder.turns).write();
    }

    private void record(int port, String hello) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            if (!hello.equals("retry")) {
                exchange(socket, hello(hello));
                return;
            }
            ClientHello first = tls13(random(32), random(32), Extensions.emptyKeyShare());
            exchange(socket, first);
            exchange(
                    socket,
                    tls13(first.random(), first.sessionId(), Extensions.keyShare(NamedGroup.X25519, random(32))));
        }
    }

    private void exchange(Socket socket, ClientHello hello) throws IOException {
        Bytes sent = hello.records(hello.legacyVersion() == 0x0300 ? 0x0300 : 0x0301);
        turns.add(new Flow.Turn(true, sent));
        socket.getOutputStream().write(sent.toArray());
        ByteWriter answer = new ByteWriter();
        InputStream in = socket.getInputStream();
        try {
            int b = in.read();
            for (int count = 0; b >= 0 && count < MOST_BYTES; count++) {
                answer.u8(b);
                b = in.read();
            }
        } catch (SocketTimeoutException silence) {
            // It waits for us: the turn is over.
        }
        turns.add(new Flow.Turn(false, answer.written()));
    }

    private ClientHello hello(String text) {
        String[] parts = text.split("/", -1);
        ProtocolVersion version = ProtocolVersion.named(parts[0]).orElseThrow();
        if (version == ProtocolVersion.TLS_1_3) {
            return tls13(random(32), random(32), Extensions.keyShare(NamedGroup.X25519, random(32)));
        }
        Stream<String> names = parts.length > 1 ? Stream.of(parts[1]) : SUITES.stream();
        List<CipherSuite> suites =
                names.map(name -> CipherSuite.named(name).orElseThrow()).toList();
        List<Extension> extensions = version == ProtocolVersion.SSL_3_0
                ? List.of()
                : List.of(
                        Extensions.serverName("ex01.contoso.test"),
                        Extensions.extendedMasterSecret(),
                        Extensions.renegotiationInfo(),
                        groups(),
                        Extensions.ecPointFormats(),
                        signatures(),
                        Extensions.alpn(List.of("http/1.1")));
        return new ClientHello(version.code(), random(32), Bytes.EMPTY, suites, List.of(0), extensions);
    }

    private static ClientHello tls13(Bytes random, Bytes sessionId, Extension keyShare) {
        return new ClientHello(
                0x0303,
                random,
                sessionId,
                List.of(new CipherSuite(0x1301), new CipherSuite(0x1302)),
                List.of(0),
                List.of(
                        Extensions.serverName("ex01.contoso.test"),
                        Extensions.supportedVersions(List.of(ProtocolVersion.TLS_1_3)),
                        groups(),
                        signatures(),
                        Extensions.pskKeyExchangeModes(),
                        keyShare,
                        Extensions.alpn(List.of("http/1.1"))));
    }

    private static Extension groups() {
        return Extensions.supportedGroups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1));
    }

    private static Extension signatures() {
        return Extensions.signatureAlgorithms(List.of(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0203, 0x0201));
    }

    private Bytes random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
