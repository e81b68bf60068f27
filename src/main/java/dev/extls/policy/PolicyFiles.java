package dev.extls.policy;

import java.io.IOException;

/** Gives the files that policies extend. */
public interface PolicyFiles {
    /**
     * The file that a policy means.
     *
     * @param reference what stands behind {@code extends}
     * @param from the source that holds it
     * @return the name of a source, the same for the same file
     * @throws IOException if this can be the name of no file; the message says why
     */
    String resolve(String reference, String from) throws IOException;

    /**
     * Its content.
     *
     * @param source a name that {@link #resolve} gave
     * @return at most {@link PolicyReader#MOST_BYTES} bytes and one
     * @throws IOException if it cannot be read; the message says why
     */
    byte[] read(String source) throws IOException;
}
