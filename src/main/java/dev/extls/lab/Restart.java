package dev.extls.lab;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays what happens to the servers of a farm when they are restarted. */
final class Restart implements AutoCloseable {
    private static final long CLOSE_PATIENCE_SECONDS = 5;

    private final List<Change> changes = new ArrayList<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "lab restart");
        thread.setDaemon(true);
        return thread;
    });

    /** A port that becomes something else; without a handler its connections are refused. */
    private record Change(Duration after, OpenPort port, Optional<ChannelHandler> plays) {
        void happen() throws IOException {
            if (plays.isPresent()) {
                port.listen(plays.get());
            } else {
                port.hold();
            }
        }
    }

    /** A port will become something else. */
    void add(Duration after, OpenPort port, Optional<ChannelHandler> plays) {
        changes.add(new Change(after, port, plays));
    }

    /**
     * Begins; what happens at once has happened on return.
     *
     * @param timesAsQuick how many times as quick as written, at least 1
     * @param trouble is told of a port that cannot be had any more
     */
    void begin(int timesAsQuick, Consumer<IOException> trouble) {
        // whoever restarts again begins anew
        clock.getQueue().clear();
        List<Future<?>> now = new ArrayList<>();
        for (Change change : changes) {
            Future<?> happening = clock.schedule(
                    () -> happen(change, trouble),
                    change.after.dividedBy(timesAsQuick).toNanos(),
                    TimeUnit.NANOSECONDS);
            if (change.after.isZero()) {
                now.add(happening);
            }
        }
        now.forEach(Restart::await);
    }

    private static void await(Future<?> happening) {
        try {
            happening.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void happen(Change change, Consumer<IOException> trouble) {
        try {
            change.happen();
        } catch (IOException e) {
            trouble.accept(e);
        }
    }

    /** Nothing more happens. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a port of the lab is neither opened nor closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
