package dev.extls.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder of a run: {@code <parent>/20260102T030405Z-<name>}, made new for each run and never written over. */
public final class RunFolder {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final int MOST_OF_ONE_SECOND = 1000;

    private RunFolder() {}

    /**
     * What is wrong with the name of a run: it becomes part of a file name on every system.
     *
     * @param name any text
     * @return what was expected, or empty if the name is fine
     */
    public static Optional<String> problemOf(String name) {
        // Windows drops a full stop at the end of a file name, and two runs would share a folder.
        return NAME.matcher(name).matches() && !name.endsWith(".")
                ? Optional.empty()
                : Optional.of(
                        "a run name has 1 to 64 letters (a to z), digits, '.', '-' or '_', no '.' at its begin or end");
    }

    /**
     * Makes the folder, readable by its owner only where the file system knows owners.
     *
     * @param parent the folder of all runs; made if missing; a symbolic link is refused
     * @param started when the run began
     * @param name the name of the run
     * @return the new, empty folder
     * @throws IOException if it cannot be made
     * @throws IllegalArgumentException if {@link #problemOf} finds something
     */
    public static Path create(Path parent, Instant started, String name) throws IOException {
        problemOf(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (Files.isSymbolicLink(parent)) {
            throw new IOException(parent + " is a symbolic link; reports are not written through links");
        }
        Files.createDirectories(parent);
        String wanted = UTC.format(started) + "-" + name;
        for (int run = 1; run <= MOST_OF_ONE_SECOND; run++) {
            try {
                return Files.createDirectory(parent.resolve(run == 1 ? wanted : wanted + "-" + run), ownerOnly(parent));
            } catch (FileAlreadyExistsException e) {
                // Another run of this second; the next number may be free.
            }
        }
        throw new IOException(parent.resolve(wanted) + " and " + (MOST_OF_ONE_SECOND - 1) + " like it exist");
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) throws IOException {
        return Files.getFileStore(parent).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
