package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFoldersTest {
    @TempDir
    private Path reports;

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(reports.resolve(name));
        Files.writeString(folder.resolve("observations.jsonl"), "{}");
        Files.writeString(folder.resolve("report.json"), "{}");
        return folder;
    }

    @Test
    void theLastOnesStayHoweverManyCome() throws IOException {
        KeptFolders kept = new KeptFolders(3);
        for (int round = 1; round <= 250; round++) {
            kept.keep(folder("run-" + round));
        }

        assertThat(RunOutput.in(reports))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("run-248", "run-249", "run-250");
    }

    @Test
    void aFolderThatSomebodyPutAnotherInIsLeftToHim() throws IOException {
        Path folder = folder("run");
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Files.writeString(notes.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> KeptFolders.remove(folder)).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(notes.resolve("mine.txt")).exists();
    }
}
