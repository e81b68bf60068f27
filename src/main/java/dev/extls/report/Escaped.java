package dev.extls.report;

/**
 * Text from the network or the user, made harmless for the paper it goes to. Unicode property names: Unicode Standard,
 * chapter 4.5 (general category).
 */
public final class Escaped {
    /** The longest text in a machine format, in characters. */
    static final int LONGEST_TEXT = 4096;

    private Escaped() {}

    /**
     * For a terminal: what is not a visible character is shown by its number, so that nothing moves the cursor, changes
     * the order of letters, hides or breaks a line.
     *
     * @param text anything
     * @param most how many code points of it are shown at most; what is cut is marked
     * @param unicode false if only ASCII can be shown; everything else is then shown by its number
     * @return what may be printed
     */
    public static String forTerminal(String text, int most, boolean unicode) {
        if (text.length() <= most && plain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length(); count++) {
            if (count == most) {
                return shown.append(unicode ? "…" : "...").toString();
            }
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (visible(point) && (unicode || point < 0x7f)) {
                shown.appendCodePoint(point);
            } else if (point == '…') {
                shown.append("...");
            } else {
                number(point, shown);
            }
        }
        return shown.toString();
    }

    /** Whether there are none but visible characters of ASCII and spaces: nearly all texts are so, and some reports have millions. */
    private static boolean plain(String text) {
        for (int place = 0; place < text.length(); place++) {
            char character = text.charAt(place);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /** {@code \x1b}, {@code \}{@code u202e} or {@code \}{@code ue0041}. */
    private static void number(int point, StringBuilder shown) {
        String digits = Integer.toHexString(point);
        int least = point <= 0xff ? 2 : 4;
        shown.append('\\').append(point <= 0xff ? 'x' : 'u');
        shown.append("0".repeat(Math.max(0, least - digits.length()))).append(digits);
    }

    /**
     * For a machine format in Unicode: lone surrogates, which are no characters, become U+FFFD; long texts are cut, and the
     * cut is marked.
     */
    static String forMachine(String text) {
        if (text.length() <= LONGEST_TEXT && plain(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            if (i >= LONGEST_TEXT) {
                return kept.append('…').toString();
            }
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            kept.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 0xfffd : point);
        }
        return kept.toString();
    }

    /** For paper that people read: as on a terminal that shows Unicode, up to {@value #LONGEST_TEXT} characters. */
    static String forPaper(String text) {
        return forTerminal(text, LONGEST_TEXT, true);
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, // C0 and C1, ESC among them
                    Character.FORMAT, // bidi controls, zero-width characters, tags
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, // a lone one
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            // Other spaces than U+0020 look like it and are not; Hangul fillers are letters that show nothing.
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> point != 0x115f && point != 0x1160 && point != 0x3164 && point != 0xffa0;
        };
    }
}
