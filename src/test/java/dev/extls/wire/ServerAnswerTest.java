package dev.extls.wire;

import static dev.extls.wire.ServerFlights.CHANGE_CIPHER_SPEC;
import static dev.extls.wire.ServerFlights.DONE;
import static dev.extls.wire.ServerFlights.hello;
import static dev.extls.wire.ServerFlights.message;
import static dev.extls.wire.ServerFlights.record;
import static dev.extls.wire.ServerFlights.retry;
import static dev.extls.wire.ServerFlights.tls13;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrimes;
import dev.extls.tls.NamedGroup;
import dev.extls.wire.ServerAnswer.State;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAnswerTest {
    private static final Bytes HELLO = hello(0x002f).records(0x0303);
    private static final Alert REFUSED = new Alert(2, Alert.HANDSHAKE_FAILURE);

    @Test
    void nothingIsIncomplete() {
        ServerAnswer answer = ServerAnswer.read(Bytes.EMPTY);

        assertThat(answer.state()).isEqualTo(State.INCOMPLETE);
        assertThat(answer.keyExchangeGroup()).isEmpty();
        assertThat(answer.primeBits()).isZero();
    }

    @Test
    void warningsComeFirstAndTheHelloCounts() {
        ServerAnswer answer =
                ServerAnswer.read(record(21, "0170").plus(record(21, "015a")).plus(HELLO));

        assertThat(answer.alerts()).containsExactly(new Alert(1, 112), new Alert(1, 90));
        assertThat(answer.fatalAlert()).isEmpty();
        assertThat(answer.state()).isEqualTo(State.HELLO);
    }

    @Test
    void anAlertMayBeCutIntoTwoRecords() {
        Bytes first = record(21, "02");

        assertThat(ServerAnswer.read(first).state()).isEqualTo(State.INCOMPLETE);
        assertThat(ServerAnswer.read(first.plus(record(21, "28"))).fatalAlert()).contains(REFUSED);
    }

    @Test
    void afterAFatalAlertNothingIsRead() {
        ServerAnswer answer = ServerAnswer.read(record(21, "0228").plus(HELLO));

        assertThat(answer.state()).isEqualTo(State.ALERTED);
        assertThat(answer.hello()).isEmpty();
    }

    @Test
    void aFatalAlertAfterTheHelloLeavesTheHelloStanding() {
        ServerAnswer answer = ServerAnswer.read(HELLO.plus(record(21, "0228")));

        assertThat(answer.state()).isEqualTo(State.HELLO);
        assertThat(answer.fatalAlert()).contains(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0228aabbccddeeff00112233445566778899aabbccddeeff", // the length of an encrypted alert
                "022802" // no alert either
            })
    void aLongRecordOfTypeAlertIsNoAlert(String content) {
        assertThat(ServerAnswer.read(HELLO.plus(record(21, content))).alerts()).isEmpty();
        assertThat(ServerAnswer.read(record(21, content)).state()).isEqualTo(State.INCOMPLETE);
    }

    @Test
    void afterChangeCipherSpecTwoBytesOfTypeAlertAreNoAlert() {
        ServerAnswer answer = ServerAnswer.read(
                HELLO.plus(record(22, DONE)).plus(CHANGE_CIPHER_SPEC).plus(record(21, "0228")));

        assertThat(answer.alerts()).isEmpty();
        assertThat(answer.helloDone()).isTrue();
        assertThat(answer.problem()).isEmpty();
    }

    @Test
    void afterAServerHelloOfTls13NothingIsRead() {
        ServerAnswer answer = ServerAnswer.read(tls13().records(0x0303)
                .plus(CHANGE_CIPHER_SPEC)
                .plus(record(23, "00".repeat(40)))
                .plus(record(21, "0228"))
                .plus(text("garbage")));

        assertThat(answer.hellos()).containsExactly(tls13());
        assertThat(answer.alerts()).isEmpty();
        assertThat(answer.problem()).isEmpty();
    }

    @Test
    void changeCipherSpecAfterARetryMeansNothing() {
        ServerAnswer answer = ServerAnswer.read(
                retry().records(0x0303).plus(CHANGE_CIPHER_SPEC).plus(tls13().records(0x0303)));

        assertThat(answer.hello()).contains(retry());
        assertThat(answer.secondHello()).contains(tls13());
        ServerAnswer refused = ServerAnswer.read(
                retry().records(0x0303).plus(CHANGE_CIPHER_SPEC).plus(record(21, "0228")));
        assertThat(refused.fatalAlert()).contains(REFUSED);
        assertThat(refused.state()).isEqualTo(State.HELLO);
    }

    @Test
    void aSecondRetryIsAProblem() {
        ServerAnswer answer = ServerAnswer.read(retry().records(0x0303).plus(retry().records(0x0303)));

        assertThat(answer.hellos()).containsExactly(retry());
        assertThat(answer.problem()).contains("second HelloRetryRequest");
    }

    @Test
    void emptyRecordsAreToleratedUpToABound() {
        Bytes empty = record(22, "");
        Bytes few = Bytes.EMPTY;
        for (int i = 0; i < 32; i++) {
            few = few.plus(empty);
        }

        assertThat(ServerAnswer.read(few.plus(HELLO)).state()).isEqualTo(State.HELLO);
        assertThat(ServerAnswer.read(few.plus(empty).plus(HELLO)).problem()).contains("empty records");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303, 0x0304})
    void everyRecordVersionOfMajorThreeIsRead(int version) {
        assertThat(ServerAnswer.read(hello(0x002f).records(version)).state()).isEqualTo(State.HELLO);
    }

    @ParameterizedTest
    @CsvSource({
        "1602, major 2",
        "16fe, major 254",
        "160305, minor 5",
        "1603034801, record length: 18433",
        "80, bytes 80",
        "18, bytes 18",
        "0d0a, bytes 0d0a",
        "170303000100, application data",
        "140303000101, ChangeCipherSpec",
        "16030300010b, handshake message 11 out of place",
        "160303000402ffffff, length 16777215",
        "160303000402000000, ServerHello version"
    })
    void whatCannotBeTlsIsToldAtOnceAndNamed(String received, String why) {
        ServerAnswer answer = ServerAnswer.read(Bytes.fromHex(received));

        assertThat(answer.state()).isEqualTo(State.NOT_TLS);
        assertThat(answer.problem()).contains(why);
    }

    @Test
    void textIsQuotedUpToTheEndOfTheLine() {
        assertThat(ServerAnswer.read(text("220 ex01 ready\r\n250 next")).problem())
                .isEqualTo("no TLS record: \"220 ex01 ready\", at byte 0");
        assertThat(ServerAnswer.read(text("x".repeat(5000))).problem()).hasSizeLessThan(100);
    }

    @Test
    void aMalformedCertificateLeavesTheHelloAndTheRestStanding() {
        ServerAnswer answer = ServerAnswer.read(HELLO.plus(record(22, message(11, Bytes.fromHex("000005000009"))))
                .plus(record(22, DONE)));

        assertThat(answer.state()).isEqualTo(State.HELLO);
        assertThat(answer.problem()).contains("Certificate");
        assertThat(answer.certificates()).isEmpty();
        assertThat(answer.helloDone()).isTrue();
    }

    @Test
    void garbageAfterTheHelloIsAProblemOnly() {
        ServerAnswer answer = ServerAnswer.read(HELLO.plus(text("HTTP/1.1")));

        assertThat(answer.state()).isEqualTo(State.HELLO);
        assertThat(answer.problem()).contains("HTTP/1.1");
    }

    /** RFC 5246 section 6.2.3: 2^14 + 2048 bytes at most; which of the legal lengths an alert or a change of the cipher has is told by its content. */
    @Test
    void everyLengthThatNoRecordMayHaveIsToldByTheHeaderAlone() {
        for (int length = 0; length <= 0xffff; length++) {
            for (int type : new int[] {20, 21, 22, 23}) {
                ServerAnswer answer = ServerAnswer.read(
                        new ByteWriter().u8(type).u16(0x0303).u16(length).written());

                assertThat(answer.hellos()).isEmpty();
                assertThat(answer.alerts()).isEmpty();
                if (length > 0x4800) {
                    assertThat(answer.state())
                            .as("type %d, length %d", type, length)
                            .isEqualTo(State.NOT_TLS);
                } else if (type == 22) {
                    assertThat(answer.state()).as("length %d", length).isEqualTo(State.INCOMPLETE);
                }
            }
        }
    }

    @Test
    void aHelloRequestBeforeTheHelloIsPassedOver() {
        assertThat(ServerAnswer.read(record(22, "00000000").plus(HELLO)).hello())
                .contains(hello(0x002f));
    }

    @Test
    void moreThanAHundredCertificatesAreNotRead() {
        assertThat(chain(100).certificates()).hasSize(100);
        assertThat(chain(101).certificates()).isEmpty();
        assertThat(chain(101).problem()).contains("more than 100");
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 030018040102, 24, 0",
        "TLS_ECDH_anon_WITH_RC4_128_SHA, 030017040102, 23, 0",
        "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA, 0003616263030019, 25, 0",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0101, 65281, 0", // spelled out, over a prime field
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0201, 65282, 0", // spelled out, over a binary field
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0901, -1, 0",
        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA, 000301000100010200020304, -1, 17",
        "TLS_DHE_DSS_WITH_DES_CBC_SHA, 000300ff0100010200020304, -1, 16",
        "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5, 0002800100010200020304, -1, 16",
        "TLS_DHE_PSK_WITH_AES_128_CBC_SHA, 000000020fff, -1, 12",
        "TLS_PSK_DHE_WITH_AES_128_CCM_8, 0001610001ff, -1, 8",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5, 030017, -1, 0",
        "TLS_RSA_PSK_WITH_AES_128_CBC_SHA, 030017, -1, 0",
        "0xEEEE, 030017, -1, 0"
    })
    void theKeyExchangeIsReadByTheSuite(String suite, String body, int group, int primeBits) {
        ServerAnswer answer =
                ServerAnswer.read(hello(CipherSuite.named(suite).orElseThrow().code())
                        .records(0x0303)
                        .plus(record(22, message(12, Bytes.fromHex(body)))));

        assertThat(answer.problem()).isEmpty();
        assertThat(answer.groupCode()).isEqualTo(group);
        assertThat(answer.keyExchangeGroup().map(NamedGroup::code).orElse(-1)).isEqualTo(group);
        assertThat(answer.primeBits()).isEqualTo(primeBits);
    }

    @Test
    void aKeyExchangeThatIsCutOffIsAProblemOnly() {
        ServerAnswer answer =
                ServerAnswer.read(hello(0x0033).records(0x0303).plus(record(22, message(12, Bytes.fromHex("0100ff")))));

        assertThat(answer.problem()).contains("ServerKeyExchange dh_p");
        assertThat(answer.state()).isEqualTo(State.HELLO);
    }

    @Test
    void aFiniteFieldOfSupportedGroupsIsKnownByItsPrime() {
        Bytes prime = DhPrimes.named("ffdhe3072").value();
        Bytes body = new ByteWriter()
                .vector16(prime)
                .vector16(Bytes.fromHex("02"))
                .vector16(Bytes.fromHex("04"))
                .written();

        ServerAnswer answer = ServerAnswer.read(hello(0x0033).records(0x0303).plus(record(22, message(12, body))));

        assertThat(answer.keyExchangeGroup()).contains(new NamedGroup(0x0101));
        assertThat(answer.prime().value()).isEqualTo(prime);
        assertThat(answer.full()).isTrue();
    }

    @Test
    void aSessionThatIsTakenUpHasNoFullHandshake() {
        Bytes ticket = message(4, Bytes.fromHex("00000e10" + "0003" + "746963"));

        ServerAnswer byId = ServerAnswer.read(HELLO.plus(CHANGE_CIPHER_SPEC).plus(record(22, "ffffffffff")));
        ServerAnswer byTicket = ServerAnswer.read(HELLO.plus(record(22, ticket)).plus(CHANGE_CIPHER_SPEC));
        ServerAnswer full = ServerAnswer.read(HELLO.plus(record(22, DONE)));

        assertThat(byId.encryptionBegun()).isTrue();
        assertThat(byId.full()).isFalse();
        assertThat(byId.ticket()).isEmpty();
        assertThat(byId.problem()).isEmpty();
        assertThat(byTicket.encryptionBegun()).isTrue();
        assertThat(byTicket.ticket()).contains(Bytes.fromHex("746963"));
        assertThat(full.full()).isTrue();
        assertThat(full.encryptionBegun()).isFalse();
    }

    @Test
    void aTicketIsReadToItsLastByteOrNotAtAll() {
        Bytes body = Bytes.fromHex("00000e10" + "0003" + "746963");
        for (int length = 0; length < body.length(); length++) {
            ServerAnswer cut = ServerAnswer.read(HELLO.plus(record(22, message(4, body.slice(0, length)))));
            assertThat(cut.ticket()).isEmpty();
            assertThat(cut.problem()).contains("NewSessionTicket");
        }
        ServerAnswer more = ServerAnswer.read(HELLO.plus(record(22, message(4, body.plus(Bytes.fromHex("00"))))));
        assertThat(more.ticket()).isEmpty();
        assertThat(more.problem()).contains("1 bytes too many");
    }

    @Test
    void changeCipherSpecAfterAHelloRetryRequestBeginsNothing() {
        assertThat(ServerAnswer.read(ServerFlights.retry().records(0x0303).plus(CHANGE_CIPHER_SPEC))
                        .encryptionBegun())
                .isFalse();
    }

    private static ServerAnswer chain(int count) {
        ByteWriter list = new ByteWriter();
        for (int i = 0; i < count; i++) {
            list.vector24(Bytes.fromHex("3000"));
        }
        Bytes body = new ByteWriter().vector24(list.written()).written();
        return ServerAnswer.read(HELLO.plus(record(22, message(11, body))));
    }

    private static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
