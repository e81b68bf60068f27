package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.JsseServer;
import dev.extls.testkit.RealServer;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of {@code scan} side by side. */
@Timeout(120)
class CompareCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aRunAndItselfAreAlike() throws IOException {
        Path run = scan("a", TLS_1_2);

        Ran ran = Ran.of("compare", run, run);

        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.out()).isEqualTo("0 of 1 endpoints changed: everything is as it was.\n");
    }

    @Test
    void anotherPortIsAnotherEndpoint() throws IOException {
        Path before = scan("a", TLS_1_2);
        Path after = scan("b", TLS_1_0);

        Ran text = Ran.of("compare", before, after);
        Ran json = Ran.of("compare", "--format", "json", before, after);

        assertThat(text.exitCode()).as(text.toString()).isEqualTo(3);
        assertThat(text.out()).contains("it is in the later run only", "it is in the earlier run only");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.out()).contains("\"schema\" : \"extls/comparison/1\"", "\"topic\" : \"PRESENCE\"");
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        Path run = scan("a", TLS_1_2);

        Ran ran = Ran.of("compare", run, folder.resolve("nosuch"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("cannot read the run", "there is no such file or folder");
    }

    private Path scan(String name, ProtocolVersion version) throws IOException {
        try (RealServer server = JsseServer.speaking(version).start()) {
            Path runs = folder.resolve(name);
            Ran.of("scan", "-o", runs, "https://127.0.0.1:" + server.port());
            try (Stream<Path> all = Files.list(runs)) {
                return all.findFirst().orElseThrow();
            }
        }
    }
}
