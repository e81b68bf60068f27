package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A scan of targets without options is not read by picocli: it must be the command that picocli would have made of it. */
class PlainScanTest {
    @Test
    void targetsWithoutOptionsMeanWhatPicocliReads() {
        ScanCommand read = new ScanCommand();
        new CommandLine(read)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs("ex01.contoso.test", "https://mail.contoso.test@10.0.0.11");

        assertThat(ScanCommand.ofTargetsOnly("scan", "ex01.contoso.test", "https://mail.contoso.test@10.0.0.11"))
                .hasValueSatisfying(plain -> assertThat(plain)
                        .usingRecursiveComparison()
                        .ignoringFields("spec")
                        .isEqualTo(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan -q ex01",
                "scan ex01 -q",
                "scan ex01 --name x",
                "scan ex01 --help",
                "scan -f list.txt",
                "scan @arguments",
                "scan ex01 @arguments",
                "scan -- ex01",
                "scann ex01",
                "targets ex01",
                "--help",
                "-V"
            })
    void whateverNeedsReadingIsReadByPicocli(String line) {
        assertThat(ScanCommand.ofTargetsOnly(line.split(" "))).isEmpty();
    }

    @Test
    void whatIsNoTargetIsReadByPicocliToo() {
        assertThat(ScanCommand.ofTargetsOnly()).isEmpty();
        assertThat(ScanCommand.ofTargetsOnly("scan", "")).isEmpty();
    }
}
