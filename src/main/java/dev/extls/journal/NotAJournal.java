package dev.extls.journal;

import java.io.IOException;

/** The file has no header that this version can read. */
public final class NotAJournal extends IOException {
    private static final long serialVersionUID = 1L;

    NotAJournal(String message) {
        super(message);
    }
}
