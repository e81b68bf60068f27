package dev.extls.inquiry;

/** Whose order of suites decides. */
public enum ServerOrder {
    /** The server's: it chose the same suite when the list was reversed. */
    SERVER,
    /** The client's: it chose the first of the list, and the first of the reversed list. */
    CLIENT,
    /** Fewer than two suites, not asked, or neither was seen. */
    UNKNOWN
}
