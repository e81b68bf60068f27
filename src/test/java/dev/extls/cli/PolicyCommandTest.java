package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.policy.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCommandTest {
    @TempDir
    private Path folder;

    static List<String> names() {
        return BuiltInPolicies.names();
    }

    @Test
    void withoutANameTheBuiltInPoliciesAreListedDefaultFirst() {
        Ran ran = Ran.of("policy");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyElementsOf(names());
        assertThat(ran.out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("1 rule ", "(the default)"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsPrintedIsItselfAPolicyFile(String name) throws IOException {
        Ran printed = Ran.of("policy", name);
        Path file = Files.writeString(folder.resolve("printed.yaml"), printed.out());

        Ran checked = Ran.of("policy", file.toString());

        assertThat(printed.exitCode()).isZero();
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).startsWith(name + ": ").endsWith("no mistakes" + System.lineSeparator());
    }

    @Test
    void aFileMayExtendAFileBesideIt() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "policy: base\nextends: tls12-only\n");
        Path ours = Files.writeString(folder.resolve("ours.yaml"), """
                policy: ours
                extends: ./base.yaml
                waive:
                  - {rule: tls13-refused, host: "*", reason: we want it, expires: 2027-01-01}
                """);

        assertThat(Ran.of("policy", ours.toString()).out()).startsWith("ours: 6 rules, 1 waiver, no mistakes");
    }

    @Test
    void aFileThatExtendsItselfIsRefusedHoweverItIsWritten() throws IOException {
        Path ours = Files.writeString(folder.resolve("ours.yaml"), "policy: ours\nextends: ./x/../ours.yaml\n");

        Ran ran = Ran.of("policy", folder + "/./ours.yaml");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(ours + ":2:10: found", "expected no loop");
    }

    @Test
    void everyMistakeIsNamedWithItsPlace() throws IOException {
        Path ours =
                Files.writeString(folder.resolve("ours.yaml"), "policy: Ours\nrules:\n  - id: a\n    colour: red\n");

        Ran ran = Ran.of("policy", ours.toString());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains(
                        ours + ":1:9: ",
                        ours + ":3:5: found a rule without expect",
                        ours + ":4:5: ",
                        "6 mistakes, named above");
    }
}
