package dev.extls.journal;

/** A line that is JSON but not what it should be; stops at {@link JournalReader}, where it becomes a problem. */
final class DamagedLine extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedLine(String message) {
        super(message);
    }
}
