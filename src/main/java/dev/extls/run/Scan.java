package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.VersionInquiry;
import dev.extls.net.NameLookup;
import dev.extls.net.Prober;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One scan: every endpoint is taken through its inquiry, many at once, few to an address.
 *
 * <p>All state belongs to one thread; connections report back to it. A lane that may start a connection waits in {@code ready} until
 * the overall limits have room, so that a long list never waits for one slow address.
 */
public final class Scan implements AutoCloseable {
    private static final List<String> HTTP_PROTOCOLS = List.of("h2", "http/1.1");

    private final Prober prober;
    private final NameLookup names;
    private final Limits limits;
    private final RunClock clock;
    private final Consumer<Observation> sink;
    private final Progress progress;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "scan");
        one.setDaemon(true);
        return one;
    });
    private final CompletableFuture<List<EndpointAnswers>> finished = new CompletableFuture<>();
    private final List<Course> courses = new ArrayList<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Set<Lane> ready = new LinkedHashSet<>();
    private long started;
    private int open;
    private int handshakes;
    private int running;
    private boolean stopped;

    /**
     * A scan that has not begun.
     *
     * @param prober makes the connections
     * @param names looks up hosts that are no addresses
     * @param limits how many at once
     * @param clock of the run
     * @param sink is given each observation as it happens, on the run's thread
     * @param progress is told what happens, on the run's thread
     */
    public Scan(
            Prober prober,
            NameLookup names,
            Limits limits,
            RunClock clock,
            Consumer<Observation> sink,
            Progress progress) {
        this.prober = prober;
        this.names = names;
        this.limits = limits;
        this.clock = clock;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * Takes all endpoints through their inquiries.
     *
     * @param endpoints resolved or not; a host with several addresses becomes several endpoints
     * @return the answers in the order of the endpoints; completes exceptionally for a bug of ours only
     */
    public CompletableFuture<List<EndpointAnswers>> run(List<Endpoint> endpoints) {
        List<CompletableFuture<List<Endpoint>>> resolved =
                endpoints.stream().map(this::resolve).toList();
        CompletableFuture.allOf(resolved.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                        () -> begin(resolved.stream()
                                .flatMap(some -> some.join().stream())
                                .toList()),
                        thread)
                .exceptionally(this::fail);
        return finished;
    }

    /** Starts nothing more; the scan is finished with what has been seen so far. */
    public void stop() {
        thread.execute(() -> {
            stopped = true;
            finishIfDone();
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private CompletableFuture<List<Endpoint>> resolve(Endpoint endpoint) {
        return endpoint.resolved()
                ? CompletableFuture.completedFuture(List.of(endpoint))
                : names.addresses(endpoint.host())
                        .thenApply(addresses -> addresses.isEmpty()
                                ? List.of(endpoint)
                                : addresses.stream().map(endpoint::at).toList());
    }

    private void begin(List<Endpoint> endpoints) {
        progress.known(endpoints.size());
        running = endpoints.size();
        for (Endpoint endpoint : endpoints) {
            courses.add(
                    new Course(endpoint, new VersionInquiry(endpoint.service().http() ? HTTP_PROTOCOLS : List.of())));
        }
        for (Course course : courses) {
            if (course.endpoint().resolved()) {
                advance(course);
            } else {
                observed(notResolved(course), course);
            }
        }
        pump();
        finishIfDone();
    }

    private Observation notResolved(Course course) {
        Offer offer = course.next().get(0);
        String detail = course.endpoint().host() + " has no address";
        return Observation.withoutConnection(
                nextId(),
                course.endpoint(),
                offer,
                new Outcome.NotReached(Trouble.NAME_NOT_RESOLVED, detail),
                clock.now());
    }

    /** Asks what is to be asked next; an endpoint of which nothing more is asked is done. */
    private void advance(Course course) {
        List<Offer> offers = course.next();
        if (offers.isEmpty()) {
            if (course.idle()) {
                running--;
                progress.answered(course.endpoint(), course.answers());
                finishIfDone();
            }
            return;
        }
        Lane lane = lanes.computeIfAbsent(course.endpoint().address(), address -> new Lane(limits.perAddress()));
        offers.forEach(offer -> lane.add(new Job(course, offer)));
        ready.add(lane);
    }

    /** Starts what may be started: one connection of each lane in turn, as long as the limits have room. */
    private void pump() {
        for (int turns = ready.size(); turns > 0 && !stopped && open < limits.overall(); turns--) {
            Lane lane = ready.iterator().next();
            ready.remove(lane);
            if (!lane.ready()) {
                continue;
            }
            boolean handshake = lane.next().way() == Way.HANDSHAKE;
            if (!handshake || handshakes < limits.handshakes()) {
                start(lane, handshake);
                turns++;
            }
            ready.add(lane);
        }
    }

    private void start(Lane lane, boolean handshake) {
        Job job = lane.start();
        String id = nextId();
        open++;
        handshakes += handshake ? 1 : 0;
        prober.probe(id, job.course().endpoint(), job.offer())
                .exceptionally(bug -> ourFault(id, job, bug))
                .thenAcceptAsync(
                        observation -> {
                            open--;
                            handshakes -= handshake ? 1 : 0;
                            lane.ended();
                            ready.add(lane);
                            observed(observation, job.course());
                        },
                        thread)
                .exceptionally(this::fail);
    }

    /** A bug of ours on one connection must not lose the others: it is an observation like any other, and says so. */
    private Observation ourFault(String id, Job job, Throwable bug) {
        return Observation.withoutConnection(
                id,
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
            Optional.ofNullable(lanes.get(course.endpoint().address())).ifPresent(Lane::throttled);
        }
        advance(course);
        pump();
    }

    private void finishIfDone() {
        if (running == 0 || stopped) {
            finished.complete(courses.stream().map(Course::answers).toList());
        }
    }

    private @Nullable Void fail(Throwable bug) {
        finished.completeExceptionally(bug);
        return null;
    }

    private String nextId() {
        started++;
        return "o" + started;
    }
}
