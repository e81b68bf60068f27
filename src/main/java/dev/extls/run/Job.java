package dev.extls.run;

import dev.extls.observation.Question;
import dev.extls.offer.Offer;

/**
 * One connection to be made.
 *
 * @param course the endpoint's
 * @param question what it is made to find out
 * @param offer what is proposed
 * @param putBack how often it could not be made because this machine had nothing left to connect with
 */
record Job(Course course, Question question, Offer offer, int putBack) {
    Job(Course course, Question question, Offer offer) {
        this(course, question, offer, 0);
    }

    Job again() {
        return new Job(course, question, offer, putBack + 1);
    }
}
