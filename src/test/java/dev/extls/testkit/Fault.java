package dev.extls.testkit;

/** What goes wrong on the way between a client and a server, once in a connection. */
public enum Fault {
    /** RST as soon as the connection is there. */
    REFUSED,
    /** FIN as soon as the connection is there. */
    CLOSED,
    /** The connection is there, and nothing ever comes. */
    NEVER_ANSWERED,
    /** From some byte on all is late by up to half a second. */
    DELAYED,
    /** From some byte on each comes in a segment of its own. */
    SPLIT,
    /** What comes within a moment after some byte is passed on at once. */
    MERGED,
    /** FIN after some byte; the other direction goes on. */
    TRUNCATED,
    /** RST to both sides after some byte. */
    RESET,
    /** Nothing more is passed on after some byte, in one direction. */
    SILENCED,
    /** Some bytes are left out, and the rest goes on. */
    LOST,
    /** Some bytes come twice. */
    DUPLICATED,
    /** Some bytes are changed. */
    CORRUPTED
}
