package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.written.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {
    @Test
    void skipsBlankLinesAndComments() {
        TargetList list = read("# all\n\n  \t\nex01 # one\n\tex02\t#two\n  # three\nex03#4\n");
        assertThat(list.targets())
                .extracting(target -> target.host() + " " + target.place())
                .containsExactly("ex01 list:4:1", "ex02 list:5:2");
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("list:7:5");
    }

    @Test
    void namesEveryTenthOfTenThousandLinesAndReadsTheOthers() {
        StringBuilder text = new StringBuilder();
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int line = 1; line <= 10_000; line++) {
            if (line % 10 == 0) {
                String lead = "x".repeat(line % 7 + 1);
                text.append(lead).append("!.contoso.test\r\n");
                wrong.add("list:" + line + ":" + (lead.length() + 1));
            } else {
                text.append("ex").append(line).append(".contoso.test\r\n");
                right.add("ex" + line + ".contoso.test list:" + line + ":1");
            }
        }
        TargetList list = read(text.toString());
        assertThat(list.problems()).extracting(p -> p.place().toString()).isEqualTo(wrong);
        assertThat(list.targets()).extracting(t -> t.host() + " " + t.place()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryLineEndInEveryEncoding(String end) {
        String text = "bücher.test" + end + "ex!01" + end + end + "почта.test" + end;
        TargetList expected = read(text);
        assertThat(expected.targets()).extracting(t -> t.place().line()).containsExactly(1, 4);
        assertThat(expected.problems()).extracting(p -> p.place().toString()).containsExactly("list:2:3");
        assertThat(encoded("\ufeff" + text, StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(encoded("\ufeff" + text, StandardCharsets.UTF_16LE)).isEqualTo(expected);
        assertThat(encoded("\ufeff" + text, StandardCharsets.UTF_16BE)).isEqualTo(expected);
        TargetList plain = read("ex01" + end + "ex!01" + end);
        assertThat(encoded("ex01" + end + "ex!01" + end, StandardCharsets.UTF_16LE))
                .isEqualTo(plain);
        assertThat(encoded("ex01" + end + "ex!01" + end, StandardCharsets.UTF_16BE))
                .isEqualTo(plain);
    }

    @Test
    void namesBytesThatAreNoUtf8AndGoesOn() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("ex01\r\nbü".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("cher.täst\r\nex02 # Büro\r\nex03".getBytes(StandardCharsets.ISO_8859_1));
        TargetList list = TargetReader.read("list", bytes.toByteArray());
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex01", "ex02", "ex03");
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("list:2:9", "list:3:9");
        assertThat(list.problems().get(0).found()).isEqualTo("the byte 0xE4, which is no UTF-8 here");
    }

    @Test
    void namesHalfACharacterOfUtf16() {
        byte[] odd = {(byte) 0xff, (byte) 0xfe, 'e', 0, 'x', 0, '\n', 0, 0x00, (byte) 0xd8, 'y', 0, '\n', 0, 'z', 0, 'q'
        };
        TargetList list = TargetReader.read("list", odd);
        assertThat(list.targets()).extracting(Target::host).containsExactly("ex");
        assertThat(list.problems()).extracting(p -> p.place().toString()).containsExactly("list:2:1", "list:3:2");
    }

    @Test
    void refusesAListThatIsTooLarge() {
        TargetList list = TargetReader.read("list", new byte[TargetReader.MOST_BYTES + 1]);
        assertThat(list.targets()).isEmpty();
        assertThat(list.problems()).hasSize(1);
        assertThat(list.problems().get(0).sentence()).contains("67108865 bytes").contains("at most 67108864 bytes");
    }

    @Test
    void stopsTellingWhereTheFileIsNoListAtAll() {
        TargetList list = read("!\n".repeat(Problems.MOST + 500) + "ex01\n");
        assertThat(list.problems()).hasSize(Problems.MOST + 1);
        assertThat(list.problems().get(Problems.MOST).expected()).contains("was not read");
        assertThat(list.targets()).isEmpty();
    }

    @Test
    void tellsTheFormByTheFirstLineWhenTheNameDoesNot() {
        assertThat(read("# yaml\ntargets: [ex01]\n").targets())
                .extracting(Target::host)
                .containsExactly("ex01");
        assertThat(read("---\n- ex01\n- ex02\n").targets()).hasSize(2);
        assertThat(read("\n# csv\nhost;port\nex01;443\n").targets())
                .extracting(Target::port)
                .containsExactly(443);
        assertThat(read("target\nex01\n").targets()).extracting(Target::host).containsExactly("ex01");
        assertThat(read("server\nex01\n").targets()).extracting(Target::host).containsExactly("server", "ex01");
        assertThat(read("").targets()).isEmpty();
    }

    private static TargetList read(String text) {
        return encoded(text, StandardCharsets.UTF_8);
    }

    private static TargetList encoded(String text, Charset charset) {
        return TargetReader.read("list", text.getBytes(charset));
    }
}
