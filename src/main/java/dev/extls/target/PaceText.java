package dev.extls.target;

import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the limits of a list; a mistake is told and counts as nothing said. */
final class PaceText {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final String A_GAP = "a time of 1ms to 60m, such as 500ms, 2s or 1m";

    private PaceText() {}

    /** Connections at once, or 0 after a mistake. */
    static int perAddress(Words words, Problems problems) {
        int number = COUNT.matcher(words.text()).matches() ? Integer.parseInt(words.text()) : 0;
        if (number < 1 || number > AskedPace.MOST_PER_ADDRESS) {
            problems.add(
                    words.line(),
                    words.column(),
                    Shown.quoted(words.text()),
                    "a number of 1 to " + AskedPace.MOST_PER_ADDRESS);
            return 0;
        }
        return number;
    }

    /** The time from start to start, or zero after a mistake. */
    static Duration gap(Words words, Problems problems) {
        Matcher parts = TIME.matcher(words.text());
        Duration gap = parts.matches() ? time(Long.parseLong(parts.group(1)), parts.group(2)) : Duration.ZERO;
        if (gap.isZero() || gap.compareTo(AskedPace.LONGEST_GAP) > 0) {
            problems.add(words.line(), words.column(), Shown.quoted(words.text()), A_GAP);
            return Duration.ZERO;
        }
        return gap;
    }

    private static Duration time(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
