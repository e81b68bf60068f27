package dev.extls.bench;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link SoakCampaign}. */
@Timeout(300)
class SoakTest {
    private static final long CONNECTIONS = 6_000;
    private static final int ENDPOINTS = 150;

    @TempDir
    private Path folder;

    @Test
    void thousandsOfConnectionsLeaveNothingBehind() {
        Soaked.run(CONNECTIONS, ENDPOINTS, folder).leftNothingBehind(CONNECTIONS);
    }
}
