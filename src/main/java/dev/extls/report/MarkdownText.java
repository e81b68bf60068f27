package dev.extls.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for Markdown as GitHub and others read it. What is not a plain word goes into a code span, where no markup, raw HTML, link, mention
 * or issue number is looked for (CommonMark 0.31 section 6.1; GFM 0.29 sections 4.10 and 6.9).
 */
final class MarkdownText {
    /** Words of letters, with the signs of a sentence around them; those that could be the number of a commit are none. */
    private static final Pattern PLAIN =
            Pattern.compile("[(\"']*(?![0-9a-f]{7,}\\b)[A-Za-z]+\\d?[A-Z]?(?:['-][A-Za-z]+)*[)\"'.,;:!?]*");

    private static final Pattern NUMBER = Pattern.compile("\\(?\\d{1,6}(?:\\.\\d{1,3})?[)\".,;:%]*");
    private static final Pattern ENDS_A_PHRASE = Pattern.compile("[)\"',;:]$");
    private static final Pattern PHRASE =
            Pattern.compile("(?<before>[(\"']*)(?<foreign>.*?)(?<after>[)\"'.,;:]*)", Pattern.DOTALL);
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /** A sentence, which may quote anybody. */
    static String prose(String sentence) {
        List<String> words = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (String word : Escaped.forPaper(sentence).strip().split(" +", -1)) {
            // A number at the begin could make a list of the line.
            boolean first = words.isEmpty() && foreign.isEmpty();
            if (PLAIN.matcher(word).matches() || (!first && NUMBER.matcher(word).matches())) {
                flush(foreign, words);
                words.add(word);
                continue;
            }
            if (word.startsWith("(") || word.startsWith("\"")) {
                flush(foreign, words);
            }
            foreign.add(word);
            if (ENDS_A_PHRASE.matcher(word).find()) {
                flush(foreign, words);
            }
        }
        flush(foreign, words);
        return String.join(" ", words);
    }

    /** A name of somebody else's; nothing for nothing. */
    static String code(String text) {
        String shown = Escaped.forPaper(text).strip();
        if (shown.isEmpty()) {
            return "";
        }
        String fence = fence(shown);
        String gap = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
        return fence + gap + shown + gap + fence;
    }

    /** In a table a bar ends the cell, in a code span too, unless a backslash stands before it (GFM 0.29 section 4.10). */
    static String inTable(String markdown) {
        return markdown.replace("|", "\\|");
    }

    /** Foreign words in a row share a code span; the signs of our sentence around them stay outside. */
    private static void flush(List<String> foreign, List<String> words) {
        if (foreign.isEmpty()) {
            return;
        }
        Matcher phrase = PHRASE.matcher(String.join(" ", foreign));
        foreign.clear();
        if (phrase.matches()) {
            words.add(phrase.group("before") + code(phrase.group("foreign")) + phrase.group("after"));
        }
    }

    /** A row of backticks that does not stand in the text. */
    private static String fence(String text) {
        Matcher runs = BACKTICKS.matcher(text);
        List<Integer> taken = new ArrayList<>();
        while (runs.find()) {
            taken.add(runs.end() - runs.start());
        }
        int length = 1;
        while (taken.contains(length)) {
            length++;
        }
        return "`".repeat(length);
    }
}
