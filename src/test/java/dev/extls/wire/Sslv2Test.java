package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.wire.Sslv2Answer.State;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors built by hand after the SSL 2.0 draft (Hickman, 1995), sections 2.5, 2.6 and 2.7. */
class Sslv2Test {
    private static final CipherSuite RC4 = new CipherSuite(0x010080);
    private static final CipherSuite DES3 = new CipherSuite(0x0700c0);
    private static final String CHALLENGE = "000102030405060708090a0b0c0d0e0f";

    private static final Bytes CLIENT_HELLO =
            Bytes.fromHex("801f" + "01" + "0002" + "0006" + "0000" + "0010" + "010080" + "0700c0" + CHALLENGE);

    private static final Bytes SERVER_HELLO = Bytes.fromHex("8021" + "04" + "00" + "01" + "0002" + "0003" + "0003"
            + "0010" + "300100" + "010080" + CHALLENGE.substring(0, 32));

    private static final Bytes ERROR = Bytes.fromHex("8003" + "00" + "0001");

    @Test
    void aClientHelloIsWrittenAsTheDraftDrawsIt() throws WireException {
        Sslv2ClientHello hello =
                new Sslv2ClientHello(0x0002, List.of(RC4, DES3), Bytes.EMPTY, Bytes.fromHex(CHALLENGE));

        assertThat(hello.framed()).isEqualTo(CLIENT_HELLO);
        assertThat(Sslv2ClientHello.read(CLIENT_HELLO)).isEqualTo(hello);
    }

    @Test
    void aSuiteOfTlsIsAKindThatBeginsWithZero() {
        Sslv2ClientHello hello =
                new Sslv2ClientHello(0x0301, List.of(new CipherSuite(0xc014)), Bytes.EMPTY, Bytes.fromHex(CHALLENGE));

        assertThat(hello.framed().slice(11, 14)).isEqualTo(Bytes.fromHex("00c014"));
    }

    @Test
    void theLongestRecordIsTheLongestClientHello() throws WireException {
        Bytes id = Bytes.of(new byte[16]);
        Bytes challenge = Bytes.of(new byte[32]);
        Sslv2ClientHello longest = new Sslv2ClientHello(2, Collections.nCopies(10_903, RC4), id, challenge);

        assertThat(Sslv2ClientHello.read(longest.framed())).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sslv2ClientHello(2, Collections.nCopies(10_904, RC4), id, challenge));
    }

    @Test
    void everyHelloComesBackFromItsRecordAndNoPartOfItDoes() throws WireException {
        Randomly randomly = Randomly.seeded("everyHelloComesBackFromItsRecordAndNoPartOfItDoes");
        for (int round = 0; round < 50; round++) {
            Sslv2ClientHello client = randomly.sslv2ClientHello();
            Sslv2ServerHello server = randomly.sslv2ServerHello();
            assertThat(Sslv2ClientHello.read(client.framed())).isEqualTo(client);
            assertThat(Sslv2ServerHello.read(server.framed())).isEqualTo(server);

            for (int length = 0; length < client.framed().length(); length++) {
                Bytes prefix = client.framed().slice(0, length);
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> Sslv2ClientHello.read(prefix));
            }
            for (int length = 0; length < server.framed().length(); length++) {
                Bytes prefix = server.framed().slice(0, length);
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> Sslv2ServerHello.read(prefix));
            }
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> Sslv2ClientHello.read(client.framed().plus(Bytes.fromHex("00"))));
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> Sslv2ServerHello.read(server.framed().plus(Bytes.fromHex("00"))));
        }
    }

    @Test
    void lengthsThatTheDraftForbidsFail() {
        for (String body : List.of(
                "01" + "0002" + "0000" + "0000" + "0010" + CHALLENGE,
                "01" + "0002" + "0004" + "0000" + "0010" + "01008000" + CHALLENGE,
                "01" + "0002" + "0003" + "0001" + "0010" + "010080" + "00" + CHALLENGE,
                "01" + "0002" + "0003" + "0000" + "000f" + "010080" + CHALLENGE.substring(2))) {
            Bytes framed = Sslv2Framing.framed(Bytes.fromHex(body));
            assertThatExceptionOfType(WireException.class).isThrownBy(() -> Sslv2ClientHello.read(framed));
        }
    }

    @Test
    void aServerHelloProvesSsl20AndItsPrefixesAreIncomplete() {
        Sslv2Answer answer = Sslv2Answer.read(SERVER_HELLO);

        assertThat(answer.state()).isEqualTo(State.HELLO);
        assertThat(answer.hello())
                .contains(new Sslv2ServerHello(
                        false, 1, 0x0002, Bytes.fromHex("300100"), List.of(RC4), Bytes.fromHex(CHALLENGE)));
        for (int length = 0; length < SERVER_HELLO.length(); length++) {
            assertThat(Sslv2Answer.read(SERVER_HELLO.slice(0, length)).state()).isEqualTo(State.INCOMPLETE);
        }
    }

    @Test
    void aServerHelloWithoutACommonKindStillProvesSsl20() {
        Bytes none =
                new Sslv2ServerHello(false, 1, 2, Bytes.fromHex("300100"), List.of(), Bytes.of(new byte[16])).framed();

        assertThat(Sslv2Answer.read(none).state()).isEqualTo(State.HELLO);
    }

    @Test
    void aServerHelloOfAnotherVersionProvesNothing() {
        Bytes other = new Sslv2ServerHello(false, 1, 0x0300, Bytes.EMPTY, List.of(RC4), Bytes.EMPTY).framed();

        assertThat(Sslv2Answer.read(other).state()).isEqualTo(State.NOT_TLS);
        assertThat(Sslv2Answer.read(other).problem()).contains("0x0300");
    }

    @Test
    void anErrorHasItsCode() {
        assertThat(Sslv2Answer.read(ERROR).state()).isEqualTo(State.ERROR);
        assertThat(Sslv2Answer.read(ERROR).errorCode()).isEqualTo(1);
        assertThat(Sslv2Answer.read(ERROR.slice(0, 4)).state()).isEqualTo(State.INCOMPLETE);
        assertThat(Sslv2Answer.read(Bytes.fromHex("80020000")).state()).isEqualTo(State.NOT_TLS);
    }

    @Test
    void anAnswerInTlsRecordsIsNoSsl20() {
        Bytes hello = ServerFlights.hello(0x002f).records(0x0301);

        assertThat(Sslv2Answer.read(hello).state()).isEqualTo(State.TLS);
        assertThat(Sslv2Answer.read(hello).tls().orElseThrow().hello()).contains(ServerFlights.hello(0x002f));
        assertThat(Sslv2Answer.read(hello.slice(0, 20)).state()).isEqualTo(State.INCOMPLETE);
        Sslv2Answer refused = Sslv2Answer.read(Bytes.fromHex("15030100020246"));
        assertThat(refused.state()).isEqualTo(State.TLS);
        assertThat(refused.tls().orElseThrow().fatalAlert()).contains(new Alert(2, Alert.PROTOCOL_VERSION));
    }

    @Test
    void anythingElseIsNeither() {
        assertThat(Sslv2Answer.read(Bytes.fromHex("485454502f")).problem()).contains("\"HTTP/\"");
        assertThat(Sslv2Answer.read(Bytes.fromHex("800309")).state()).isEqualTo(State.NOT_TLS);
    }
}
