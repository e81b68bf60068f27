package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import java.util.List;
import java.util.Optional;

/** One endpoint in a run: to be begun, on its course, or answered. Used by the run's one thread only. */
final class Visit {
    private final Endpoint endpoint;
    private Optional<Course> course = Optional.empty();
    private Optional<EndpointAnswers> answers = Optional.empty();
    private List<Course.Again> again = List.of();
    private int retries;

    Visit(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Optional<Course> course() {
        return course;
    }

    void begun(Course begun) {
        course = Optional.of(begun);
        again = List.of();
    }

    /**
     * Nothing more is asked now.
     *
     * @param known what is known
     * @param once what is to be asked once more, later
     */
    void answered(EndpointAnswers known, List<Course.Again> once) {
        course = Optional.empty();
        answers = Optional.of(known);
        again = once;
        retries += once.isEmpty() ? 0 : 1;
    }

    /** What is to be asked first when it begins again. */
    List<Course.Again> again() {
        return again;
    }

    /** How often it was decided that it is asked again. */
    int retries() {
        return retries;
    }

    /** What is known. Of what was not asked, it is said why: empty where nothing kept us from asking. */
    EndpointAnswers answers(String unasked) {
        return course.map(running -> running.answers(unasked))
                .or(() -> answers)
                .orElseGet(() -> EndpointAnswers.of(endpoint, List.of(), unasked));
    }
}
