package dev.extls.observation;

/** What a connection was made to find out. An answer to one question must not disturb the answers to another. */
public enum Question {
    /** Is it there? Asked of services that are waited for, while they come back; says nothing of how they are afterwards. */
    REACHABLE,
    /** Which versions does the endpoint speak? */
    VERSIONS,
    /** Which suites does it accept in a version that it speaks, and in whose order? */
    SUITES,
    /** Which key-exchange groups does it accept in a version that it speaks? */
    GROUPS,
    /** How does it negotiate: renegotiation, extended master secret, resumption, compression, and such. */
    FACTS,
    /** Does who answers at the virtual address of a pool answer as a member does, and does a member know a session made there? */
    PASSAGE,
    /** Which node answers? The same offer again and again: says nothing about versions or suites. */
    NODES,
    /** Is the health page of a web site of Exchange there? Says nothing else. */
    HEALTH;

    /**
     * Whether what is seen says nothing of what the endpoint speaks, and is told to no other question.
     *
     * @return true for {@link #PASSAGE}, {@link #NODES} and {@link #HEALTH}
     */
    public boolean apart() {
        return switch (this) {
            case REACHABLE, VERSIONS, SUITES, GROUPS, FACTS -> false;
            case PASSAGE, NODES, HEALTH -> true;
        };
    }
}
