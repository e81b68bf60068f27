package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Debian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that renews the tables: what it makes of files in IANA's form, and that the committed tables are what it writes. */
class RegistryTest {
    private static final Path TABLES = Path.of("src/main/resources/dev/extls/tls");

    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    @BeforeEach
    void tables() throws IOException {
        for (String table : List.of("cipher-suites", "supported-groups", "alerts")) {
            Files.copy(TABLES.resolve(table + ".tsv"), folder.resolve(table + ".tsv"));
        }
    }

    @Test
    void theRowsThatAreIanasAreWrittenAsTheyStandInTheTableAndTheOthersKept() throws Exception {
        Path suites = csv(
                "cipher-suites",
                code -> "\"0x" + code.substring(2, 4) + ",0x" + code.substring(4) + "\"",
                "\"0x0A,0x0A\",Reserved,Y,N,[RFC8701]",
                "\"0x00,0x47-4F\",\"Reserved to avoid conflicts with         \ndeployed implementations\",,,[Pasi_Eronen]",
                "\"0xD0,0x04\",Unassigned,,,");
        Path groups = csv("supported-groups", code -> Integer.decode(code).toString(), "42-255,Unassigned,,,,");

        Ended ended = run("2031-02-03", "cipher-suites=" + suites, "supported-groups=" + groups);

        assertThat(ended).isEqualTo(new Ended(0, ""));
        for (String table : List.of("cipher-suites", "supported-groups")) {
            assertThat(Files.readString(folder.resolve(table + ".tsv")))
                    .contains(". State: 2031-02-03\n")
                    .isEqualTo(committed(table).replaceFirst("State: .*", "State: 2031-02-03"));
        }
        assertThat(Files.readString(folder.resolve("alerts.tsv"))).isEqualTo(committed("alerts"));
    }

    @Test
    void whatIanaHasChangedIsWrittenAndTold() throws Exception {
        List<String> rows =
                ianasRows("supported-groups", code -> Integer.decode(code).toString());
        rows.removeIf(row -> row.startsWith("25,"));
        rows.add("4590,curveSM2MLKEM768,Y,N,[draft],\"with \"\"quotes\"\", and commas\"");
        rows.add("25497,X25519Kyber768Draft00 (OBSOLETE),Y,N,[draft],");

        Ended ended = run("2031-02-03", "supported-groups=" + write("groups.csv", rows));

        assertThat(ended.code()).isZero();
        assertThat(ended.output().lines())
                .containsExactlyInAnyOrder(
                        "supported-groups: - 0x0019\tsecp521r1",
                        "supported-groups: - 0x11EE\tcurveSM2MLKEM768\tdraft-yang-tls-hybrid-sm2-mlkem",
                        "supported-groups: + 0x11EE\tcurveSM2MLKEM768");
        assertThat(Files.readAllLines(folder.resolve("supported-groups.tsv")))
                .contains("0x11EE\tcurveSM2MLKEM768", "0x6399\tX25519Kyber768Draft00")
                .doesNotContain("0x0019\tsecp521r1");
    }

    @Test
    void theSuffixOfRetiredAlertsIsNoPartOfTheirName() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Value,Description,DTLS-OK,Reference,Comment"));
        committed("alerts")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .forEach(alert -> rows.add(
                        alert[0] + "," + alert[1] + (alert[0].equals("41") ? "_RESERVED" : "") + ",Y,[RFC8446],"));

        assertThat(run("2031-02-03", "alerts=" + write("alerts.csv", rows)).code())
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("alerts.tsv")))
                .contains("41\tno_certificate", "70\tprotocol_version");
    }

    @Test
    void aFileThatIsNotIanasChangesNothing() throws Exception {
        for (List<String> wrong : List.of(
                List.of("<html>not found</html>"),
                List.of("Value,Description", "1,sect163k1"),
                List.of("Value,Description", "1,\"open"))) {
            Ended ended = run("2031-02-03", "supported-groups=" + write("wrong.csv", wrong));
            assertThat(ended.code()).as("%s", wrong).isNotZero();
            assertThat(Files.readString(folder.resolve("supported-groups.tsv")))
                    .isEqualTo(committed("supported-groups"));
        }
        assertThat(run("today").code()).isEqualTo(2);
        assertThat(run("2031-02-03", "suites=file").code()).isEqualTo(2);
    }

    /** A second source for some 160 rows: the names that an installed OpenSSL has for the numbers. */
    @Test
    void openSslCallsTheNumbersByTheSameNames() throws Exception {
        Process process = new ProcessBuilder(
                        Debian.require("openssl", "openssl").toString(),
                        "ciphers",
                        "-V",
                        "-stdname",
                        "ALL:COMPLEMENTOFALL")
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.strip().replaceFirst("^0x(..),0x(..) - (\\S+) .*", "0x$1$2\t$3"))
                .toList();

        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(committed("cipher-suites").lines()).containsAll(lines);
    }

    /** The table's rows without a source in the form of IANA's file, among others. */
    private Path csv(String table, Function<String, String> number, String... others) throws IOException {
        List<String> rows = ianasRows(table, number);
        rows.addAll(List.of(others));
        return write(table + ".csv", rows);
    }

    private static List<String> ianasRows(String table, Function<String, String> number) throws IOException {
        List<String> rows = new ArrayList<>(List.of("Value,Description,DTLS-OK,Recommended,Reference"));
        committed(table)
                .lines()
                .filter(line -> line.matches("0x[^\t]+\t[^\t]+"))
                .map(line -> line.split("\t", -1))
                .forEach(row -> rows.add(number.apply(row[0]) + "," + row[1] + ",Y,N,[RFC5246]"));
        return rows;
    }

    private Path write(String name, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\r\n", rows) + "\r\n");
    }

    private static String committed(String table) throws IOException {
        return Files.readString(TABLES.resolve(table + ".tsv"));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-Dtables=" + folder,
                                        "src/main/registry/Registry.java"),
                                Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return new Ended(process.waitFor(), output);
    }
}
