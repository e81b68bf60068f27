package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    private Path folder;

    @Test
    void everyFormatHasAFileOfItsOwnInUtf8() throws IOException {
        write(EnumSet.allOf(Format.class));

        for (Format format : Format.values()) {
            assertThat(folder.resolve(format.fileName())).isNotEmptyFile();
            assertThat(Files.readString(folder.resolve(format.fileName()), StandardCharsets.UTF_8))
                    .contains("ex02.contoso.test");
        }
        assertThat(Arrays.stream(Format.values()).map(Format::fileName)).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheFormatsAskedForAreWritten() throws IOException {
        write(EnumSet.of(Format.CSV));

        assertThat(folder).isDirectoryContaining("glob:**results.csv");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void noFileIsEverWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("results.csv"), "kept");

        assertThatThrownBy(() -> write(EnumSet.of(Format.CSV))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("kept");
    }

    @Test
    void aReportInNoFormatIsNone() {
        assertThatThrownBy(() -> new ReportFiles(Set.of(), CsvSeparator.COMMA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void write(Set<Format> formats) throws IOException {
        new ReportFiles(formats, CsvSeparator.COMMA)
                .write(folder, SampleRun.FACTS, SampleRun.judged(), Optional.empty(), Transcripts.CARRIED);
    }
}
