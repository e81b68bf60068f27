package dev.extls.dialogue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reply of SMTP as far as it came, RFC 5321 section 4.2.
 *
 * @param form how far it came
 * @param code its three digits, empty before the first line; where the code changed, the new one
 * @param texts the lines without code and separator
 */
record SmtpReply(Form form, String code, List<String> texts) {
    /** How far a reply came. */
    enum Form {
        /** More lines must come. */
        UNFINISHED,
        /** All lines are there. */
        WHOLE,
        /** The last line is none of SMTP. */
        FOREIGN,
        /** The last line has another code than those before it. */
        CODE_CHANGED
    }

    /** Nothing came yet. */
    static final SmtpReply NOTHING = new SmtpReply(Form.UNFINISHED, "", List.of());

    /** Reply-code and its separator, which with its text may be missing on a last line; RFC 5321 sections 4.2 and 4.2.1. */
    private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?", Pattern.DOTALL);

    SmtpReply plus(String line) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return new SmtpReply(Form.FOREIGN, code, texts);
        }
        String lineCode = match.group(1);
        String text = match.group(3) == null ? "" : match.group(3);
        boolean more = "-".equals(match.group(2));
        boolean changed = !code.isEmpty() && !code.equals(lineCode);
        // RFC 5321 section 3.8: a 421 may come at any time, so one behind the lines of another code is a reply of its
        // own.
        if (changed && lineCode.equals("421")) {
            return NOTHING.plus(line);
        }
        List<String> all = Stream.concat(texts.stream(), Stream.of(text)).toList();
        // RFC 5321 section 4.2.1: "the reply code on each line must be the same".
        if (changed) {
            return new SmtpReply(Form.CODE_CHANGED, lineCode, all);
        }
        return new SmtpReply(more ? Form.UNFINISHED : Form.WHOLE, lineCode, all);
    }

    /** The lines in one. */
    String text() {
        return String.join(" ", texts).strip();
    }

    /** Code and lines in one. */
    @Override
    public String toString() {
        return (code + " " + text()).strip();
    }
}
