package dev.extls.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a manual page of every command in AsciiDoc; the build renders them with {@code ./mvnw -Pman package}. */
final class ManPages {
    private ManPages() {}

    /**
     * Writes them.
     *
     * @param arguments the folder to write to
     * @throws IOException if that fails
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        File nothingOfOurOwn = null;
        int exitCode = ManPageGenerator.generateManPage(
                folder.toFile(),
                nothingOfOurOwn,
                new boolean[0],
                true,
                Main.withEveryCommand().getCommandSpec());
        if (exitCode != 0) {
            throw new IOException("the manual pages could not be written to " + folder);
        }
    }
}
