package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private static final Instant START = Instant.parse("2026-06-01T08:00:00.999Z");

    @TempDir
    private Path folder;

    @Test
    void aFolderIsNamedAfterTimeAndRun() throws IOException {
        Path parent = folder.resolve("a").resolve("reports");

        assertThat(RunFolder.create(parent, START, "before")).isEqualTo(parent.resolve("20260601T080000Z-before"));
    }

    @Test
    void runsOfTheSameSecondAreNumberedAndNoneIsWrittenOver() throws IOException {
        Path first = RunFolder.create(folder, START, "before");
        Files.writeString(first.resolve("report.json"), "kept");
        Files.createFile(folder.resolve("20260601T080000Z-before-2"));

        Path third = RunFolder.create(folder, START, "before");

        assertThat(third).isEqualTo(folder.resolve("20260601T080000Z-before-3")).isEmptyDirectory();
        assertThat(first.resolve("report.json")).hasContent("kept");
    }

    @Test
    void onlyTheOwnerMayLookInside() throws IOException {
        Path made = RunFolder.create(folder, START, "before");

        if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        } else {
            assertThat(made).isDirectory();
        }
    }

    @Test
    void aLinkInPlaceOfTheFolderIsRefusedOrPassedOver() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("reports"), elsewhere);

        assertThatThrownBy(() -> RunFolder.create(link, START, "before"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("symbolic link");
        assertThat(elsewhere).isEmptyDirectory();

        Files.createSymbolicLink(folder.resolve("20260601T080000Z-before"), elsewhere);
        assertThat(RunFolder.create(folder, START, "before")).hasFileName("20260601T080000Z-before-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before",
                "2026.06-a_B",
                "-",
                "_",
                "a",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aNameOfLettersDigitsAndThreeSignsIsFine(String name) {
        assertThat(RunFolder.problemOf(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "dot.",
                "a/b",
                "a\\b",
                "a b",
                "a\n",
                "a:b",
                "ü",
                "a\u0000",
                "../x",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void everyOtherNameIsRefusedBeforeAnythingIsMade(String name) {
        assertThat(RunFolder.problemOf(name)).isPresent();
        assertThatThrownBy(() -> RunFolder.create(folder.resolve("reports"), START, name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
