package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.net.Names;
import dev.extls.net.Prober;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.offer.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One scan: every endpoint is taken through its inquiry, many at once, few to an address.
 *
 * <p>All state belongs to one thread; connections report back to it. Each address has a lane of its own, and the lanes take turns, so
 * that a long list never waits for one slow address.
 */
public final class Scan implements AutoCloseable {
    private final Prober prober;
    private final Depth depth;
    private final Resolution resolution;
    private final RunClock clock;
    private final Consumer<Observation> sink;
    private final Progress progress;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "scan");
        one.setDaemon(true);
        return one;
    });
    private final CompletableFuture<List<EndpointAnswers>> finished = new CompletableFuture<>();
    private final List<Entry> asked = new ArrayList<>();
    private final Lanes lanes;
    private long started;
    private int unresolved;
    private int running; // asked without addresses yet, and courses that go on
    private boolean stopped;
    private Way first = Way.HANDSHAKE;

    /**
     * A scan that has not begun.
     *
     * @param prober makes the connections
     * @param names looks up hosts that are no addresses
     * @param depth how much is asked of each endpoint
     * @param limits how many at once
     * @param clock of the run
     * @param sink is given each observation as it happens, on the run's thread
     * @param progress is told what happens, on the run's thread
     */
    public Scan(
            Prober prober,
            Names names,
            Depth depth,
            Limits limits,
            RunClock clock,
            Consumer<Observation> sink,
            Progress progress) {
        this.prober = prober;
        this.depth = depth;
        this.resolution = new Resolution(names);
        this.lanes = new Lanes(limits);
        this.clock = clock;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * Takes all endpoints through their inquiries.
     *
     * @param endpoints resolved or not; a host with several addresses becomes several endpoints
     * @return the answers in the order of the endpoints; completes exceptionally for a bug of ours, or if closed before the end
     */
    public CompletableFuture<List<EndpointAnswers>> run(List<Endpoint> endpoints) {
        return run(endpoints, Way.HANDSHAKE);
    }

    /**
     * The same with the way in which each version is asked first: by handshakes for the fewest connections, by hellos for answers
     * before BouncyCastle has loaded.
     *
     * @param endpoints resolved or not
     * @param way handshakes or hellos
     * @return as above
     */
    public CompletableFuture<List<EndpointAnswers>> run(List<Endpoint> endpoints, Way way) {
        onThread(() -> {
            first = way;
            endpoints.forEach(endpoint -> asked.add(new Entry(endpoint)));
            unresolved = asked.size();
            running = asked.size();
            asked.forEach(entry -> resolution
                    .of(entry.written)
                    .whenComplete((found, failure) -> onThread(() -> {
                        if (failure != null) {
                            fail(failure);
                        } else if (!stopped) {
                            begin(entry, found);
                        }
                    })));
            if (asked.isEmpty()) {
                progress.known(0);
                finish();
            }
        });
        return finished;
    }

    /** Starts nothing more; the scan is finished with what has been seen so far. */
    public void stop() {
        onThread(() -> {
            stopped = true;
            finish();
        });
    }

    /** Ends the run's thread. */
    @Override
    public void close() {
        thread.shutdownNow();
        finished.cancel(false);
    }

    private void begin(Entry entry, Resolution.Found found) {
        running += found.doors().size() - 1;
        for (Endpoint door : found.doors()) {
            entry.courses.add(new Course(door, depth.inquiries(door, first)));
        }
        unresolved--;
        if (unresolved == 0) {
            progress.known(asked.stream().mapToInt(one -> one.courses.size()).sum());
        }
        for (Course course : entry.courses) {
            found.failure()
                    .ifPresentOrElse(failure -> observed(notResolved(course, failure), course), () -> advance(course));
        }
        pump();
    }

    private Observation notResolved(Course course, Outcome.NotReached failure) {
        Job job = course.next().get(0);
        return Observation.withoutConnection(
                nextId(), job.question(), course.endpoint(), job.offer(), failure, clock.now());
    }

    /** Asks what is to be asked next; an endpoint of which nothing more is asked is done. */
    private void advance(Course course) {
        List<Job> next = course.next();
        if (course.heard(next)) {
            progress.heard(course.endpoint(), course.answers());
        }
        next.forEach(job -> lanes.add(course.endpoint().address(), job));
        if (course.idle()) {
            running--;
            progress.answered(course.endpoint(), course.answers());
            finishIfDone();
        }
    }

    /** Starts what may be started. */
    private void pump() {
        while (!stopped) {
            Optional<Job> job = lanes.start();
            if (job.isEmpty()) {
                return;
            }
            start(job.get());
        }
    }

    private void start(Job job) {
        String id = nextId();
        probe(id, job)
                .exceptionally(bug -> ourFault(id, job, bug))
                .thenAccept(observation -> onThread(() -> {
                    lanes.ended(job.course().endpoint().address(), job.offer().way());
                    observed(observation, job.course());
                    pump();
                }));
    }

    private CompletableFuture<Observation> probe(String id, Job job) {
        try {
            return prober.probe(id, job.question(), job.course().endpoint(), job.offer());
        } catch (RuntimeException | Error bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    /** A bug of ours on one connection must not lose the others: it is an observation like any other, and says so. */
    private Observation ourFault(String id, Job job, Throwable thrown) {
        Throwable bug = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return Observation.withoutConnection(
                id,
                job.question(),
                job.course().endpoint(),
                job.offer(),
                new Outcome.NotOffered("a bug of extls: " + bug),
                clock.now());
    }

    private void observed(Observation observation, Course course) {
        if (stopped) {
            return;
        }
        sink.accept(observation);
        course.observed(observation);
        progress.observed(observation);
        if (observation.outcome() instanceof Outcome.NotReached missed && missed.trouble() == Trouble.THROTTLED) {
            lanes.throttled(course.endpoint().address());
        }
        advance(course);
    }

    private void finishIfDone() {
        if (running == 0) {
            finish();
        }
    }

    private void finish() {
        finished.complete(
                asked.stream().flatMap(entry -> entry.answers().stream()).toList());
    }

    /** All state belongs to the run's one thread. What it throws ends the run; once the run is closed nothing matters any more. */
    private void onThread(Runnable step) {
        try {
            thread.execute(() -> {
                try {
                    step.run();
                } catch (Throwable bug) {
                    fail(bug);
                }
            });
        } catch (RejectedExecutionException closed) {
            finished.cancel(false);
        }
    }

    private void fail(Throwable bug) {
        stopped = true;
        finished.completeExceptionally(bug);
    }

    private String nextId() {
        started++;
        return "o" + started;
    }

    /** One of the endpoints as asked for, and the courses at its addresses, none before they are known. */
    private static final class Entry {
        private final Endpoint written;
        private final List<Course> courses = new ArrayList<>();

        Entry(Endpoint written) {
            this.written = written;
        }

        List<EndpointAnswers> answers() {
            return courses.isEmpty()
                    ? List.of(EndpointAnswers.of(written, List.of()))
                    : courses.stream().map(Course::answers).toList();
        }
    }
}
