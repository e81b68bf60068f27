package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.CrossingInquiry;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.Inquiry;
import dev.extls.inquiry.Keeping;
import dev.extls.inquiry.RunAnswers;
import dev.extls.inquiry.Sampling;
import dev.extls.net.Exhausted;
import dev.extls.net.Names;
import dev.extls.net.Prober;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scan: every endpoint is taken through its inquiries, many at once, few to an address.
 *
 * <p>All state belongs to one thread; connections report back to it. Each address has a lane of its own, and the lanes take turns, so
 * that a long list never waits for one slow address. An endpoint begins when there is room for its connection, so that what is under way
 * stays small however long the list; once it is answered, what was seen of it lies in the archive.
 */
public final class Scan implements AutoCloseable {
    private static final Outcome.NotReached GIVEN_UP = new Outcome.NotReached(
            Trouble.THROTTLED, "not asked: the server had enough of us again after each time it was left alone");

    /** How many endpoints may be under way for each connection that may be open: most of them rest. */
    private static final int UNDER_WAY_PER_CONNECTION = 4;

    /** How many pools are crossed side by side: sessions are to be fresh when they are named. */
    private static final int CROSSED_AT_ONCE = 32;

    private final Prober prober;
    private final Depth depth;
    private final Resolution resolution;
    private final Pacing pacing;
    private final Agenda agenda;
    private final Archive archive;
    private final Progress progress;
    private final CompletableFuture<RunAnswers> finished = new CompletableFuture<>();
    private final List<Entry> asked = new ArrayList<>();
    private final Deque<Later> later = new ArrayDeque<>();
    private final Lanes lanes;
    private final Keeping keeping = new Keeping();
    private Optional<Instant> wake = Optional.empty();
    private long started;
    private long goneOnFrom;
    private Optional<Deque<Crossing>> toCross = Optional.empty();
    private int unresolved;
    private int toBegin;
    private int underWay;
    private boolean timeOver;
    private boolean stopped;
    private Handshakes handshakes = Handshakes.FIRST;
    private Optional<Watch> watch = Optional.empty();
    private Sampling sampling = Sampling.NONE;

    private record Later(Instant notBefore, Visit visit) {}

    /**
     * A scan that has not begun.
     *
     * @param prober makes the connections
     * @param names looks up hosts that are no addresses
     * @param depth how much is asked of each endpoint
     * @param pacing how gently, and for how long
     * @param random spreads waits
     * @param clock of the run
     * @param archive is given each observation as it happens, on the run's thread
     * @param progress is told what happens, on the run's thread
     */
    public Scan(
            Prober prober,
            Names names,
            Depth depth,
            Pacing pacing,
            Random random,
            RunClock clock,
            Archive archive,
            Progress progress) {
        this(prober, names, depth, pacing, random, new RunThread(clock), archive, progress);
    }

    Scan(
            Prober prober,
            Names names,
            Depth depth,
            Pacing pacing,
            Random random,
            Agenda agenda,
            Archive archive,
            Progress progress) {
        this.prober = prober;
        this.depth = depth;
        this.resolution = new Resolution(names);
        this.pacing = pacing;
        this.lanes = new Lanes(pacing, new Jitter(random));
        this.agenda = agenda;
        this.archive = archive;
        this.progress = progress;
    }

    /**
     * Takes all endpoints through their inquiries.
     *
     * @param endpoints resolved or not; a host with several addresses becomes several endpoints
     * @return the answers in the order of the endpoints, to be made of what the archive holds as long as it can be read; completes
     *     exceptionally for a bug of ours, or if closed before the end
     */
    public CompletableFuture<RunAnswers> run(List<Endpoint> endpoints) {
        return run(endpoints, Handshakes.FIRST);
    }

    /**
     * The same with a wish for handshakes: first for the fewest connections, later for answers before BouncyCastle has loaded.
     *
     * @param endpoints resolved or not
     * @param when handshakes are made
     * @return as above
     */
    public CompletableFuture<RunAnswers> run(List<Endpoint> endpoints, Handshakes when) {
        pacing.budget().ifPresent(budget -> agenda.takeAt(agenda.now().plus(budget), () -> guarded(this::timeIsOver)));
        onThread(() -> {
            handshakes = when;
            endpoints.forEach(endpoint -> asked.add(new Entry(endpoint)));
            unresolved = asked.size();
            // all addresses that are known go first: what one endpoint asks for may be asked for the whole address
            asked.stream()
                    .filter(entry -> entry.written.resolved())
                    .forEach(entry -> resolved(entry, new Resolution.Found(List.of(entry.written), Optional.empty())));
            asked.stream().filter(entry -> !entry.written.resolved()).forEach(this::lookUp);
            if (asked.isEmpty()) {
                progress.known(0);
            }
            pump();
        });
        return finished;
    }

    /**
     * Goes on with a run whose observations the archive holds; to be called before {@link #run}.
     *
     * @param number of its last observation
     * @return this
     */
    public Scan after(long number) {
        started = number;
        goneOnFrom = number;
        return this;
    }

    /**
     * Begins with each endpoint when it is back; to be called before {@link #run}.
     *
     * @param waiting how long, and how often is looked
     * @return this
     */
    public Scan waiting(Patience waiting) {
        watch = Optional.of(new Watch(agenda, waiting, this::look, progress));
        return this;
    }

    /**
     * Counts which nodes answer; to be called before {@link #run}.
     *
     * @param nodes how many connections are made for it, and where
     * @return this
     */
    public Scan sampling(Sampling nodes) {
        sampling = nodes;
        return this;
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
        agenda.close();
        finished.cancel(false);
    }

    /** Starts nothing more; what is open ends first. */
    private void timeIsOver() {
        timeOver = true;
        finishIfDone();
    }

    private void lookUp(Entry entry) {
        resolution
                .of(entry.written)
                .whenComplete((found, failure) -> onThread(() -> {
                    if (failure != null) {
                        stopped = true;
                        finished.completeExceptionally(failure);
                    } else if (!stopped) {
                        resolved(entry, found);
                        pump();
                    }
                }));
    }

    private void resolved(Entry entry, Resolution.Found found) {
        unresolved--;
        for (Endpoint door : found.doors()) {
            entry.visits.add(new Visit(door));
        }
        if (unresolved == 0) {
            progress.known(asked.stream().mapToInt(one -> one.visits.size()).sum());
        }
        for (Visit visit : entry.visits) {
            found.failure().ifPresentOrElse(failure -> notResolved(visit, failure), () -> {
                toBegin++;
                when(visit.endpoint(), () -> lanes.add(visit, agenda.now()));
            });
        }
    }

    /** At once, or when it is back. */
    private void when(Endpoint endpoint, Runnable begin) {
        watch.ifPresentOrElse(
                one -> one.over(endpoint, () -> {
                    begin.run();
                    pump();
                }),
                begin);
    }

    /** Whether a service is there. */
    private CompletableFuture<Observation> look(Endpoint endpoint, Look look) {
        CompletableFuture<Observation> seen = new CompletableFuture<>();
        if (stopped || timeOver) {
            return seen;
        }
        long number = nextNumber();
        Offer offer = look.at(endpoint);
        progress.begun(number, endpoint);
        probe(number, Question.REACHABLE, endpoint, offer)
                .whenComplete((observation, failure) -> onThread(() -> {
                    Observation one = observation == null
                            ? Observation.withoutConnection(
                                    number, Question.REACHABLE, endpoint, offer, ourFault(failure, 0), agenda.now())
                            : observation;
                    if (!stopped) {
                        archive.keep(one);
                        progress.observed(one);
                        seen.complete(one);
                    }
                }));
        return seen;
    }

    /** Nobody can be connected to: the first question says why. */
    private void notResolved(Visit visit, Outcome.NotReached failure) {
        if (timeOver) {
            return;
        }
        Course course = begin(visit, List.of());
        for (List<Job> jobs = course.next(); !jobs.isEmpty(); jobs = course.next()) {
            jobs.forEach(job -> observed(job, notAsked(job, failure), false));
        }
        answered(course);
    }

    /** Starts what may be started, and begins with endpoints as long as there is room for more. */
    private void pump() {
        while (!stopped && !timeOver) {
            Instant now = agenda.now();
            Optional<Job> job = lanes.start(now);
            if (job.isPresent()) {
                start(job.get());
            } else if (!beginOne(now) && !retryWhatIsDue(now) && !crossPools(now)) {
                rest(now);
                break;
            }
        }
        finishIfDone();
    }

    private boolean beginOne(Instant now) {
        if (underWay >= UNDER_WAY_PER_CONNECTION * pacing.limits().overall()) {
            return false;
        }
        Optional<Visit> next = lanes.begin(now);
        next.ifPresent(visit -> {
            toBegin--;
            advance(begin(
                    visit,
                    archive.of(visit.endpoint()).stream()
                            .filter(one -> one.question() != Question.REACHABLE)
                            .toList()));
        });
        return next.isPresent();
    }

    private Course begin(Visit visit, List<Observation> before) {
        underWay++;
        List<Course.Again> again =
                visit.again() ? Passing.again(EndpointAnswers.of(visit.endpoint(), before), before) : List.of();
        List<Inquiry> inquiries = visit.crossed()
                .<List<Inquiry>>map(crossed -> List.of(crossed.inquiry()))
                .orElseGet(() -> inquiries(visit.endpoint()));
        Course course = new Course(visit, inquiries, before, again);
        visit.begun(course);
        return course;
    }

    private List<Inquiry> inquiries(Endpoint endpoint) {
        List<Inquiry> inquiries = new ArrayList<>(depth.inquiries(endpoint, handshakes));
        sampling.of(endpoint).ifPresent(inquiries::add);
        return inquiries;
    }

    /** What is asked once more has its turn when everything else has begun. */
    private boolean retryWhatIsDue(Instant now) {
        boolean due = false;
        while (everythingHasBegun()
                && !later.isEmpty()
                && !now.isBefore(later.element().notBefore())) {
            Visit visit = later.remove().visit();
            toBegin++;
            lanes.add(visit, now);
            due = true;
        }
        return due;
    }

    /** When everything else is known, the endpoints of pools are asked what they know of each other's sessions, a few pools at a time. */
    private boolean crossPools(Instant now) {
        if (handshakes == Handshakes.NEVER || !everythingHasBegun() || underWay > 0 || !later.isEmpty()) {
            return false;
        }
        Deque<Crossing> left = toCross.orElseGet(() -> new ArrayDeque<>(Crossing.among(
                asked.stream().flatMap(entry -> entry.visits.stream()).toList())));
        toCross = Optional.of(left);
        for (int begun = 0; begun < CROSSED_AT_ONCE && !left.isEmpty(); ) {
            Crossing crossing = left.remove();
            if (goneOnFrom == 0 || !crossedBefore(crossing)) {
                crossing.virtuals()
                        .forEach(visit -> cross(visit, crossing, Depth.atVirtual(visit.endpoint(), started), now));
                begun++;
            }
        }
        return !later.isEmpty();
    }

    /** Whether the run that is gone on with has carried the sessions already, as far as there were any. */
    private boolean crossedBefore(Crossing crossing) {
        return crossing.virtuals().stream().allMatch(this::crossedBefore)
                && (crossing.members().stream().allMatch(this::crossedBefore)
                        || crossing.virtuals().stream()
                                .allMatch(virtual -> Depth.atVirtual(virtual.endpoint(), 0)
                                        .sessions(archive.of(virtual.endpoint()))
                                        .isEmpty()));
    }

    /** Nor is who never answered asked for sessions. */
    private boolean crossedBefore(Visit visit) {
        List<Observation> compared = archive.of(visit.endpoint()).stream()
                .filter(one -> one.question() == Question.PASSAGE)
                .toList();
        return compared.isEmpty()
                || compared.stream().anyMatch(one -> one.offer().way() == Way.HANDSHAKE);
    }

    private void cross(Visit visit, Crossing crossing, CrossingInquiry inquiry, Instant now) {
        visit.cross(crossing, inquiry);
        later.add(new Later(now, visit));
    }

    /** Sessions that were made at a virtual address are carried to the members while they are fresh. */
    private void crossed(Course course, Visit.Crossed crossed) {
        Crossing crossing = crossed.crossing();
        if (course.endpoint().role() == Role.VIRTUAL
                && crossing.made(crossed.inquiry().sessions(course.seen()))) {
            crossing.members()
                    .forEach(member -> cross(
                            member,
                            crossing,
                            Depth.atMember(member.endpoint(), started, crossing.sessions()),
                            agenda.now()));
        }
    }

    private boolean everythingHasBegun() {
        return unresolved == 0 && toBegin == 0;
    }

    /** Comes back when time alone makes something possible. */
    private void rest(Instant now) {
        Optional<Instant> next = lanes.nextTime(now);
        if (everythingHasBegun() && !later.isEmpty()) {
            Instant due = later.element().notBefore();
            next = Optional.of(next.filter(due::isAfter).orElse(due));
        }
        next.filter(time -> wake.filter(set -> !set.isAfter(time)).isEmpty()).ifPresent(time -> {
            wake = Optional.of(time);
            agenda.takeAt(
                    time,
                    () -> guarded(() -> {
                        wake = wake.filter(set -> !set.equals(time));
                        pump();
                    }));
        });
    }

    private void start(Job job) {
        job.course().started();
        if (job.course().givenUp()) {
            lanes.ended(job, agenda.now());
            observed(job, notAsked(job, GIVEN_UP), false);
            advance(job.course());
            return;
        }
        long number = nextNumber();
        progress.begun(number, job.course().endpoint());
        probe(number, job.question(), job.course().endpoint(), job.offer())
                .whenComplete((observation, failure) -> onThread(() -> {
                    ended(number, job, observation, failure);
                    pump();
                }));
    }

    private CompletableFuture<Observation> probe(long number, Question question, Endpoint endpoint, Offer offer) {
        try {
            return prober.probe(number, question, endpoint, offer);
        } catch (RuntimeException | Error bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private void ended(long number, Job job, @Nullable Observation seen, @Nullable Throwable failure) {
        Instant now = agenda.now();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Exhausted exhausted && job.putBack() < putBackAtMost(exhausted.what())) {
            progress.putBack(number);
            job.course().putBack();
            putBack(job, exhausted.what(), now);
            return;
        }
        Observation observation = seen == null
                ? Observation.withoutConnection(
                        number,
                        job.question(),
                        job.course().endpoint(),
                        job.offer(),
                        ourFault(cause, job.putBack()),
                        now)
                : seen;
        lanes.ended(job, now);
        boolean again = false;
        if (Passing.throttled(observation)) {
            again = job.course().throttled();
            lanes.throttled(job, again, now);
        }
        observed(job, observation, again);
        if (!again) {
            advance(job.course());
        }
    }

    /** How often a job is put back because this machine has nothing left to connect with: a port is free again after a minute. */
    private static int putBackAtMost(Exhausted.Of what) {
        return switch (what) {
            case DESCRIPTORS -> 20;
            case PORTS -> 7;
        };
    }

    /** What this machine lacks for the moment slows the run down and says nothing about the server. */
    private void putBack(Job job, Exhausted.Of what, Instant now) {
        switch (what) {
            case DESCRIPTORS -> lanes.outOfDescriptors(job, now);
            case PORTS -> lanes.outOfPorts(job, now);
        }
    }

    /** A bug of ours on one connection must not lose the others: it is an observation like any other, and says so. */
    private static Outcome ourFault(@Nullable Throwable failure, int putBack) {
        return failure instanceof Exhausted
                ? new Outcome.NotReached(Trouble.OUR_FAULT, failure.getMessage() + ", " + (putBack + 1) + " times")
                : new Outcome.NotOffered("a bug of extls: " + failure);
    }

    private Observation notAsked(Job job, Outcome.NotReached why) {
        return Observation.withoutConnection(
                nextNumber(), job.question(), job.course().endpoint(), job.offer(), why, agenda.now());
    }

    private void observed(Job job, Observation observation, boolean again) {
        if (stopped) {
            return;
        }
        archive.keep(observation);
        job.course().observed(job, observation, again);
        progress.observed(observation);
    }

    /** Asks what is to be asked next; an endpoint of which nothing more is asked is answered. */
    private void advance(Course course) {
        if (stopped) {
            return;
        }
        Instant now = agenda.now();
        boolean goesOn = !course.idle();
        List<Job> next = course.next();
        if (course.heard(next)) {
            progress.heard(course.endpoint(), course.answers());
        }
        if (goesOn) {
            next.forEach(job -> lanes.goOn(job, now));
        } else {
            next.forEach(job -> lanes.add(job, now));
        }
        if (course.idle()) {
            answered(course);
        }
    }

    private void answered(Course course) {
        underWay--;
        EndpointAnswers answers = course.answers();
        Visit visit = course.visit();
        Optional<Visit.Crossed> crossing = visit.crossed();
        boolean mayAskAgain = crossing.isEmpty() && visit.endpoint().resolved() && visit.retries() < pacing.retries();
        boolean again = mayAskAgain && !Passing.again(answers, course.seen()).isEmpty();
        boolean kept = visit.kept() || keeping.keeps(answers);
        visit.answered(kept ? Optional.of(answers) : Optional.empty(), again);
        progress.answered(visit.endpoint(), answers);
        if (again) {
            later.add(new Later(agenda.now().plus(pacing.pause()), visit));
        }
        crossing.ifPresent(one -> crossed(course, one));
    }

    private void finishIfDone() {
        boolean over = everythingHasBegun() && underWay == 0 && later.isEmpty();
        if (over || (timeOver && lanes.open() == 0)) {
            finish();
        }
    }

    private void finish() {
        String unasked = stopped ? "the run was interrupted" : timeOver ? "the run's time was over" : "";
        List<Visit.Ended> ended =
                asked.stream().flatMap(entry -> entry.ended(unasked)).toList();
        finished.complete(new RunAnswers(
                ended.stream().map(Visit.Ended::endpoint).toList(),
                place -> ended.get(place).answers(archive)));
    }

    /** All state belongs to the run's one thread; once the run is closed nothing matters any more. */
    private void onThread(Runnable step) {
        try {
            agenda.take(() -> guarded(step));
        } catch (RejectedExecutionException closed) {
            finished.cancel(false);
        }
    }

    /** What a step throws ends the run. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable bug) {
            stopped = true;
            finished.completeExceptionally(bug);
        }
    }

    private long nextNumber() {
        started++;
        return started;
    }

    /** One of the endpoints as asked for, and those at its addresses, none before they are known. */
    private static final class Entry {
        private final Endpoint written;
        private final List<Visit> visits = new ArrayList<>();

        Entry(Endpoint written) {
            this.written = written;
        }

        Stream<Visit.Ended> ended(String unasked) {
            return visits.isEmpty()
                    ? Stream.of(new Visit(written).ended(unasked))
                    : visits.stream().map(visit -> visit.ended(unasked));
        }
    }
}
