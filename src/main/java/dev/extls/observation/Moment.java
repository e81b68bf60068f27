package dev.extls.observation;

import java.time.Instant;

/**
 * When a service that is waited for came into a phase.
 *
 * @param at when that was seen
 * @param phase the new one
 */
public record Moment(Instant at, Phase phase) {}
