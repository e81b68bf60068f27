package dev.extls.policy;

/** How much a rule or a finding matters, worst first. */
public enum Severity {
    /** Must be repaired; a rule of this severity that fails makes the run fail. */
    ERROR,
    /** Should be repaired, or measured again. */
    WARNING,
    /** Good to know. */
    NOTE
}
