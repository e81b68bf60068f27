package dev.extls.net;

import dev.extls.observation.Trouble;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks names up as every other program on this machine does: hosts file, then the configured servers. */
public final class NameLookup implements Names, AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(16, task -> {
        Thread thread = new Thread(task, "name-lookup");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public CompletableFuture<Addresses> addresses(String host) {
        return CompletableFuture.supplyAsync(() -> lookUp(host), threads);
    }

    private static Addresses lookUp(String host) {
        try {
            return Addresses.of(Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .toList());
        } catch (UnknownHostException e) {
            return Addresses.none(Trouble.NAME_NOT_RESOLVED, host + " has no address");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
