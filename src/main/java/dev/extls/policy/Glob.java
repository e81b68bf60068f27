package dev.extls.policy;

/**
 * Text in which {@code *} stands for any characters, and for none: {@code *_RC4_*}, {@code *.contoso.test}.
 *
 * @param text not empty
 */
public record Glob(String text) {
    /** Checks that there is something. */
    public Glob {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty glob fits nothing");
        }
    }

    /**
     * Whether a name fits as a whole. Takes time in proportion to both lengths multiplied, whatever they hold.
     *
     * @param name any text, upper and lower case told apart
     * @return true if it fits
     */
    public boolean matches(String name) {
        int at = 0;
        int here = 0;
        int star = -1;
        int tried = 0;
        while (at < name.length()) {
            if (here < text.length() && text.charAt(here) == '*') {
                star = here++;
                tried = at;
            } else if (here < text.length() && text.charAt(here) == name.charAt(at)) {
                here++;
                at++;
            } else if (star >= 0) {
                // the last star takes one character more; an earlier one never needs to
                here = star + 1;
                at = ++tried;
            } else {
                return false;
            }
        }
        while (here < text.length() && text.charAt(here) == '*') {
            here++;
        }
        return here == text.length();
    }
}
