package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.function.Consumer;

/**
 * The fuzz entry of each parser: any bytes may come, nothing but {@link WireException} may be thrown, and what was read
 * must come back from its own bytes.
 */
final class WireFuzz {
    static final List<Consumer<Bytes>> ENTRIES = List.of(
            WireFuzz::clientHello,
            WireFuzz::serverHello,
            WireFuzz::helloRetryRequest,
            WireFuzz::clientHelloReader,
            WireFuzz::serverAnswer,
            WireFuzz::sslv2ClientHello,
            WireFuzz::sslv2ServerHello,
            WireFuzz::sslv2Answer,
            WireFuzz::certificates,
            WireFuzz::dissection);

    private WireFuzz() {}

    static void clientHello(Bytes input) {
        try {
            ClientHello hello = ClientHello.read(input);
            hello.serverName();
            hello.secureRenegotiation();
            assertThat(hello.offeredVersions()).allMatch(hello::offers);
            assertThat(hello.groups().isEmpty())
                    .isEqualTo(hello.extension(Extensions.SUPPORTED_GROUPS).isEmpty());
            assertThat(hello.alpn().isEmpty())
                    .isEqualTo(hello.extension(Extensions.ALPN).isEmpty());
            assertThat(ClientHello.read(hello.message())).isEqualTo(hello);
        } catch (WireException e) {
            requirePlace(e, input);
        }
    }

    static void serverHello(Bytes input) {
        try {
            ServerHello hello = ServerHello.read(input);
            hello.version().ifPresent(version -> assertThat(version.code()).isEqualTo(hello.versionCode()));
            hello.group();
            hello.alpn();
            hello.downgradeSentinel();
            assertThat(ServerHello.read(hello.message())).isEqualTo(hello);
        } catch (WireException e) {
            requirePlace(e, input);
        }
    }

    /** The input is what stands behind the random that makes a ServerHello a HelloRetryRequest (RFC 8446 section 4.1.3), and what follows it. */
    static void helloRetryRequest(Bytes input) {
        int length = Math.min(input.length(), 0x1000);
        Bytes message = new ByteWriter()
                .u8(HandshakeType.SERVER_HELLO)
                .vector24(new ByteWriter()
                        .u16(0x0303)
                        .bytes(ServerHello.RETRY_RANDOM)
                        .bytes(input.slice(0, length))
                        .written())
                .written();
        serverHello(message);
        Bytes record = new ByteWriter()
                .u8(TlsRecord.HANDSHAKE)
                .u16(0x0303)
                .vector16(message)
                .written();
        ServerAnswer answer = ServerAnswer.read(record.plus(record));
        assertThat(answer.hellos()).allMatch(ServerHello::helloRetryRequest).hasSizeLessThanOrEqualTo(1);
        serverAnswer(record.plus(input));
    }

    static void certificates(Bytes input) {
        try {
            assertThat(CertificateMessage.read(input)).hasSizeLessThanOrEqualTo(100);
        } catch (WireException e) {
            requirePlace(e, input);
        }
    }

    static void dissection(Bytes input) {
        List<Field> fields = Dissection.of(input);
        assertThat(fields).hasSizeLessThanOrEqualTo(FieldReader.MOST_FIELDS + 3);
        assertThat(fields)
                .allMatch(field -> field.offset() + field.length() <= input.length() || field.depth() > 0)
                .allMatch(field -> field.offset() <= input.length())
                .allMatch(field -> field.value().length() < 500);
    }

    static void clientHelloReader(Bytes input) {
        ClientHelloReader.Reading reading = ClientHelloReader.read(input);
        if (reading instanceof ClientHelloReader.Reading.Whole whole) {
            assertThat(whole.consumed()).isBetween(1, input.length());
            clientHello(whole.hello().message());
        } else if (reading instanceof ClientHelloReader.Reading.Sslv2 sslv2) {
            assertThat(sslv2.hello().framed()).isEqualTo(input.slice(0, sslv2.consumed()));
        } else if (reading instanceof ClientHelloReader.Reading.NotTls notTls) {
            requireLine(notTls.why());
        }
    }

    static void serverAnswer(Bytes input) {
        ServerAnswer answer = ServerAnswer.read(input);
        assertThat(answer.hellos()).hasSizeLessThanOrEqualTo(2);
        assertThat(answer.certificates()).hasSizeLessThanOrEqualTo(100);
        assertThat(answer.hello().isPresent()).isEqualTo(answer.state() == ServerAnswer.State.HELLO);
        if (answer.state() == ServerAnswer.State.NOT_TLS) {
            requireLine(answer.problem());
        }
        answer.keyExchangeGroup();
    }

    static void sslv2ClientHello(Bytes input) {
        try {
            assertThat(Sslv2ClientHello.read(input).framed()).isEqualTo(input);
        } catch (WireException e) {
            requirePlace(e, input);
        }
    }

    static void sslv2ServerHello(Bytes input) {
        try {
            Sslv2ServerHello hello = Sslv2ServerHello.read(input);
            assertThat(Sslv2ServerHello.read(hello.framed())).isEqualTo(hello);
        } catch (WireException e) {
            requirePlace(e, input);
        }
    }

    static void sslv2Answer(Bytes input) {
        Sslv2Answer answer = Sslv2Answer.read(input);
        assertThat(answer.hello().isPresent()).isEqualTo(answer.state() == Sslv2Answer.State.HELLO);
        assertThat(answer.problem().isEmpty()).isNotEqualTo(answer.state() == Sslv2Answer.State.NOT_TLS);
    }

    private static void requirePlace(WireException e, Bytes input) {
        assertThat(e.offset()).isBetween(0, input.length());
        requireLine(String.valueOf(e.getMessage()));
    }

    private static void requireLine(String text) {
        assertThat(text).isNotEmpty().hasSizeLessThan(200).matches("[ -~]+");
    }
}
