package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Moment;
import dev.extls.observation.Observation;

/** What a run tells while it runs; called from the run's one thread, in the order of events. */
public interface Progress {
    /** Says nothing. */
    Progress NONE = new Progress() {};

    /**
     * All names are resolved; the first connections may be over by then.
     *
     * @param endpoints how many doors there are
     */
    default void known(int endpoints) {}

    /**
     * A connection is begun.
     *
     * @param number of the observation that it will be
     * @param endpoint where to
     */
    default void begun(long number, Endpoint endpoint) {}

    /**
     * A connection could not be begun after all, since this machine had nothing left to connect with; it is begun again later, as another.
     *
     * @param number as begun
     */
    default void putBack(long number) {}

    /**
     * A connection ended.
     *
     * @param observation what it showed
     */
    default void observed(Observation observation) {}

    /**
     * Hellos have shown of an endpoint what they can; the handshakes that confirm it follow. Told only where hellos go first.
     *
     * @param endpoint the door
     * @param answers what is known of it by now
     */
    default void heard(Endpoint endpoint, EndpointAnswers answers) {}

    /**
     * Nothing more is asked of an endpoint.
     *
     * @param endpoint the door
     * @param answers what is known of it
     */
    default void answered(Endpoint endpoint, EndpointAnswers answers) {}

    /**
     * A service that is waited for is in another phase than before.
     *
     * @param endpoint the door
     * @param moment the new one
     */
    default void became(Endpoint endpoint, Moment moment) {}
}
