package dev.extls.inquiry;

/** How far a YES was seen. */
public enum Proof {
    /** A full handshake finished. */
    CONFIRMED,
    /** A ServerHello chose it. */
    SELECTED,
    /** Not a YES. */
    NONE
}
