package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Moment;
import dev.extls.observation.Observation;
import dev.extls.run.Progress;

/** Passes what a run tells of its connections and answers on to somebody else. */
abstract class PassedOn implements Progress {
    private final Progress other;

    PassedOn(Progress other) {
        this.other = other;
    }

    @Override
    public void known(int endpoints) {
        other.known(endpoints);
    }

    @Override
    public void begun(long number, Endpoint endpoint) {
        other.begun(number, endpoint);
    }

    @Override
    public void putBack(long number) {
        other.putBack(number);
    }

    @Override
    public void observed(Observation observation) {
        other.observed(observation);
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        other.heard(endpoint, answers);
    }

    @Override
    public void answered(Endpoint endpoint, EndpointAnswers answers) {
        other.answered(endpoint, answers);
    }

    @Override
    public void became(Endpoint endpoint, Moment moment) {
        other.became(endpoint, moment);
    }
}
