package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.CrossingInquiry;
import dev.extls.inquiry.EndpointAnswers;
import java.util.Optional;

/** One endpoint in a run: to be begun, on its course, or answered. Used by the run's one thread only. */
final class Visit {
    private final Endpoint endpoint;
    private Optional<Course> course = Optional.empty();
    private Optional<EndpointAnswers> kept = Optional.empty();
    private Optional<Crossed> crossed = Optional.empty();
    private boolean answered;
    private boolean again;
    private int retries;

    Visit(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What is asked in place of everything else when it begins again.
     *
     * @param crossing with whom
     * @param inquiry what
     */
    record Crossed(Crossing crossing, CrossingInquiry inquiry) {}

    Endpoint endpoint() {
        return endpoint;
    }

    /** It begins again, to be compared with the others of its pool. */
    void cross(Crossing crossing, CrossingInquiry inquiry) {
        crossed = Optional.of(new Crossed(crossing, inquiry));
    }

    /** The comparison it is in, if it is. */
    Optional<Crossed> crossed() {
        return crossed;
    }

    Optional<Course> course() {
        return course;
    }

    void begun(Course begun) {
        course = Optional.of(begun);
        again = false;
    }

    /**
     * Nothing more is asked now.
     *
     * @param known what is known, as far as it is to be kept in memory
     * @param once whether something is asked once more, later
     */
    void answered(Optional<EndpointAnswers> known, boolean once) {
        course = Optional.empty();
        crossed = Optional.empty();
        answered = true;
        kept = known;
        again = once;
        retries += once ? 1 : 0;
    }

    /** Whether something is to be asked once more when it begins again. */
    boolean again() {
        return again;
    }

    /** How often it was decided that it is asked again. */
    int retries() {
        return retries;
    }

    /** Whether what is known is kept in memory. */
    boolean kept() {
        return kept.isPresent();
    }

    /** As it is at the end of the run. Of what was not asked, it is said why: empty where nothing kept us from asking. */
    Ended ended(String unasked) {
        return new Ended(
                endpoint, course.map(running -> running.answers(unasked)).or(() -> kept), answered ? "" : unasked);
    }

    /**
     * An endpoint at the end of a run.
     *
     * @param endpoint the door
     * @param kept what is known, if that is in memory
     * @param unasked why not everything was asked; empty where nothing kept us from asking
     */
    record Ended(Endpoint endpoint, Optional<EndpointAnswers> kept, String unasked) {
        /** What is known, from memory or from the archive. */
        EndpointAnswers answers(Archive archive) {
            return kept.orElseGet(() -> EndpointAnswers.of(endpoint, archive.of(endpoint), unasked));
        }
    }
}
