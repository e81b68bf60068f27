package dev.extls.written;

/**
 * A mistake in what the user wrote. The rest goes on without it.
 *
 * @param place where
 * @param found what stands there, safe to print on a terminal
 * @param expected what would have been right
 */
public record Problem(Place place, String found, String expected) {
    /** Makes the words fit to print: control characters become {@code <U+0007>}. */
    public Problem {
        found = Shown.printable(found);
        expected = Shown.printable(expected);
    }

    /**
     * The mistake in one line.
     *
     * @return such as {@code servers.txt:3:5: found "*", expected a letter}
     */
    public String sentence() {
        return Shown.printable(place.toString()) + ": found " + found + ", expected " + expected;
    }
}
