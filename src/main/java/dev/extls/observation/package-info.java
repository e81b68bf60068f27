/**
 * What was seen, without opinion.
 *
 * <p>Endpoint, offer, outcome, time and transcript of one connection. Not here: what it means ({@code inquiry}).
 * Observations come from {@code net} and go to {@code inquiry} and {@code journal}.
 */
@NullMarked
package dev.extls.observation;

import org.jspecify.annotations.NullMarked;
