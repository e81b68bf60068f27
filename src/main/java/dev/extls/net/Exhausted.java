package dev.extls.net;

/** This machine had nothing left to connect with: nothing was asked, and it says nothing about the server. To be tried again later. */
public final class Exhausted extends Exception {
    private static final long serialVersionUID = 1L;

    private final Of what;

    /** What there was none left of. */
    public enum Of {
        /** File descriptors: no connection to anywhere can be made before another is closed. EMFILE, ENFILE. */
        DESCRIPTORS,
        /** Local ports towards this address. EADDRNOTAVAIL, connect(2). */
        PORTS
    }

    /**
     * Tells.
     *
     * @param what there was none left of
     * @param cause as the system said it
     */
    public Exhausted(Of what, Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.what = what;
    }

    /**
     * What there was none left of.
     *
     * @return which
     */
    public Of what() {
        return what;
    }
}
