package dev.extls.dialogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * The transcript, bounded.
 *
 * @param lines the first lines
 * @param characters how many they have together
 * @param cut whether there were more
 */
record Script(List<Line> lines, int characters, boolean cut) {
    static final Script EMPTY = new Script(List.of(), 0, false);

    private static final int MAX_LINES = 200;
    private static final int MAX_CHARACTERS = 65_536;

    Script plus(boolean ours, String text) {
        if (cut) {
            return this;
        }
        if (lines.size() == MAX_LINES || text.length() > MAX_CHARACTERS - characters) {
            return new Script(lines, characters, true);
        }
        List<Line> more =
                Stream.concat(lines.stream(), Stream.of(new Line(ours, text))).toList();
        return new Script(more, characters + text.length(), false);
    }

    Script said(List<String> texts) {
        Script script = this;
        for (String text : texts) {
            script = script.plus(true, text);
        }
        return script;
    }
}
