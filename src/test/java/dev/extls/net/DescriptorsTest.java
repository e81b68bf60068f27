package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {
    @TempDir
    private Path process;

    @BeforeEach
    void twentyAreOpen() throws IOException {
        Files.createDirectory(process.resolve("fd"));
        for (int i = 0; i < 20; i++) {
            Files.createFile(process.resolve("fd").resolve(String.valueOf(i)));
        }
    }

    private void limit(String soft) throws IOException {
        Files.writeString(process.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             90000                90000                processes
                Max open files            %s                   1048576              files
                Max locked memory         8388608              8388608              bytes
                """.formatted(soft));
    }

    @Test
    void someAreLeftForOtherUseThanConnections() throws IOException {
        limit("64");
        assertThat(Descriptors.forConnections(process)).hasValue(64 - 20 - 16);
    }

    @Test
    void oneConnectionIsAlwaysTried() throws IOException {
        limit("30");
        assertThat(Descriptors.forConnections(process)).hasValue(1);
    }

    @Test
    void whereThereIsNoLimitOrNobodyTellsItThereIsNone() throws IOException {
        limit("unlimited");
        assertThat(Descriptors.forConnections(process)).isEmpty();
        assertThat(Descriptors.forConnections(process.resolve("elsewhere"))).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxTells() {
        assertThat(Descriptors.forConnections()).isPresent();
    }
}
