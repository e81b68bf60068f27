package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.run.Depth;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NameServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class PlanScanTest {
    @TempDir
    private Path folder;

    @Test
    void aPlanConnectsToNothingAsksForNoNameAndLeavesNothing() {
        try (ScriptedServer server = ScriptedServer.playing(Script.start());
                NameServer names = NameServer.start()) {
            Ran ran = Ran.of(
                    "scan",
                    "--plan",
                    "-o",
                    folder.resolve("runs"),
                    "--resolver",
                    names.option(),
                    "https://127.0.0.1:" + server.port(),
                    "ex01.test");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("ex01.test", "SMTP 25, HTTPS 443, IMAPS 993, POP3S 995")
                    .contains("5 endpoints at 2 hosts")
                    .contains("Connections: 30 to 125, which is 6 to 25 for each endpoint")
                    .contains("2 connections at a time to an address and 256 in all")
                    .contains("Slowest by itself: ex01.test with 4 endpoints")
                    .contains("No connection was made and no name was looked up");
            assertThat(server.connections()).isZero();
            assertThat(names.asked()).isEmpty();
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aPlanSaysWhatLimitsOfTheListMean() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.yaml"),
                "groups: [{limits: {per-address: 1, gap: 2s}, targets: [https://ex01.test, ex!]}]\n");

        Ran ran = Ran.of("scan", "--plan", "-f", list);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out())
                .contains("Time: 10 s to 48 s")
                .contains("Slowest by itself: ex01.test with 1 endpoint, 1 at a time, starts 2 s apart: 10 s to 48 s.");
    }

    @Test
    void onlyDomainsAreLookedUpForAPlan() {
        try (NameServer names = NameServer.start()
                .mail("contoso.test", 10, "mx1.contoso.test")
                .addresses("mx1.contoso.test", "127.0.0.1")) {
            Ran ran = Ran.of("scan", "--plan", "--resolver", names.option(), "--mx", "contoso.test");

            assertThat(ran.out()).contains("mx1.contoso.test", "Only the domains were looked up");
            assertThat(names.asked()).containsExactly("MX contoso.test");
        }
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void whatAScanTakesIsWithinThePlan(Depth depth) {
        for (RealServer one : List.of(
                JsseServer.speaking(TLS_1_2).start(),
                JsseServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).start())) {
            try (RealServer server = one) {
                Path runs = folder.resolve("runs" + server.port());
                String name = depth.name().toLowerCase(Locale.ROOT);
                Ran.of("scan", "--depth", name, "-o", runs, "https://127.0.0.1:" + server.port());

                assertThat(RunOutput.onlyOneIn(runs).endpoints().get(0).connections())
                        .isBetween((int) depth.connections().fewest(), (int)
                                depth.connections().most());
            }
        }
    }
}
