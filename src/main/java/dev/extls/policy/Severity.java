package dev.extls.policy;

/** How much a rule or a finding matters, worst first. */
public enum Severity {
    /** Must be repaired. */
    ERROR,
    /** Should be repaired, or measured again. */
    WARNING,
    /** Good to know. */
    NOTE
}
