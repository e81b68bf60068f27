package dev.extls.run;

import java.time.Instant;

/** The one thread of a run and its clock: steps are taken one after the other, at once or when their time has come. */
interface Agenda extends AutoCloseable {
    /** The time of the run; it never steps back. */
    Instant now();

    /**
     * Takes a step as soon as those before it are over; may be called by any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException once closed
     */
    void take(Runnable step);

    /** Takes a step when its time has come, at once if that is past; may be called by any thread. */
    void takeAt(Instant when, Runnable step);

    /** Takes no more steps. */
    @Override
    void close();
}
