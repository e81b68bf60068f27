package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages, before they are rendered. */
class ManPagesTest {
    /** What AsciiDoc would read as a mark of its own in the name of a value. */
    private static final Pattern MARK = Pattern.compile("[\\[\\]{}*_`#+<>]");

    @TempDir
    private Path folder;

    @Test
    void everyCommandHasAPageWithItsOptionsItsExitCodesAndItsExamples() throws IOException {
        ManPages.write(folder);

        for (CommandLine command : shown()) {
            String name = command.getCommandSpec().qualifiedName("-");
            String page = Files.readString(folder.resolve(name + ".adoc"));
            assertThat(page).as(name).contains("== Name", name + " - ", "== Synopsis", "Example");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(page.contains("*" + option.longestName() + "*"))
                        .as(name + " " + option.longestName())
                        .isEqualTo(!option.hidden());
            }
        }
        try (var pages = Files.list(folder)) {
            assertThat(pages).hasSameSizeAs(shown());
        }
        assertThat(Files.readString(folder.resolve("extls.adoc"))).contains("Exit codes:", "*130*");
    }

    @Test
    void theNameOfAValueHasNoMarkOfAsciiDoc() {
        for (CommandLine command : shown()) {
            command.getCommandSpec().args().stream()
                    .filter(one -> one.arity().max() > 0 && !(one instanceof OptionSpec option && option.hidden()))
                    .forEach(one -> assertThat(one.paramLabel()).doesNotContainPattern(MARK));
        }
    }

    private static List<CommandLine> shown() {
        CommandLine all = Main.withEveryCommand();
        List<CommandLine> shown = new ArrayList<>(List.of(all));
        all.getSubcommands().values().stream()
                .filter(one -> !one.getCommandSpec().usageMessage().hidden())
                .forEach(shown::add);
        return shown;
    }
}
