package dev.extls.run;

import dev.extls.offer.Offer;

/** One connection to be made. */
record Job(Course course, Offer offer) {}
