package dev.extls.report;

import dev.extls.policy.Rule;
import dev.extls.verdict.RuleTally;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of the policy and how it fared; every text has passed {@link Escaped#forPaper}.
 *
 * @param id its id
 * @param state the worst verdict
 * @param severity how much a failure matters
 * @param sentence what is expected
 * @param why why that matters, or empty
 * @param source where that is written
 * @param tally on how many endpoints it fared how
 */
record PageRule(String id, Sign state, Sign severity, String sentence, String why, Source source, RuleTally tally) {
    static PageRule of(RuleTally tally) {
        Rule rule = tally.rule();
        return new PageRule(
                Escaped.forPaper(rule.id()),
                Sign.of(tally.worst()),
                Sign.of(rule.severity()),
                Escaped.forPaper(rule.sentence()),
                Escaped.forPaper(rule.why()),
                Source.of(rule.source()),
                tally);
    }

    /**
     * A document that something rests on.
     *
     * @param before the text up to its address on the web
     * @param link the address, or empty
     * @param after the text behind it
     */
    record Source(String before, String link, String after) {
        private static final Pattern LINK = Pattern.compile("https://[A-Za-z0-9./%#?=&~_+-]*[A-Za-z0-9/]");

        static Source of(String text) {
            String shown = Escaped.forPaper(text);
            Matcher link = LINK.matcher(shown);
            return link.find()
                    ? new Source(shown.substring(0, link.start()), link.group(), shown.substring(link.end()))
                    : new Source(shown, "", "");
        }
    }
}
