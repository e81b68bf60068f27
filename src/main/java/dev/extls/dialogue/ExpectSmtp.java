package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** A state of SMTP: waits for one reply, which may have many lines. */
interface ExpectSmtp extends Expect {
    /** Polite in clear, RFC 5321 section 4.1.1.10. */
    List<String> QUIT = List.of("QUIT");

    /** What came of the reply. */
    SmtpReply reply();

    /** This state with more of the reply. */
    ExpectSmtp with(SmtpReply reply);

    /** The reply is whole, and not 421. */
    Step whole(SmtpReply reply, Bytes behind);

    @Override
    default Step line(String line, Bytes behind) {
        SmtpReply more = reply().plus(line);
        return switch (more.form()) {
            case UNFINISHED -> await(with(more));
            case FOREIGN -> foreign(Words.foreign(line, "SMTP"));
            case CODE_CHANGED -> foreign("the code changed from " + reply().code() + " within the reply: " + line);
            case WHOLE -> more.code().equals("421") ? throttled(with(more), more) : whole(more, behind);
        };
    }

    /** 421 at any stage: the server has enough and closes, RFC 5321 section 3.8, so there is no goodbye. */
    private static Step throttled(ExpectSmtp state, SmtpReply reply) {
        return state.fail(Failure.THROTTLED, reply.toString(), List.of());
    }
}
