package dev.extls.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.Refusal;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Servers that mean harm: each is left in time, keeps no more than is bounded, and turns no answer into a wrong one. */
@WithRealServers
class HostilePeersScanTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Start of the scan, a slow machine. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** What is kept of one connection at most, in each way. */
    private static final int KEPT_BYTES = 1 << 18;

    private static final String RANDOM = "5a".repeat(32);
    private static final Bytes HELLO_REQUEST = Bytes.fromHex("1603030004" + "00000000");
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.fromHex("140303000101");
    private static final Bytes NOTHING = Bytes.fromHex("1603030000");
    private static final Bytes WARNING = Bytes.fromHex("1503030002015a");
    private static final Script HELLO = Script.start().readRecord();

    @TempDir
    private Path folder;

    /** A ServerHello in a record of its own. */
    private static Bytes serverHello(String version, String suite) {
        return Bytes.fromHex("160303002a" + "02000026" + version + RANDOM + "00" + suite + "00");
    }

    private static final Bytes TLS_1_2 = serverHello("0303", "c02f");

    private static final Script CHOICE = Script.start().send(TLS_1_2);

    /** With a share of x25519, RFC 8446 section 4.2.8. */
    private static final Bytes TLS_1_3 = Bytes.fromHex("160303005a" + "02000056" + "0303" + RANDOM + "00" + "1301"
            + "00" + "002e" + "002b00020304" + "00330024001d0020" + "09".repeat(32));

    private static final Script CHOICE_OF_1_3 = Script.start().send(TLS_1_3);

    /** RFC 8446 section 4.1.4: a ServerHello with this random asks for another hello; here with the group secp521r1. */
    private static final Bytes RETRY = Bytes.fromHex("1603030038" + "02000034" + "0303"
            + "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c" + "00" + "1301" + "00" + "000c"
            + "002b00020304" + "003300020019");

    /** Sixteen kilobytes of a handshake message that is longer. */
    private static final Bytes SIXTEEN_KILOBYTES = Bytes.fromHex("1603034000" + "00".repeat(0x4000));

    private static Script toTls12(Script answer) {
        return to(ProtocolVersion.TLS_1_2, answer);
    }

    /** Answers a hello of which this is the highest version; refuses others in order. */
    private static Script to(ProtocolVersion version, Script answer) {
        return Script.start()
                .decide(hello -> hello.version().equals(Optional.of(version))
                        ? answer
                        : Refusal.PROTOCOL_VERSION_ALERT.script());
    }

    /** A certificate message of very many very small certificates, in records. */
    private static Bytes tenThousandCertificates() {
        int certificates = 10_000;
        int list = certificates * (3 + 8);
        StringBuilder message = new StringBuilder(String.format("0b%06x%06x", list + 3, list));
        message.append("0000083006020101020102".repeat(certificates));
        StringBuilder records = new StringBuilder();
        for (int at = 0; at < message.length(); at += 0x8000) {
            String piece = message.substring(at, Math.min(message.length(), at + 0x8000));
            records.append(String.format("160303%04x", piece.length() / 2)).append(piece);
        }
        return Bytes.fromHex(records.toString());
    }

    @Test
    void whatComesInPlaceOfAnAnswerIsNoneAndIsLeftInTime() {
        Map<Script, String> scripts = new LinkedHashMap<>();
        // records: RFC 5246 section 6.2.1, RFC 8446 section 5.1
        scripts.put(HELLO.send(Bytes.fromHex("160303ffff" + "00".repeat(64))).silence(), "NOT_TLS");
        scripts.put(HELLO.endless(Bytes.fromHex("160303ffff" + "00".repeat(0xffff))), "NOT_TLS");
        scripts.put(HELLO.send(Bytes.fromHex("1603034801" + "02".repeat(64))).silence(), "NOT_TLS");
        scripts.put(HELLO.endless(NOTHING), "NOT_TLS");
        scripts.put(HELLO.endless(CHANGE_CIPHER_SPEC), "NOT_TLS");
        scripts.put(HELLO.endless(HELLO_REQUEST), "NOT_TLS");
        scripts.put(HELLO.endless(WARNING), "NOT_TLS");
        scripts.put(HELLO.send(Bytes.fromHex("150303ffff0246")).silence(), "NOT_TLS");
        scripts.put(HELLO.send(Bytes.fromHex("1503030002ff46")).silence(), "NO_ANSWER");
        // a length that is a lie: more than comes, more than may be, less than is in it
        scripts.put(
                HELLO.send(Bytes.fromHex("160303002a" + "02000fff" + "0303" + RANDOM + "00c02f00"))
                        .silence(),
                "NO_ANSWER");
        scripts.put(
                HELLO.send(Bytes.fromHex("160303002a" + "02ffffff" + "0303" + RANDOM + "00c02f00"))
                        .endless(SIXTEEN_KILOBYTES),
                "NOT_TLS");
        scripts.put(
                HELLO.send(Bytes.fromHex("160303002a" + "02000020" + "0303" + RANDOM + "00c02f00"))
                        .silence(),
                "NOT_TLS");
        scripts.put(
                HELLO.send(Bytes.fromHex("160303002a" + "02000026" + "0303" + RANDOM + "ffc02f00"))
                        .silence(),
                "NOT_TLS");
        // choices that were not offered
        scripts.put(HELLO.send(serverHello("0303", "4a4a")).silence(), "NOT_TLS");
        scripts.put(HELLO.send(serverHello("0305", "c02f")).silence(), "NOT_TLS");
        scripts.put(HELLO.send(serverHello("7f1c", "c02f")).silence(), "NOT_TLS");
        everyAnswerIsUnknown(scripts, Service.HTTPS);
    }

    @Test
    void whatComesInPlaceOfClearTextIsNoneAndIsLeftInTime() {
        Bytes word = Bytes.of("endless ".getBytes(US_ASCII));
        Script greeted = Script.start().send("220 ex01.contoso.test ready\r\n").readLine();
        Map<Script, String> scripts = new LinkedHashMap<>();
        scripts.put(Script.start().endless(word), "GREETING_TOO_LONG");
        scripts.put(Script.start().endless(Bytes.of("220-endless\r\n".getBytes(US_ASCII))), "GREETING_TOO_LONG");
        scripts.put(
                Script.start()
                        .drip(Duration.ofMillis(300), Bytes.of("220 a byte and a byte and a byte".getBytes(US_ASCII))),
                "NO_GREETING");
        scripts.put(greeted.endless(Bytes.of("250-X-ENDLESS\r\n".getBytes(US_ASCII))), "NOT_TLS");
        scripts.put(greeted.endless(word), "NOT_TLS");
        everyAnswerIsUnknown(scripts, Service.SMTP);
    }

    @Test
    void clearTextWithoutEndIsLeftInImapAndPopToo() {
        Map<Script, String> imap = new LinkedHashMap<>();
        imap.put(Script.start().endless(Bytes.of("* OK endless ".getBytes(US_ASCII))), "GREETING_TOO_LONG");
        imap.put(
                Script.start()
                        .send("* OK ready\r\n")
                        .readLine()
                        .endless(Bytes.of("* OK endless\r\n".getBytes(US_ASCII))),
                "NOT_TLS");
        everyAnswerIsUnknown(imap, Service.IMAP);

        Map<Script, String> pop = new LinkedHashMap<>();
        pop.put(Script.start().endless(Bytes.of("+OK endless ".getBytes(US_ASCII))), "GREETING_TOO_LONG");
        pop.put(
                Script.start()
                        .send("+OK ready\r\n")
                        .readLine()
                        .endless(Bytes.of("+OK\r\nENDLESS\r\n".getBytes(US_ASCII))),
                "NOT_TLS");
        everyAnswerIsUnknown(pop, Service.POP3);
    }

    private static void everyAnswerIsUnknown(Map<Script, String> scripts, Service service) {
        try (Farm farm = new Farm()) {
            Map<ScriptedServer, String> servers = new LinkedHashMap<>();
            scripts.forEach(
                    (script, trouble) -> servers.put(farm.add(ScriptedServer.playing(script), service), trouble));

            Run run = farm.scan("--tls-timeout", "400ms", "--greeting-timeout", "1s", "--retries", "0");

            servers.forEach((server, trouble) -> {
                Scanned scanned = run.endpoint(server);
                assertThat(scanned.trouble()).startsWith(trouble);
                // what a handshake still waits for when its time is over, a hello may have read as nonsense before
                assertThat(scanned.answers().values())
                        .allMatch(answer -> answer.equals("UNKNOWN " + trouble) || answer.equals("UNKNOWN NO_ANSWER"));
            });
            leftInTime(run, servers.keySet());
        }
    }

    @Test
    void whatComesBehindAChoiceLeavesTheChoiceStanding() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "a chain without end",
                CHOICE.send(Bytes.fromHex("16030300040bffffff")).endless(SIXTEEN_KILOBYTES));
        scripts.put(
                "ten thousand certificates",
                CHOICE.send(tenThousandCertificates()).silence());
        scripts.put("warnings", CHOICE.endless(WARNING));
        scripts.put("records without content", CHOICE.endless(NOTHING));
        scripts.put("changes of the cipher", CHOICE.endless(CHANGE_CIPHER_SPEC));
        scripts.put("requests for a hello", CHOICE.endless(HELLO_REQUEST));
        scripts.put("a choice a second time", CHOICE.endless(TLS_1_2));
        try (Farm farm = new Farm()) {
            Map<String, ScriptedServer> servers = new LinkedHashMap<>();
            scripts.forEach((name, script) ->
                    servers.put(name, farm.add(ScriptedServer.playing(toTls12(script)), Service.HTTPS)));

            Run run = farm.scan("--tls-timeout", "1s", "--retries", "0");

            servers.forEach((name, server) -> assertThat(run.endpoint(server).answers())
                    .as(name)
                    .isEqualTo(Scanned.selected(ProtocolVersion.TLS_1_2)));
            leftInTime(run, servers.values());
        }
    }

    /** A server that answers every hello by its own version, lower than what is asked for, speaks that alone. */
    @Test
    void whoAlwaysChoosesALowerVersionSpeaksThatAlone() {
        Script lower = Script.start()
                .decide(hello -> hello.version()
                        .filter(version -> version.compareTo(ProtocolVersion.TLS_1_0) >= 0)
                        .map(version ->
                                Script.start().send(serverHello("0301", "c014")).silence())
                        .orElse(Refusal.PROTOCOL_VERSION_ALERT.script()));
        try (Farm farm = new Farm()) {
            ScriptedServer server = farm.add(ScriptedServer.playing(lower), Service.HTTPS);

            Run run = farm.scan("--tls-timeout", "400ms", "--retries", "0");

            assertThat(run.endpoint(server).answers()).isEqualTo(Scanned.selected(ProtocolVersion.TLS_1_0));
            leftInTime(run, List.of(server));
        }
    }

    /** RFC 8446 appendix D.4: changes of the cipher that mean nothing, behind a choice and behind a request for another hello. */
    @Test
    void whatMiddleboxesWantToSeeChangesNothing() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        Script sealed = CHOICE_OF_1_3.send(CHANGE_CIPHER_SPEC).send(CHANGE_CIPHER_SPEC);
        scripts.put("sealed records", sealed.endless(Bytes.fromHex("1703030020" + "5a".repeat(32))));
        scripts.put("silence", sealed.silence());
        scripts.put("an end", sealed.fin());
        scripts.put(
                "a retry",
                Script.start()
                        .send(RETRY)
                        .send(CHANGE_CIPHER_SPEC)
                        .send(CHANGE_CIPHER_SPEC)
                        .readRecord()
                        .send(TLS_1_3)
                        .send(CHANGE_CIPHER_SPEC)
                        .silence());
        try (Farm farm = new Farm()) {
            Map<String, ScriptedServer> servers = new LinkedHashMap<>();
            scripts.forEach((name, script) -> servers.put(
                    name, farm.add(ScriptedServer.playing(to(ProtocolVersion.TLS_1_3, script)), Service.HTTPS)));

            Run run = farm.scan("--tls-timeout", "400ms", "--retries", "0");

            servers.forEach((name, server) -> assertThat(run.endpoint(server).answers())
                    .as(name)
                    .isEqualTo(Scanned.selected(ProtocolVersion.TLS_1_3)));
            leftInTime(run, servers.values());
        }
    }

    /** Sixteen megabytes of certificates from each of forty servers at once would be ten times the heap. */
    @Test
    void chainsWithoutEndFromManyServersFitIntoLittleMemory() throws Exception {
        Script endless =
                toTls12(CHOICE.send(Bytes.fromHex("16030300040bffffff")).endless(SIXTEEN_KILOBYTES));
        List<ScriptedServer> servers = new ArrayList<>();
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.extls.cli.Main",
                    "scan",
                    "-o",
                    folder.toString(),
                    "--retries",
                    "0",
                    "--tls-timeout",
                    "20s"));
            for (int i = 0; i < 40; i++) {
                ScriptedServer server = ScriptedServer.playing(endless);
                servers.add(server);
                command.add("https://" + Run.NAME + "@127.0.0.1:" + server.port());
            }

            Process scan = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();

            assertThat(scan.waitFor())
                    .as(Files.readString(folder.resolve("output")))
                    .isBetween(0, 3);
            assertThat(answersOfTls12()).hasSize(servers.size()).containsOnly("YES");
        } finally {
            servers.forEach(ScriptedServer::close);
        }
    }

    private List<String> answersOfTls12() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Path report = files.filter(file -> file.endsWith("report.json"))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.shared().readTree(report).path("endpoints").values().stream()
                    .map(endpoint -> endpoint.at("/versions/TLSv1.2/answer").asString())
                    .toList();
        }
    }

    /** What is asked for again is not asked for without end (RFC 8446 section 4.1.4). */
    @Test
    void whoAsksForAnotherHelloAgainAndAgainHasChosenOnce() {
        try (Farm farm = new Farm()) {
            ScriptedServer server = farm.add(
                    ScriptedServer.playing(Script.start()
                            .decide(hello -> hello.version().equals(Optional.of(ProtocolVersion.TLS_1_3))
                                    ? Script.start()
                                            .send(RETRY)
                                            .readRecord()
                                            .send(RETRY)
                                            .readRecord()
                                            .endless(RETRY)
                                    : Refusal.PROTOCOL_VERSION_ALERT.script())),
                    Service.HTTPS);

            Run run = farm.scan("--tls-timeout", "400ms", "--retries", "0");

            assertThat(run.endpoint(server).answers()).isEqualTo(Scanned.selected(ProtocolVersion.TLS_1_3));
            leftInTime(run, List.of(server));
        }
    }

    private static void leftInTime(Run run, Collection<ScriptedServer> servers) {
        int connections = servers.stream().mapToInt(ScriptedServer::connections).sum();
        assertThat(run.took()).isLessThan(SECOND.multipliedBy(connections).plus(SLACK));
        for (ScriptedServer server : servers) {
            assertThat(run.endpoint(server).observations()).isNotEmpty().allSatisfy(observation -> {
                assertThat(observation.transcript().received().length()).isLessThanOrEqualTo(KEPT_BYTES);
                assertThat(observation.took()).isLessThan(SLACK);
            });
        }
    }
}
