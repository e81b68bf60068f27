package dev.extls.inquiry;

/** When complete handshakes are made, beside the hellos of our own. */
public enum Handshakes {
    /** Each version that a handshake can be made in is asked by one: the fewest connections. */
    FIRST,
    /** Hellos ask, since their answers are there sooner; what they show is confirmed by handshakes then. */
    LATER,
    /** Never: no cryptography, and no version is more than selected. */
    NEVER
}
