package dev.extls.net;

import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ByteWriter;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerHello;
import dev.extls.wire.Sslv2ServerHello;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What servers answer to a hello, and what real ones were recorded to answer. */
final class Flights {
    static final CipherSuite ECDHE_RSA = new CipherSuite(0xc02f);
    static final Bytes DONE = message(14, Bytes.EMPTY);

    private static final int CERTIFICATE = 11;
    private static final Path RECORDED = Path.of("src/test/resources/flows/tls");

    private Flights() {}

    /** A ServerHello up to TLS 1.2, without anything behind it. */
    static Bytes serverHello(int version, int suite) {
        return record(22, hello(version, suite, List.of()).message());
    }

    /** ServerHello, a chain, ServerHelloDone: all that crosses the wire in clear up to TLS 1.2. */
    static Bytes flight(ProtocolVersion version, int suite, Bytes... chain) {
        return record(
                22,
                hello(version.code(), suite, List.of())
                        .message()
                        .plus(certificates(chain))
                        .plus(DONE));
    }

    /** A ServerHello of TLS 1.3. */
    static Bytes tls13(int suite) {
        return record(
                22,
                hello(
                                0x0303,
                                suite,
                                List.of(
                                        Extensions.selectedVersion(ProtocolVersion.TLS_1_3),
                                        Extensions.selectedKeyShare(NamedGroup.X25519, zeros(32))))
                        .message());
    }

    static Bytes retry(int suite, NamedGroup group) {
        return record(
                22,
                new ServerHello(
                                0x0303,
                                ServerHello.RETRY_RANDOM,
                                Bytes.EMPTY,
                                new CipherSuite(suite),
                                0,
                                List.of(
                                        Extensions.selectedVersion(ProtocolVersion.TLS_1_3),
                                        Extensions.retryGroup(group)))
                        .message());
    }

    static Bytes alert(int level, int description) {
        return record(21, Bytes.of((byte) level, (byte) description));
    }

    static Bytes certificates(Bytes... chain) {
        ByteWriter list = new ByteWriter();
        for (Bytes one : chain) {
            list.vector24(one);
        }
        return message(CERTIFICATE, new ByteWriter().vector24(list.written()).written());
    }

    static Bytes sslv2(int... kinds) {
        List<CipherSuite> all = Arrays.stream(kinds).mapToObj(CipherSuite::new).toList();
        return new Sslv2ServerHello(false, 1, 2, Bytes.fromHex("3000"), all, zeros(16)).framed();
    }

    static Bytes message(int type, Bytes body) {
        return new ByteWriter().u8(type).vector24(body).written();
    }

    /** As many records as it needs. */
    static Bytes record(int type, Bytes content) {
        ByteWriter records = new ByteWriter();
        for (int from = 0; from < content.length(); from += 1 << 14) {
            Bytes part = content.slice(from, Math.min(content.length(), from + (1 << 14)));
            records.u8(type).u16(0x0303).vector16(part);
        }
        return records.written();
    }

    static Bytes zeros(int length) {
        return Bytes.of(new byte[length]);
    }

    static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ServerHello hello(int version, int suite, List<Extension> extensions) {
        return new ServerHello(version, zeros(32), Bytes.EMPTY, new CipherSuite(suite), 0, extensions);
    }

    /** A recorded conversation with a real server. */
    record Recorded(Offer offer, Bytes server) {}

    /** All of {@code flows/tls}. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.map(file -> file.getFileName().toString().replace(".flow", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Reads one of {@code flows/tls}: the offer as the recorded hello makes it, and all that the server said. */
    static Recorded recorded(String name) {
        Bytes client = Bytes.EMPTY;
        Bytes server = Bytes.EMPTY;
        boolean byClient = true;
        try {
            for (String line : Files.readAllLines(RECORDED.resolve(name + ".flow"))) {
                if (line.equals(">>>") || line.equals("<<<")) {
                    byClient = line.equals(">>>");
                } else if (!line.startsWith("#") && byClient) {
                    client = client.plus(Bytes.fromHex(line));
                } else if (!line.startsWith("#")) {
                    server = server.plus(Bytes.fromHex(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recorded(offer(((ClientHelloReader.Reading.Whole) ClientHelloReader.read(client)).hello()), server);
    }

    private static Offer offer(ClientHello hello) {
        List<ProtocolVersion> versions = new ArrayList<>(hello.offeredVersions());
        ProtocolVersion highest = Collections.max(versions);
        versions.remove(highest);
        List<CipherSuite> suites = new ArrayList<>(hello.suites());
        suites.remove(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        return new Offer(
                Way.HELLO,
                highest,
                highest == ProtocolVersion.TLS_1_3 ? versions : List.of(),
                suites,
                hello.groups(),
                hello.alpn(),
                Shape.PLAIN);
    }
}
