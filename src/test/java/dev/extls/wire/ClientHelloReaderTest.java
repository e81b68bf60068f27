package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.wire.ClientHelloReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientHelloReaderTest {
    @Test
    void everyPrefixIsIncompleteAndWhatFollowsIsLeft() {
        Randomly randomly = Randomly.seeded("everyPrefixIsIncompleteAndWhatFollowsIsLeft");
        for (int round = 0; round < 20; round++) {
            ClientHello hello = randomly.clientHello();
            Bytes sent = hello.records(0x0301);
            for (int length = 0; length < sent.length(); length++) {
                assertThat(ClientHelloReader.read(sent.slice(0, length))).isEqualTo(new Reading.Incomplete());
            }
            assertThat(ClientHelloReader.read(sent.plus(randomly.bytes(9))))
                    .isEqualTo(new Reading.Whole(hello, sent.length()));
        }
    }

    @Test
    void aLongHelloTakesSeveralRecords() {
        ClientHello hello = new ClientHello(
                0x0303,
                Bytes.of(new byte[32]),
                Bytes.EMPTY,
                List.of(new CipherSuite(0x002f)),
                List.of(0),
                List.of(new Extension(21, Bytes.of(new byte[40_000]))));
        Bytes sent = hello.records(0x0301);

        assertThat(sent.slice(0, 5)).isEqualTo(Bytes.fromHex("1603014000"));
        assertThat(sent.length()).isEqualTo(hello.message().length() + 3 * 5);
        assertThat(ClientHelloReader.read(sent)).isEqualTo(new Reading.Whole(hello, sent.length()));
    }

    @Test
    void aHelloInRecordsOfOneByteIsWhole() {
        ClientHello hello = Randomly.seeded("aHelloInRecordsOfOneByteIsWhole").clientHello();
        Bytes sent = ServerFlights.inRecordsOf(1, hello.message());

        assertThat(ClientHelloReader.read(sent)).isEqualTo(new Reading.Whole(hello, sent.length()));
    }

    @Test
    void anSslv2FramedHelloIsRecognisedWhicheverVersionItOffers() {
        for (int version : new int[] {0x0002, 0x0300, 0x0303}) {
            Sslv2ClientHello hello = new Sslv2ClientHello(
                    version,
                    List.of(new CipherSuite(0x010080), new CipherSuite(0x002f)),
                    Bytes.EMPTY,
                    Bytes.of(new byte[16]));
            Bytes sent = hello.framed();
            for (int length = 0; length < sent.length(); length++) {
                assertThat(ClientHelloReader.read(sent.slice(0, length))).isEqualTo(new Reading.Incomplete());
            }
            assertThat(ClientHelloReader.read(sent.plus(Bytes.fromHex("16"))))
                    .isEqualTo(new Reading.Sslv2(hello, sent.length()));
        }
    }

    @Test
    void anythingElseIsNotTlsAndSaysWhy() {
        assertThat(why(text("EHLO probe\r\n"))).contains("\"EHLO probe\"");
        assertThat(why(ServerFlights.record(21, "0100"))).contains("type 21");
        assertThat(why(ServerFlights.record(22, "02000000"))).contains("no ClientHello");
        assertThat(why(ServerFlights.record(22, "01ffffff"))).contains("length 16777215");
        assertThat(why(ServerFlights.record(22, "0100000000"))).contains("behind the ClientHello");
        assertThat(why(Bytes.fromHex("8003020000"))).contains("no SSL 2.0 message");
        assertThat(why(Bytes.fromHex("800001"))).contains("empty SSL 2.0 record");
    }

    private static String why(Bytes received) {
        return ((Reading.NotTls) ClientHelloReader.read(received)).why();
    }

    private static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
