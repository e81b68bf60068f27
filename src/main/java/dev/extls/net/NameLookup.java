package dev.extls.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks names up as every other program on this machine does: hosts file, then the configured servers. */
public final class NameLookup implements Names {
    /** So many names are looked up at once, the others wait. */
    private static final int AT_ONCE = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "name-lookup");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public CompletableFuture<LookedUp<String>> addresses(String host) {
        return CompletableFuture.supplyAsync(() -> lookUp(host), threads);
    }

    /** The system does not tell a name that does not exist from a name server that does not answer. */
    private static LookedUp<String> lookUp(String host) {
        try {
            return LookedUp.of(Arrays.stream(InetAddress.getAllByName(host))
                    .map(NetUtil::toAddressString)
                    .distinct()
                    .toList());
        } catch (UnknownHostException e) {
            return LookedUp.nothing(host + " has no address that this system knows");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
