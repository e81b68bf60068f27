package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scan does not need, it does not load: each class costs a part of the start. */
@Timeout(120)
class LeanStartIT {
    @TempDir
    private Path folder;

    @Test
    void aScanOfAnAddressLoadsNothingThatAsksNameServersOrGoesThroughProxies() throws IOException {
        Path log = folder.resolve("classes.txt");

        Ran ran = PackagedRun.ended(
                folder, List.of("-Xlog:class+load=info:file=" + log), List.of("scan", "https://127.0.0.1:1"));

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" dev.extls.run.Scan "))
                .noneMatch(line -> line.contains(" io.netty.resolver.dns.")
                        || line.contains(" io.netty.handler.codec.dns.")
                        || line.contains(" dev.extls.net.Dns")
                        || line.contains(" io.netty.handler.proxy.")
                        || line.contains(" io.netty.handler.codec.socksx.")
                        || line.contains(" io.netty.handler.codec.haproxy.")
                        || line.contains(" io.netty.handler.codec.http.")
                        || line.contains(" dev.extls.net.Tunnel")
                        || line.contains(" dev.extls.cli.Discovery"));
    }
}
