package dev.extls.run;

import dev.extls.observation.Question;
import dev.extls.offer.Offer;

/** One connection to be made. */
record Job(Course course, Question question, Offer offer) {}
