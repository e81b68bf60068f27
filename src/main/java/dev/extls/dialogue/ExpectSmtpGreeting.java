package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** SMTP before the greeting, RFC 5321 section 3.1: the client must not speak. */
record ExpectSmtpGreeting(String clientName, SmtpReply reply) implements ExpectSmtp {
    /**
     * The beginning.
     *
     * @throws IllegalArgumentException if EHLO would not be taken with this name (Exchange: 501 5.5.4 Invalid domain name)
     */
    static ExpectSmtpGreeting of(String clientName) {
        return new ExpectSmtpGreeting(ClientName.checked(clientName), SmtpReply.NOTHING);
    }

    @Override
    public Stage stage() {
        return Stage.GREETING;
    }

    @Override
    public Learned learned() {
        return reply.form() == SmtpReply.Form.WHOLE ? new Learned(reply.text(), "", "", List.of()) : Learned.NOTHING;
    }

    @Override
    public List<String> goodbye() {
        return List.of();
    }

    @Override
    public ExpectSmtpGreeting with(SmtpReply more) {
        return new ExpectSmtpGreeting(clientName, more);
    }

    @Override
    public Step whole(SmtpReply whole, Bytes behind) {
        ExpectSmtpGreeting greeted = with(whole);
        if (!whole.code().equals("220")) {
            // RFC 5321 section 3.1: a server that refused waits for QUIT before it closes.
            return greeted.fail(Failure.REFUSED_BY_GREETING, whole.toString(), QUIT);
        }
        String question = "EHLO " + clientName;
        if (behind.length() > 0) {
            return greeted.outOfTurn(question, behind, QUIT);
        }
        return Step.ask(question, new ExpectEhloReply(greeted.learned(), SmtpReply.NOTHING));
    }
}
