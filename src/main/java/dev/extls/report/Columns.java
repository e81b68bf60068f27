package dev.extls.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns of a terminal. Widths follow the usual wcwidth: marks take none, East Asian wide characters (UAX 11) and
 * emoji two, everything else one.
 */
final class Columns {
    /** First and last of each range, ascending. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2e80, 0x303e},
        {0x3041, 0xa4cf},
        {0xa960, 0xa97c},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe6f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1faff},
        {0x20000, 0x3fffd},
    };

    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** Filled with spaces to a width; longer text stays as it is. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Text that is too wide loses its middle: both ends of a server name tell more than its middle. */
    static String fitted(String text, int width, String ellipsis) {
        if (width(text) <= width) {
            return text;
        }
        if (width <= ellipsis.length()) {
            return ellipsis.substring(0, width);
        }
        int room = width - ellipsis.length();
        String head = start(text, (room + 1) / 2);
        return head + ellipsis + end(text, room - width(head));
    }

    /** Lines of at most a width, broken at spaces, in long words anywhere; lines after the first are indented. */
    static List<String> wrapped(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ", -1)) {
            String rest = word;
            int gap = line.length() > indent.length() || (lines.isEmpty() && line.length() > 0) ? 1 : 0;
            // A word that fits no line is broken where it stands.
            boolean breakable = width(rest) <= width - width(indent);
            if (gap == 1 && breakable && used + 1 + width(rest) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                used = width(indent);
                gap = 0;
            }
            if (gap == 1 && used < width) {
                line.append(' ');
                used++;
            }
            while (used + width(rest) > width && width > width(indent) + 2) {
                String part = start(rest, width - used);
                lines.add(line.append(part).toString());
                rest = rest.substring(part.length());
                line = new StringBuilder(indent);
                used = width(indent);
            }
            line.append(rest);
            used += width(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String start(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            if (used + width(point) > width) {
                break;
            }
            used += width(point);
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static String end(String text, int width) {
        int used = 0;
        int begin = text.length();
        while (begin > 0) {
            int point = text.codePointBefore(begin);
            if (used + width(point) > width) {
                break;
            }
            used += width(point);
            begin -= Character.charCount(point);
        }
        return text.substring(begin);
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(point) ? 2 : 1;
    }

    private static boolean wide(int point) {
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
