package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DissectionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl-tls1.0-dhe",
                "gnutls-tls1.2-client-certificate",
                "openssl-tls1.3-retry",
                "nginx-refuses-version",
                "nginx-http"
            })
    void whatARecordedServerSaidIsNamedFieldByField(String name) throws IOException {
        Flow flow = Flow.read(name);

        Golden.assertGolden(
                "dissection-" + name + ".txt",
                "client\n" + text(Dissection.of(flow.client())) + "server\n" + text(Dissection.of(flow.server())));
    }

    @Test
    void recordsCoverEveryByteAndInnerFieldsLieInOuterOnes() throws IOException {
        for (Flow flow : Flow.all()) {
            for (Bytes stream : List.of(flow.client(), flow.server())) {
                int end = 0;
                for (Field field : Dissection.of(stream)) {
                    if (field.depth() == 0 && field.length() > 0) {
                        assertThat(field.offset()).as("%s %s", flow, field).isEqualTo(end);
                        end += field.length();
                    } else {
                        assertThat(field.offset() + field.length())
                                .as("%s %s", flow, field)
                                .isLessThanOrEqualTo(end);
                    }
                }
                assertThat(end).as("%s", flow).isEqualTo(stream.length());
            }
        }
    }

    @Test
    void sslv2IsNamedToo() {
        Bytes challenge = Bytes.of(new byte[16]);
        List<CipherSuite> kinds = List.of(new CipherSuite(0x010080), new CipherSuite(0x002f));

        assertThat(text(Dissection.of(new Sslv2ClientHello(0x0002, kinds, Bytes.EMPTY, challenge).framed())))
                .contains("  2 1 msg_type: 1 CLIENT-HELLO", "    11 3 cipher_kind: SSL_CK_RC4_128_WITH_MD5");
        assertThat(text(Dissection.of(new Sslv2ServerHello(false, 1, 2, Bytes.fromHex("3000"), kinds, challenge)
                        .framed()
                        .plus(Bytes.fromHex("aabb")))))
                .contains(
                        "  2 1 msg_type: 4 SERVER-HELLO",
                        "  4 1 certificate_type: 1 X.509",
                        "  5 2 server_version: 0x0002 SSL 2.0",
                        "  13 2 certificate: 3000",
                        "37 2 rest");
    }

    @Test
    void aMessageOverSeveralRecordsIsToldWhereItBegins() {
        ServerHello hello =
                new ServerHello(0x0303, Bytes.of(new byte[32]), Bytes.EMPTY, new CipherSuite(0xc02f), 0, List.of());

        String text = text(Dissection.of(ServerFlights.inRecordsOf(10, hello.message())));

        // the header of the message takes 4 of the 10 bytes in the first record; the suite lies 39 bytes into the
        // message: in the fourth
        assertThat(text)
                .contains(
                        "  5 42 server_hello(2)",
                        "    9 2 legacy_version",
                        "    59 2 cipher_suite: 0xc02f TLS_ECDHE_RSA");
    }

    @Test
    void whatIsBrokenIsSaidWhereItIs() throws IOException {
        Bytes whole = Flow.read("openssl-tls1.2").server();

        assertThat(text(Dissection.of(whole.slice(0, 60)))).contains("0 60 rest");
        assertThat(text(Dissection.of(Bytes.fromHex("16030300050200000100" + "ff00"))))
                .contains(
                        "  5 5 server_hello(2)",
                        "    9 0 problem: legacy_version: 2 bytes wanted, 1 left",
                        "10 0 problem");
        assertThat(text(Dissection.of(Bytes.fromHex("160303000602000010aabb"))))
                .contains("  5 0 problem: this message did not come whole");
        assertThat(Dissection.of(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void behindAChangeCipherSpecNothingIsReadAsSomethingElse() throws IOException {
        String text = text(Dissection.of(
                Flow.read("openssl-tls1.2").server().plus(Bytes.fromHex("140303000101160303000414000001"))));

        assertThat(text)
                .contains("change_cipher_spec(20)", "handshake(22): 0x0303 TLS 1.2, encrypted")
                .doesNotContain("finished");
    }

    @Test
    void anEndlessStreamOfFieldsIsCutAndSaysSo() {
        List<Field> fields = Dissection.of(ServerFlights.inRecordsOf(1 << 14, Bytes.of(new byte[1 << 16])));

        assertThat(fields).hasSize(FieldReader.MOST_FIELDS + 1);
        assertThat(fields.get(FieldReader.MOST_FIELDS).name()).isEqualTo("more");
    }

    private static String text(List<Field> fields) {
        return fields.stream()
                .map(field -> "  ".repeat(field.depth()) + field.offset() + " " + field.length() + " " + field.name()
                        + (field.value().isEmpty() ? "" : ": " + field.value()) + "\n")
                .collect(Collectors.joining());
    }
}
