package dev.extls.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The folders that a vigil leaves on disk: those in which something is new, and of these the last ones. */
final class KeptFolders {
    private final int most;
    private final Deque<Path> kept = new ArrayDeque<>();

    /** So many at most. */
    KeptFolders(int most) {
        this.most = most;
    }

    /** Keeps one; the oldest goes if it is one too many. */
    void keep(Path folder) throws IOException {
        kept.add(folder);
        if (kept.size() > most) {
            remove(kept.remove());
        }
    }

    /** Removes the folder of a run, in which there are files only. */
    static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
