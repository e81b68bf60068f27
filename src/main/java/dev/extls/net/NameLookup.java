package dev.extls.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
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
    public CompletableFuture<List<String>> addresses(String host) {
        return CompletableFuture.supplyAsync(() -> lookUp(host), threads);
    }

    private static List<String> lookUp(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
