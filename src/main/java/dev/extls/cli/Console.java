package dev.extls.cli;

import dev.extls.report.TerminalStyle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the terminal. The launcher, which can ask the system, says it by {@code extls.columns}, {@code extls.rows} and
 * {@code extls.watched}. */
final class Console {
    private static final int COLUMNS_OF_A_FILE = 160;

    private Console() {}

    /** Whether standard output is a terminal: only the launcher can tell on every Java. */
    static boolean interactive() {
        return System.getProperty("extls.columns") != null;
    }

    /** Whether standard error is a terminal, before which somebody waits: only the launcher can tell. */
    static boolean watched() {
        return Boolean.getBoolean("extls.watched");
    }

    /** Columns of the terminal, or a wished number where there is none. */
    static int columns(int otherwise) {
        return number(System.getProperty("extls.columns"))
                .or(() -> number(System.getenv("COLUMNS")))
                .orElse(otherwise);
    }

    /** Rows of the terminal, or a wished number where they are not known. */
    static int rows(int otherwise) {
        return number(System.getProperty("extls.rows")).orElse(otherwise);
    }

    /** How a report is shown there; {@code NO_COLOR} as in no-color.org. */
    static TerminalStyle style() {
        String noColour = System.getenv("NO_COLOR");
        boolean colour = interactive() && (noColour == null || noColour.isEmpty());
        return TerminalStyle.of(
                columns(COLUMNS_OF_A_FILE),
                colour,
                charset(),
                Optional.ofNullable(System.getenv("TERM")).orElse(""));
    }

    /** Whether the terminal shows more than ASCII. */
    static boolean unicode() {
        return charset().newEncoder().canEncode('\u2026');
    }

    /** The encoding of the terminal, which on Java 17 is not the default one. */
    static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
