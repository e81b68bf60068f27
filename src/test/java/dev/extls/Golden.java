package dev.extls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that is compared with a file in {@code src/test/resources/golden}.
 *
 * <p>With {@code -Dextls.golden=write} the file is written instead, to be read in the version control's difference.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Holds the text against the golden file of that name; a file that is missing fails. */
    public static void assertGolden(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("extls.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                return;
            }
            assertThat(Files.exists(file))
                    .as("%s exists; -Dextls.golden=write writes it", file)
                    .isTrue();
            assertThat(actual).as("the text of %s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
