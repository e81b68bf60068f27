package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** SMTP after STARTTLS, RFC 3207 section 4. */
record ExpectSmtpGoAhead(Learned learned, SmtpReply reply) implements ExpectSmtp {
    @Override
    public Stage stage() {
        return Stage.GO_AHEAD;
    }

    /** Nothing in clear may follow an unanswered STARTTLS: the next byte could be taken for TLS. */
    @Override
    public List<String> goodbye() {
        return List.of();
    }

    @Override
    public ExpectSmtpGoAhead with(SmtpReply more) {
        return new ExpectSmtpGoAhead(learned, more);
    }

    @Override
    public Step whole(SmtpReply whole, Bytes behind) {
        if (whole.code().equals("220")) {
            return Step.goAhead(with(whole), behind);
        }
        // RFC 3207 section 4: 454 and 501; RFC 5321 section 4.2.1: every 4yz and 5yz refuses.
        if (whole.code().startsWith("4") || whole.code().startsWith("5")) {
            return fail(Failure.STARTTLS_REFUSED, whole.toString(), QUIT);
        }
        return fail(Failure.GARBLED, "STARTTLS was answered by " + whole);
    }
}
