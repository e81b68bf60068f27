package dev.extls.journal;

/**
 * What a journal says before its first observation.
 *
 * @param header the run
 * @param assignment what it was to look at
 */
public record Beginning(Header header, Assignment assignment) {}
