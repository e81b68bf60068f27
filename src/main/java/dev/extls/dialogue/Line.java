package dev.extls.dialogue;

/**
 * One line of the transcript.
 *
 * @param ours true for what we said
 * @param text the line without its end, each byte as the character with the same number (ISO 8859-1), so nothing is lost
 */
public record Line(boolean ours, String text) {}
