package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {
    @Test
    void aNameOfAHostIsFoundAtTheEndOfTheGreeting() {
        String name = "SI2PR04CA0005.apcprd04.prod.outlook.com";

        assertThat(ServerName.in("ready. " + bracket(name, StandardCharsets.UTF_16LE)))
                .isEqualTo(name);
        assertThat(ServerName.in("ready. " + bracket("EX01", StandardCharsets.UTF_16LE) + " "))
                .isEqualTo("EX01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.contoso.com", "ex\u00e4.contoso.com", "-ex01", ".", "ex01\n", "<script>", "\ud800"})
    void whatNoHostIsCalledIsNoName(String name) {
        assertThat(ServerName.in(bracket(name, StandardCharsets.UTF_16LE))).isEmpty();
    }

    @Test
    void otherEncodingsAreNoName() {
        assertThat(ServerName.in(bracket("ex01.contoso.com", StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ServerName.in(bracket("ex01.contoso.com", StandardCharsets.UTF_16BE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ready",
                "[]",
                "[A]",
                "[AAAAA]",
                "[AAA=A]",
                "[RQBYAA==] ready",
                "[CAPABILITY IMAP4rev1]",
                "[RQBY"
            })
    void otherBracketsAreNoName(String greeting) {
        assertThat(ServerName.in(greeting)).isEmpty();
    }

    private static String bracket(String name, Charset charset) {
        return "[" + Base64.getEncoder().encodeToString(name.getBytes(charset)) + "]";
    }
}
