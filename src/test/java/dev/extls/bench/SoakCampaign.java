package dev.extls.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million connections by one process. The heap, the open descriptors and what Netty reports as leaked must stay as they are; the rate is printed.
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=SoakCampaign -Dsoak.connections=1000000
 * </pre>
 */
class SoakCampaign {
    private static final long CONNECTIONS = Long.getLong("soak.connections", 1_000_000);

    /** Of one run. */
    private static final int ENDPOINTS = Integer.getInteger("soak.endpoints", 5_000);

    /** The last tenth may be slower by so much than the first one. */
    private static final double BAR = 0.9;

    @TempDir
    private Path folder;

    @Test
    void aMillionConnectionsLeaveNothingBehind() {
        Soaked soaked = Soaked.run(CONNECTIONS, ENDPOINTS, folder);

        System.out.printf("%n%,d connections, %,d endpoints a run, -Xmx512m%n%n", CONNECTIONS, ENDPOINTS);
        soaked.print();
        double wall = soaked.last().aSecond() / soaked.firstTenth().aSecond();
        double processor =
                soaked.last().aSecondOfProcessor() / soaked.firstTenth().aSecondOfProcessor();
        System.out.printf(
                Locale.ROOT,
                "%nrate of the last tenth, of the first: %.2f, by processor time %.2f; bar %.1f: %s%n",
                wall,
                processor,
                BAR,
                wall >= BAR ? "met" : "missed");
        soaked.leftNothingBehind(CONNECTIONS);
    }
}
