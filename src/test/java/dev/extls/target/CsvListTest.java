package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvListTest {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheDelimiterOut(String delimiter) {
        TargetList list = read("Host,Services,Site\nex01,HTTPS|SMTP,Berlin\nex02,\"IMAPS POP3S\",\"a \"\"b\"\"\"\n"
                .replace(",", delimiter));
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01", "ex02");
        assertThat(list.targets().get(0).services())
                .extracting(ServiceName::name)
                .containsExactly("HTTPS", "SMTP");
        assertThat(list.targets().get(0).services().get(1).place()).hasToString("list.csv:2:12");
        assertThat(list.targets().get(1).services())
                .extracting(ServiceName::name)
                .containsExactly("IMAPS", "POP3S");
        assertThat(list.targets().get(1).labels()).isEqualTo(Map.of("Site", "a \"b\""));
    }

    @Test
    void obeysTheLineThatExcelWrites() {
        TargetList list = read("\ufeffsep=;\r\ntarget;note\r\nex01;a,b,c\r\n;\r\n");
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets()).extracting(Target::labels).containsExactly(Map.of("note", "a,b,c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "\""})
    void theLineThatExcelWritesCannotNameWhatHasAMeaning(String delimiter) {
        assertThat(read("sep=" + delimiter + "\ntarget\nex01\n").problems())
                .extracting(p -> p.place().toString())
                .containsExactly("list.csv:1:1");
    }

    @Test
    void readsAHeaderBelowRowsWithoutContent() {
        TargetList list = read(",,\n,,\ntarget,note,\nex01,x,\n");
        assertThat(list.problems()).isEmpty();
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
    }

    @Test
    void readsAddressPortServerNamePoolAndRole() {
        List<Target> targets = read("""
                target,address,port,service,sni,pool,role
                ex01,10.0.0.1,8443,HTTPS,,,
                10.0.0.2,,,,owa.test,,
                mail.test,,,,,mail.test,
                ex03,,,,,mail.test,
                ex04,[2001:db8::4],,,ex.test,mail.test,Member
                smtp://ex05,,2526,smtp,,,
                """).targets();
        assertThat(targets)
                .extracting(t -> String.join(" ", t.host(), t.serverName(), "" + t.port(), t.pool(), t.role()))
                .containsExactly(
                        "10.0.0.1 ex01 8443  ",
                        "10.0.0.2 owa.test 0  ",
                        "mail.test  0 mail.test virtual",
                        "ex03 mail.test 0 mail.test member",
                        "2001:db8::4 ex.test 0 mail.test member",
                        "ex05  2526  ");
    }

    @Test
    void namesThePlaceOfEveryBadField() {
        TargetList list = read("""
                target,address,port,services,sni,pool,role
                ex!01,,,,,,
                "ex""02",,,,,,
                 "ex03!" ,,,,,,
                ex04,10.0.0.999,,,,,
                ex05,,"99999",,,,
                ex06,,,,-x,,
                ex07,,,,,,member
                ex08,,,,,p,chief
                ex09,,,,,a pool,member
                ,10.0.0.1,,,,,
                ex11,,,,,,,extra
                "ex12"x,,,,,,
                "ex13,,,,,,
                ex14,,,,,,
                smtp://ex15,,,HTTPS,,,
                ex16:25,,26,,,,
                """);
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex14");
        assertThat(list.problems())
                .extracting(problem -> problem.place() + " " + problem.found())
                .containsExactly(
                        "list.csv:2:3 \"!\"",
                        "list.csv:3:2 \"\"\"",
                        "list.csv:4:7 \"!\"",
                        "list.csv:5:13 \"999\"",
                        "list.csv:6:8 \"99999\"",
                        "list.csv:7:9 \"-\" at an edge",
                        "list.csv:8:11 \"member\"",
                        "list.csv:9:12 \"chief\"",
                        "list.csv:10:11 a space",
                        "list.csv:11:1 no target in this line",
                        "list.csv:12:12 \"extra\" in field 8",
                        "list.csv:13:7 \"x\" behind a closing quote",
                        "list.csv:14:1 a quote that is not closed",
                        "list.csv:16:15 \"HTTPS\"",
                        "list.csv:17:10 \"26\"");
    }

    @Test
    void readsQuotedFieldsOverSeveralLines() {
        TargetList list = read("target,note\r\nex01,\"a\r\nb\"\r\n# no\r\n\r\nex!02,\"\n\"\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems())
                .extracting(p -> p.place() + " " + p.found())
                .containsExactly("list.csv:2:7 \"<U+000A>\"", "list.csv:6:3 \"!\"");
    }

    @Test
    void aForgottenQuoteSwallowsNothing() {
        TargetList list = read("target,note\n\"ex01,x\n" + "ex02,\"\"\n".repeat(5_000));
        assertThat(list.targets()).hasSize(5_000);
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("list.csv:2:1");
    }

    @Test
    void oneLineOfMillionsOfFieldsIsReadAtOnce() {
        String header = "target" + ",\"\"".repeat(1_000_000);
        TargetList list = read(header + "\nex01\nex02" + ",".repeat(1_000_000) + "ü,x\n");
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("list.csv:3:1000007");
        String services = "HTTPS ".repeat(1_000_000);
        Target target =
                read("target,services\nex01," + services + "\n").targets().get(0);
        assertThat(target.services().get(999_999).place().column()).isEqualTo(6 + 999_999 * 6);
    }

    @Test
    void saysWhatTheHeaderLacks() {
        TargetList list = read("fqdn,port\nex01,25\n");
        assertThat(list.targets()).isEmpty();
        assertThat(list.problems().get(0).sentence())
                .startsWith("list.csv:1:1: found the header \"fqdn port\"")
                .contains("target, host, server or name");
        assertThat(read("host,service,services\nex01,,\n").problems())
                .extracting(p -> p.place().toString())
                .containsExactly("list.csv:1:14");
    }

    private static TargetList read(String text) {
        return TargetReader.read("list.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
