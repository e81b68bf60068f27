package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations recorded from real servers. */
class FlowTest {
    static List<Flow> flows() throws IOException {
        return Flow.all();
    }

    static List<Flow> clearFlights() throws IOException {
        return flows().stream()
                .filter(flow -> ServerAnswer.read(flow.server()).helloDone())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            nss-ssl3,                            SSLv3,   TLS_DHE_RSA_WITH_AES_128_CBC_SHA,      ffdhe2048, 2048, 1, -
            nss-ssl3-rc4,                        SSLv3,   TLS_RSA_WITH_RC4_128_SHA,              -,         0, 1, -
            openssl-tls1.0,                      TLSv1.0, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,    x25519,    0, 1, -
            openssl-tls1.0-dhe,                  TLSv1.0, TLS_DHE_RSA_WITH_AES_128_CBC_SHA,      -,      2048, 1, -
            openssl-tls1.1-rsa,                  TLSv1.1, TLS_RSA_WITH_AES_128_CBC_SHA,          -,         0, 1, -
            openssl-tls1.2,                      TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,    x25519,    0, 1, http/1.1
            openssl-tls1.2-anon,                 TLSv1.2, TLS_ECDH_anon_WITH_AES_128_CBC_SHA,    x25519,    0, 0, -
            openssl-tls1.2-unrecognized-name,    TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,    x25519,    0, 1, -
            nginx-tls1.2,                        TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,    x25519,    0, 1, http/1.1
            gnutls-tls1.2-client-certificate,    TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,    x25519,    0, 1, -
            """)
    void aClearFlightGivesAllItHas(
            String name, String version, String suite, String group, int primeBits, int certificates, String alpn)
            throws IOException {
        ServerAnswer answer = ServerAnswer.read(Flow.read(name).server());

        assertThat(answer.problem()).isEmpty();
        assertThat(answer.state()).isEqualTo(ServerAnswer.State.HELLO);
        ServerHello hello = answer.hello().orElseThrow();
        assertThat(hello.version().orElseThrow().label()).isEqualTo(version);
        assertThat(hello.suite().label()).isEqualTo(suite);
        assertThat(answer.keyExchangeGroup().map(NamedGroup::label).orElse(null))
                .isEqualTo(group);
        assertThat(answer.primeBits()).isEqualTo(primeBits);
        assertThat(answer.certificates()).hasSize(certificates);
        assertThat(hello.alpn().orElse(null)).isEqualTo(alpn);
        assertThat(answer.helloDone()).isTrue();
        assertThat(answer.certificateRequested()).isEqualTo(name.contains("client-certificate"));
        assertThat(answer.fatalAlert()).isEmpty();
        assertThat(hello.helloRetryRequest()).isFalse();
    }

    @Test
    void theCertificateIsTheDerOfTheServer() throws IOException {
        Bytes certificate =
                ServerAnswer.read(Flow.read("nss-ssl3").server()).certificates().get(0);

        assertThat(certificate.slice(0, 4)).isEqualTo(Bytes.fromHex("3082").plus(lengthAfterHeader(certificate)));
        assertThat(new String(certificate.toArray(), StandardCharsets.ISO_8859_1))
                .contains("ex01.contoso.test");
    }

    @ParameterizedTest
    @CsvSource({"openssl-tls1.3", "nginx-tls1.3"})
    void aServerHelloOfTls13IsAllThatIsRead(String name) throws IOException {
        ServerAnswer answer = ServerAnswer.read(Flow.read(name).server());

        ServerHello hello = answer.hello().orElseThrow();
        assertThat(hello.legacyVersion()).isEqualTo(0x0303);
        assertThat(hello.version()).contains(ProtocolVersion.TLS_1_3);
        assertThat(hello.group()).contains(NamedGroup.X25519);
        assertThat(answer.secondHello()).isEmpty();
        assertThat(answer.alerts()).isEmpty();
        assertThat(answer.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"openssl-tls1.3-retry", "gnutls-tls1.3-retry"})
    void aRetryAndTheServerHelloAfterItAreToldApart(String name) throws IOException {
        ServerAnswer answer = ServerAnswer.read(Flow.read(name).server());

        ServerHello retry = answer.hello().orElseThrow();
        assertThat(retry.helloRetryRequest()).isTrue();
        assertThat(retry.version()).contains(ProtocolVersion.TLS_1_3);
        assertThat(retry.group()).contains(NamedGroup.X25519);
        ServerHello second = answer.secondHello().orElseThrow();
        assertThat(second.helloRetryRequest()).isFalse();
        assertThat(second.suite()).isEqualTo(retry.suite());
        assertThat(answer.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openssl-refuses-version, 70",
        "nginx-refuses-version, 70",
        "gnutls-refuses-version, 70",
        "openssl-refuses-suites, 40"
    })
    void aRefusalIsAnAlert(String name, int description) throws IOException {
        ServerAnswer answer = ServerAnswer.read(Flow.read(name).server());

        assertThat(answer.state()).isEqualTo(ServerAnswer.State.ALERTED);
        assertThat(answer.fatalAlert()).contains(new Alert(2, description));
        assertThat(answer.problem()).isEmpty();
    }

    @Test
    void aWarningBeforeTheServerHelloIsKept() throws IOException {
        Bytes server = Flow.read("openssl-tls1.2-unrecognized-name").server();

        assertThat(ServerAnswer.read(server).alerts()).containsExactly(new Alert(1, Alert.UNRECOGNIZED_NAME));
        assertThat(ServerAnswer.read(server.slice(0, 7)).state()).isEqualTo(ServerAnswer.State.INCOMPLETE);
    }

    @Test
    void onlyAServerThatHasTls13SetsTheDowngradeSentinel() throws IOException {
        assertThat(ServerAnswer.read(Flow.read("nginx-tls1.2").server())
                        .hello()
                        .orElseThrow()
                        .downgradeSentinel())
                .isTrue();
        assertThat(ServerAnswer.read(Flow.read("openssl-tls1.2").server())
                        .hello()
                        .orElseThrow()
                        .downgradeSentinel())
                .isFalse();
    }

    @Test
    void anHttpAnswerIsQuoted() throws IOException {
        ServerAnswer answer = ServerAnswer.read(Flow.read("nginx-http").server());

        assertThat(answer.state()).isEqualTo(ServerAnswer.State.NOT_TLS);
        assertThat(answer.problem()).contains("\"HTTP/1.1 400 Bad Request\"");
    }

    @ParameterizedTest
    @MethodSource("flows")
    void aClientHelloComesBackFromItsBytes(Flow flow) {
        Bytes sent = flow.turns().get(0).bytes();

        ClientHelloReader.Reading.Whole whole = (ClientHelloReader.Reading.Whole) ClientHelloReader.read(sent);

        assertThat(whole.consumed()).isEqualTo(sent.length());
        assertThat(whole.hello().records(sent.at(1) << 8 | sent.at(2))).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("flows")
    void aServerHelloComesBackFromItsBytes(Flow flow) {
        ServerAnswer answer = ServerAnswer.read(flow.server());

        answer.hellos()
                .forEach(hello ->
                        assertThat(flow.server().hex()).contains(hello.message().hex()));
    }

    /** Decided once, the rest of the bytes only adds. */
    @ParameterizedTest
    @MethodSource("flows")
    void everyPrefixIsIncompleteOrAlreadyTheAnswer(Flow flow) {
        ServerAnswer whole = ServerAnswer.read(flow.server());
        boolean decided = false;
        for (int length = 0; length <= flow.server().length(); length++) {
            ServerAnswer part = ServerAnswer.read(flow.server().slice(0, length));
            decided |= part.state() != ServerAnswer.State.INCOMPLETE;

            assertThat(part.state()).isEqualTo(decided ? whole.state() : ServerAnswer.State.INCOMPLETE);
            assertThat(part.hellos())
                    .isEqualTo(whole.hellos().subList(0, part.hellos().size()));
            assertThat(part.alerts())
                    .isEqualTo(whole.alerts().subList(0, part.alerts().size()));
            assertThat(part.problem().isEmpty()).isEqualTo(part.state() != ServerAnswer.State.NOT_TLS);
        }
        assertThat(decided).isTrue();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyPrefixOfAClientHelloIsIncompleteAndEveryPrefixCanBeTakenApart(Flow flow) {
        Bytes sent = flow.turns().get(0).bytes();
        for (int length = 0; length < sent.length(); length++) {
            assertThat(ClientHelloReader.read(sent.slice(0, length)))
                    .isInstanceOf(ClientHelloReader.Reading.Incomplete.class);
            WireFuzz.dissection(sent.slice(0, length));
        }
        for (int length = 0; length < flow.server().length(); length++) {
            WireFuzz.dissection(flow.server().slice(0, length));
        }
    }

    @ParameterizedTest
    @MethodSource("clearFlights")
    void theCutIntoRecordsChangesNothing(Flow flow) throws WireException {
        ServerAnswer whole = ServerAnswer.read(flow.server());
        ByteWriter messages = new ByteWriter();
        TlsRecords records = new TlsRecords(flow.server());
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            if (record.get().type() == TlsRecord.HANDSHAKE) {
                messages.bytes(record.get().content());
            }
        }
        for (int size : new int[] {1, 2, 3, 4, 5, 63, 1000, 1 << 14}) {
            ServerAnswer cut = ServerAnswer.read(ServerFlights.inRecordsOf(size, messages.written()));

            assertThat(cut.hellos()).isEqualTo(whole.hellos());
            assertThat(cut.certificates()).isEqualTo(whole.certificates());
            assertThat(cut.groupCode()).isEqualTo(whole.groupCode());
            assertThat(cut.primeBits()).isEqualTo(whole.primeBits());
            assertThat(cut.helloDone()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyFlowSaysWhenFromWhomAndWhatItShows(Flow flow) {
        assertThat(flow.header()).hasSize(3);
        assertThat(flow.header().get(0)).matches("date: \\d{4}-\\d\\d-\\d\\d");
        assertThat(flow.header().get(1)).startsWith("product: ");
        assertThat(flow.header().get(2)).startsWith("shows: ");
    }

    private static Bytes lengthAfterHeader(Bytes certificate) {
        return new ByteWriter().u16(certificate.length() - 4).written();
    }
}
