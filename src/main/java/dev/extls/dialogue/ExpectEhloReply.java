package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.regex.Pattern;

/** SMTP after EHLO, RFC 5321 section 4.1.1.1; the whole reply is awaited before STARTTLS is said. */
record ExpectEhloReply(Learned learned, SmtpReply reply) implements ExpectSmtp {
    /** Exchange says {@code Hello [ip]}; others put the client's name between, which may be a literal in brackets itself. */
    private static final Pattern SEEN_ADDRESS = Pattern.compile(
            "\\bhello\\b.*\\[(?:IPv6:)?([0-9a-f.:]+(?:%[0-9a-z]+)?)]", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public Stage stage() {
        return Stage.CAPABILITIES;
    }

    @Override
    public List<String> goodbye() {
        return QUIT;
    }

    @Override
    public ExpectEhloReply with(SmtpReply more) {
        return new ExpectEhloReply(learned, more);
    }

    @Override
    public Step whole(SmtpReply whole, Bytes behind) {
        if (!whole.code().equals("250")) {
            return refused(whole);
        }
        ExpectEhloReply told = new ExpectEhloReply(told(whole), whole);
        // RFC 3207 section 4: the keyword is STARTTLS; keywords are case-insensitive, RFC 5321 section 4.1.1.1.
        if (!Capabilities.name("STARTTLS", told.learned().capabilities())) {
            return told.fail(Failure.STARTTLS_NOT_OFFERED, "EHLO was answered without STARTTLS");
        }
        if (behind.length() > 0) {
            return told.outOfTurn("STARTTLS", behind, QUIT);
        }
        return Step.ask("STARTTLS", new ExpectSmtpGoAhead(told.learned(), SmtpReply.NOTHING));
    }

    /**
     * A server that does not take EHLO (500, 502; 550 by policy) offers no extension, RFC 5321 sections 2.2.1 and 4.1.4; 501 speaks of our
     * name and 4xx of this moment, so neither says what is offered.
     */
    private Step refused(SmtpReply whole) {
        boolean noExtensions = whole.code().startsWith("5") && !whole.code().equals("501");
        return noExtensions
                ? fail(Failure.STARTTLS_NOT_OFFERED, whole.toString())
                : fail(Failure.GARBLED, "EHLO was answered by " + whole);
    }

    private Learned told(SmtpReply whole) {
        String first = whole.texts().get(0).strip();
        int space = first.indexOf(' ');
        String name = space < 0 ? first : first.substring(0, space);
        var seen = SEEN_ADDRESS.matcher(first);
        List<String> capabilities = whole.texts().subList(1, whole.texts().size()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        return new Learned(learned.greeting(), name, seen.find() ? seen.group(1) : "", capabilities);
    }
}
