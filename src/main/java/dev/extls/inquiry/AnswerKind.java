package dev.extls.inquiry;

/** The three answers. */
public enum AnswerKind {
    /** Seen. */
    YES,
    /** Its refusal was seen. */
    NO,
    /** Neither was seen; the reason is told. */
    UNKNOWN
}
