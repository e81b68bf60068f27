package dev.extls.policy;

/** Who decides between suites that both sides have. */
public enum Side {
    /** The server's order counts. */
    SERVER,
    /** The client's order counts. */
    CLIENT
}
