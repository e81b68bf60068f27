package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerAnswer;
import dev.extls.wire.Sslv2Answer;
import dev.extls.wire.Sslv2ClientHello;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final Bytes RANDOM = Bytes.of(new byte[32]);
    private static final List<CipherSuite> WINDOWS_SUITES = Profiles.committed()
            .stackOf(Profiles.committed().named("ex2016-2016").orElseThrow())
            .suites();
    private static final List<CipherSuite> TLS13_SUITES = List.of(new CipherSuite(0x1301), new CipherSuite(0x1302));
    private static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    private static Lab lab;

    @BeforeAll
    static void open() throws IOException {
        List<LabServer> farm = new ArrayList<>();
        for (Service service : List.of(Service.HTTPS, Service.SMTP)) {
            for (String style : List.of("RST", "FIN", "ALERT70", "ALERT40", "SILENCE")) {
                farm.add(Visitor.server("ex2016-2016-hardened+" + style, service));
            }
            for (String profile : Lab.profileNames()) {
                farm.add(Visitor.server(profile, service));
            }
        }
        for (String style : List.of("RST", "FIN")) {
            farm.add(pooled("ex31." + style, "ex2016-2016-hardened+" + style, style, Role.MEMBER));
            farm.add(pooled("mail." + style, Lab.PASS_THROUGH, style, Role.VIRTUAL));
        }
        lab = Lab.start(farm);
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "SMTP"})
    void aResetIsAReset(Service service) throws IOException {
        try (Visitor visitor = after(door("ex2016-2016-hardened+RST", service), tls10())) {
            assertThatThrownBy(() -> visitor.in().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "SMTP"})
    void aFinIsTheEndOfTheStreamWithoutAByte(Service service) throws IOException {
        try (Visitor visitor = after(door("ex2016-2016-hardened+FIN", service), tls10())) {
            assertThat(visitor.in().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 70})
    void anAlertIsItsSevenBytesAndThenTheEnd(int description) throws IOException {
        for (Service service : List.of(Service.HTTPS, Service.SMTP)) {
            try (Visitor visitor = after(door("ex2016-2016-hardened+ALERT" + description, service), tls10())) {
                assertThat(HexFormat.of().formatHex(visitor.in().readAllBytes()))
                        .isEqualTo("150301000202" + HexFormat.of().toHexDigits((byte) description));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "SMTP"})
    void silenceIsAnOpenConnectionWithoutAByte(Service service) throws IOException {
        try (Visitor visitor = after(door("ex2016-2016-hardened+SILENCE", service), tls10())) {
            visitor.patience(300);
            assertThatThrownBy(() -> visitor.in().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aResetAndAFinCrossABalancerThatPassesThrough() throws IOException {
        try (Visitor visitor = after(named("mail.RST"), tls10())) {
            assertThatThrownBy(() -> visitor.in().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        try (Visitor visitor = after(named("mail.FIN"), tls10())) {
            assertThat(visitor.in().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ex2016-2016", "ex2016-2016-hardened", "ex2019-2019", "exse-2025", "lb-offload"})
    void withoutACommonSuiteTheAnswerIsAlert40(String profile) throws IOException {
        ClientHello camellia = hello(0x0303, List.of(new CipherSuite(0xc076), new CipherSuite(0x00ff)));
        assertThat(answer(door(profile, Service.HTTPS), camellia)
                        .fatalAlert()
                        .orElseThrow()
                        .description())
                .isEqualTo(40);
    }

    @Test
    void secureRenegotiationIsDemandedOnlyWhereTheProfileSaysSo() throws IOException {
        ClientHello without = hello(0x0303, WINDOWS_SUITES);
        List<CipherSuite> signalled = new ArrayList<>(WINDOWS_SUITES);
        signalled.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        ClientHello with = hello(0x0303, signalled);

        assertThat(answer(door("reneg-strict", Service.HTTPS), without).state())
                .isEqualTo(ServerAnswer.State.INCOMPLETE);
        assertThat(version(door("reneg-strict", Service.HTTPS), with)).contains(ProtocolVersion.TLS_1_2);
        assertThat(version(door("ex2016-2016", Service.HTTPS), without)).contains(ProtocolVersion.TLS_1_2);
    }

    @Test
    void aStackOlderThanTls13AnswersATls13HelloWithTls12WhereASuiteIsCommon() throws IOException {
        List<CipherSuite> both = new ArrayList<>(TLS13_SUITES);
        both.addAll(WINDOWS_SUITES);
        both.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        Extension only13 = Extensions.supportedVersions(List.of(ProtocolVersion.TLS_1_3));

        assertThat(version(door("ex2019-2019", Service.HTTPS), hello(0x0303, both, only13)))
                .contains(ProtocolVersion.TLS_1_2);
        assertThat(answer(
                                door("ex2019-2019", Service.HTTPS),
                                hello(0x0303, TLS13_SUITES, only13, Extensions.renegotiationInfo()))
                        .fatalAlert()
                        .orElseThrow()
                        .description())
                .as("with the suites of TLS 1.3 alone: the version fits, no suite does")
                .isEqualTo(40);
        assertThat(version(door("ex2019cu15-2022", Service.HTTPS), tls13())).contains(ProtocolVersion.TLS_1_3);
        assertThat(answer(door("ex2019cu15-2022", Service.SMTP), tls13())
                        .fatalAlert()
                        .orElseThrow()
                        .description())
                .as("SMTP of the same server")
                .isEqualTo(70);
    }

    @Test
    void aHelloForNewerVersionsIsAnsweredWithTheHighestEnabledOneOrRefusedAsTheProfileSays() throws IOException {
        ClientHello tls12 = hello(0x0303, WINDOWS_SUITES);
        assertThat(version(door("ex2013-2012r2-old", Service.SMTP), tls12)).contains(ProtocolVersion.TLS_1_0);
        try (Visitor visitor = after(door("ex2010-2008r2-before", Service.HTTPS), tls12)) {
            assertThat(visitor.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void theGroupIsTheFavouriteOfTheServer() throws IOException {
        ClientHello ecdhe =
                hello(0x0303, List.of(new CipherSuite(0xc030), new CipherSuite(0xc028), new CipherSuite(0xff)));
        assertThat(group(door("ex2016-2016", Service.HTTPS), ecdhe)).contains(NamedGroup.X25519);
        assertThat(group(door("ex2016-2016-hardened", Service.HTTPS), ecdhe)).contains(NamedGroup.SECP384R1);
        assertThat(group(door("ex2016-2012r2", Service.HTTPS), ecdhe)).contains(NamedGroup.SECP256R1);
        assertThat(answer(door("ex2019cu15-2022", Service.HTTPS), tls13())
                        .hello()
                        .orElseThrow()
                        .group())
                .as("curve25519 is off, so a share of it is answered by HelloRetryRequest")
                .contains(NamedGroup.SECP256R1);
    }

    @Test
    void sslTwoIsAnsweredOnlyWhereItIsEnabled() throws IOException {
        CipherSuite rc4 = new CipherSuite(0x010080);
        Bytes hello = new Sslv2ClientHello(
                        0x0002, List.of(rc4, new CipherSuite(0x020080)), Bytes.EMPTY, Bytes.of(new byte[16]))
                .framed();
        LabDoor before = door("ex2010-2008r2-before", Service.HTTPS);
        Sslv2Answer answer = Sslv2Answer.read(read(
                before, hello, received -> Sslv2Answer.read(received).hello().isPresent()));
        assertThat(answer.hello().orElseThrow().version()).isEqualTo(0x0002);
        assertThat(answer.hello().orElseThrow().kinds()).containsExactly(rc4);
        assertThat(answer.hello().orElseThrow().certificate().length()).isGreaterThan(500);

        for (LabDoor closed :
                List.of(door("ex2010-2008r2-after", Service.HTTPS), door("ex2010-2008r2-before", Service.SMTP))) {
            assertThat(read(closed, hello, received -> false).length())
                    .as(closed.server().profile())
                    .isZero();
        }
    }

    @Test
    void aTlsHelloInTheFrameOfSslTwoIsAnsweredWithTls() throws IOException {
        Bytes hello = new Sslv2ClientHello(0x0301, WINDOWS_SUITES, Bytes.EMPTY, Bytes.of(new byte[32])).framed();
        for (String profile : List.of("ex2016-2016", "ex2010-2008r2-before")) {
            Bytes received = read(
                    door(profile, Service.HTTPS),
                    hello,
                    bytes -> ServerAnswer.read(bytes).hello().isPresent());
            assertThat(ServerAnswer.read(received).hello().orElseThrow().version())
                    .contains(ProtocolVersion.TLS_1_0);
        }
        assertThat(read(door("ex2016-2016-hardened+FIN", Service.HTTPS), hello, bytes -> false)
                        .length())
                .isZero();
    }

    @Test
    void whatIsNoHelloIsTurnedAwayLikeAVersion() throws IOException {
        try (Visitor visitor = Visitor.connect(door("ex2016-2016-hardened+FIN", Service.HTTPS))) {
            visitor.send("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(visitor.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void aHelloInPiecesIsReadAsAWhole() throws IOException {
        byte[] hello = hello(0x0303, WINDOWS_SUITES).records(0x0301).toArray();
        try (Visitor visitor = Visitor.connect(door("ex2016-2016", Service.HTTPS))) {
            for (byte octet : hello) {
                visitor.send(new byte[] {octet});
            }
            assertThat(visitor.in().read()).isEqualTo(22);
        }
    }

    private static LabServer pooled(String name, String profile, String pool, Role role) {
        return new LabServer(name, profile, Service.HTTPS, 0, pool, role);
    }

    private static LabDoor door(String profile, Service service) {
        return lab.doors().stream()
                .filter(door -> door.server().profile().equals(profile)
                        && door.server().service() == service
                        && door.server().role() == Role.STANDALONE)
                .findFirst()
                .orElseThrow();
    }

    private static LabDoor named(String name) {
        return lab.doors().stream()
                .filter(door -> door.server().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ClientHello tls10() {
        return hello(0x0301, WINDOWS_SUITES);
    }

    private static ClientHello tls13() {
        return hello(
                0x0303,
                TLS13_SUITES,
                Extensions.supportedVersions(List.of(ProtocolVersion.TLS_1_3)),
                Extensions.keyShare(NamedGroup.X25519, Bytes.of(new byte[] {
                    9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                })));
    }

    private static ClientHello hello(int version, List<CipherSuite> suites, Extension... more) {
        List<Extension> extensions = new ArrayList<>(List.of(
                Extensions.supportedGroups(GROUPS),
                Extensions.ecPointFormats(),
                Extensions.signatureAlgorithms(List.of(0x0804, 0x0401, 0x0501, 0x0201))));
        extensions.addAll(List.of(more));
        return new ClientHello(version, RANDOM, Bytes.EMPTY, suites, List.of(0), extensions);
    }

    private static Visitor after(LabDoor door, ClientHello hello) throws IOException {
        Visitor visitor = Visitor.beforeTls(door);
        visitor.send(hello.records(0x0301).toArray());
        return visitor;
    }

    private static Optional<ProtocolVersion> version(LabDoor door, ClientHello hello) throws IOException {
        ServerAnswer answer = answer(door, hello);
        assertThat(answer.state()).as("%s", answer).isEqualTo(ServerAnswer.State.HELLO);
        return answer.hello().orElseThrow().version();
    }

    private static Optional<NamedGroup> group(LabDoor door, ClientHello hello) throws IOException {
        Bytes received = read(
                door,
                hello.records(0x0301),
                bytes -> ServerAnswer.read(bytes).keyExchangeGroup().isPresent());
        return ServerAnswer.read(received).keyExchangeGroup();
    }

    private static ServerAnswer answer(LabDoor door, ClientHello hello) throws IOException {
        return ServerAnswer.read(read(door, hello.records(0x0301), bytes -> {
            ServerAnswer answer = ServerAnswer.read(bytes);
            return answer.hello().isPresent() || answer.fatalAlert().isPresent();
        }));
    }

    /** What comes back until it is enough, or until the server ends it. */
    private static Bytes read(LabDoor door, Bytes hello, Predicate<Bytes> enough) throws IOException {
        try (Visitor visitor = Visitor.beforeTls(door)) {
            visitor.send(hello.toArray());
            Bytes received = Bytes.EMPTY;
            byte[] piece = new byte[4096];
            while (!enough.test(received)) {
                int length = visitor.in().read(piece);
                if (length < 0) {
                    return received;
                }
                received = received.plus(Bytes.of(Arrays.copyOf(piece, length)));
            }
            return received;
        }
    }
}
