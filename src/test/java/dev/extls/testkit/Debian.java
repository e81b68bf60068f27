package dev.extls.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of Debian packages that a test needs.
 *
 * <p>Without one the test is skipped and says which package to install; where the environment variable {@value
 * #NO_SKIPPING} is 1 it fails.
 */
public final class Debian {
    /** The environment variable that turns a skipped test into a failed one. */
    public static final String NO_SKIPPING = "EXTLS_REQUIRE_REAL_SERVERS";

    /** Servers whose packages exclude each other: all but one of them are unpacked below here, not installed. */
    private static final Path UNPACKED = Path.of(System.getProperty("user.home"), ".cache", "extls", "servers");

    /** A normal user's PATH does not hold the directories where Debian puts servers. */
    private static final List<Path> SERVER_DIRECTORIES =
            List.of(Path.of("/usr/local/sbin"), Path.of("/usr/sbin"), Path.of("/sbin"), UNPACKED.resolve("usr/sbin"));

    private Debian() {}

    /**
     * A program, or no test.
     *
     * @param program its file name, such as {@code nginx}
     * @param debianPackage the package that holds it, such as {@code nginx-light}
     * @return the path of the program
     */
    public static Path require(String program, String debianPackage) {
        Optional<Path> found = program(program);
        if (found.isEmpty()) {
            miss(
                    "no program '" + program + "' on this machine; on Debian: apt-get install --no-install-recommends "
                            + debianPackage,
                    strict());
        }
        return found.orElseThrow();
    }

    /**
     * A file of a package that is no program, or no test.
     *
     * @param file its path
     * @param debianPackage the package that holds it
     */
    static void requireFile(String file, String debianPackage) {
        if (!Files.exists(Path.of(file))) {
            miss(
                    "no " + file + " on this machine; on Debian: apt-get install --no-install-recommends "
                            + debianPackage,
                    strict());
        }
    }

    /**
     * Root, or no test.
     *
     * @param why what needs it
     */
    static void requireRoot(String why) {
        if (!root()) {
            miss("only root can do this: " + why, strict());
        }
    }

    /**
     * Whether this process runs as root.
     *
     * @return true for root
     */
    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * A program, if it is there.
     *
     * @param name its file name
     * @return its path
     */
    static Optional<Path> program(String name) {
        Stream<Path> ofThePath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
        return Stream.concat(ofThePath, SERVER_DIRECTORIES.stream())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Ends a test that cannot run.
     *
     * @param what is missing
     * @param strict whether it fails; else it is skipped
     */
    static void miss(String what, boolean strict) {
        if (strict) {
            fail(what);
        }
        abort(what);
    }

    private static boolean strict() {
        return "1".equals(System.getenv(NO_SKIPPING));
    }
}
