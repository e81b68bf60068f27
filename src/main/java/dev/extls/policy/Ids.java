package dev.extls.policy;

import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.util.regex.Pattern;

/** Names of policies and rules: they become parts of reports, of file names and of command lines. */
final class Ids {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Ids() {}

    /** Whether a word can be one; if not, it is told. */
    static boolean check(Words words, String what, Problems problems) {
        if (FORM.matcher(words.text()).matches()) {
            return true;
        }
        problems.add(
                words.line(),
                words.column(),
                Shown.quoted(words.text()),
                what + ": 1 to 64 lower-case letters (a to z), digits or '-', no '-' at its begin");
        return false;
    }
}
