package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open few files is slower, and every answer is right. */
@Timeout(200)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no ulimit")
class FewDescriptorsIT {
    private static final int SERVERS = 36;

    @TempDir
    private Path folder;

    @Test
    void withSixtyFourDescriptorsEveryAnswerIsRight() throws IOException {
        Path reports = folder.resolve("reports");
        List<JsseServer> servers = new ArrayList<>();
        try {
            StringBuilder list = new StringBuilder("defaults: {limits: {per-address: 100}}\ntargets:\n");
            for (int i = 0; i < SERVERS; i++) {
                servers.add(
                        (i % 2 == 0 ? JsseServer.speaking(TLS_1_2) : JsseServer.speaking(TLS_1_0, TLS_1_1)).start());
                list.append("- https://127.0.0.1:")
                        .append(servers.get(i).port())
                        .append('\n');
            }
            Path targets = Files.writeString(folder.resolve("targets.yaml"), list);
            List<String> arguments = List.of("scan", "-o", reports.toString(), "-f", targets.toString());
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 64; exec \"$0\" \"$@\""));
            command.addAll(PackagedRun.command(PackagedRun.THIS_JAVA, List.of(), arguments));
            try (PackagedRun run = PackagedRun.start(folder, command)) {
                Ran ran = run.end();

                assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
                assertThat(ran.err()).contains("may open few files (ulimit -n)");
                RunOutput written = RunOutput.onlyOneIn(reports);
                List<ReportedEndpoint> endpoints = written.endpoints();
                assertThat(endpoints).hasSize(SERVERS);
                for (int i = 0; i < SERVERS; i++) {
                    assertThat(endpoints.get(i).spoken())
                            .as("server %d", i)
                            .isEqualTo(i % 2 == 0 ? List.of("TLSv1.2") : List.of("TLSv1.0", "TLSv1.1"));
                    assertThat(endpoints.get(i).versionsWith("NO"))
                            .as("server %d", i)
                            .contains("TLSv1.3", "SSLv3");
                }
                assertThat(written.journal().observations())
                        .noneMatch(one -> one.outcome() instanceof Outcome.NotReached missed
                                && missed.trouble() == Trouble.OUR_FAULT);
            }
        } finally {
            servers.forEach(JsseServer::close);
        }
    }
}
