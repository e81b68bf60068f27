package dev.extls.dialogue;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.util.List;

/**
 * The clear-text lines before TLS, as an immutable state: input is a value, output is a value.
 *
 * <p>The server speaks first, so a dialogue begins with nothing to say. Each input gives a {@link Turn}: the state to go on
 * with, what to send, and perhaps the end. Once it has ended by a failure, every further input gives the same end and nothing
 * to say; once it has ended by a go-ahead, the bytes belong to TLS and further input is an {@link IllegalStateException}.
 */
public interface Dialogue {
    /**
     * A dialogue that waits for the greeting.
     *
     * @param start how TLS starts, not {@link TlsStart#AT_ONCE}
     * @param clientName the argument of EHLO, a host name or an address literal as in {@code [192.0.2.1]} and
     *     {@code [IPv6:2001:db8::1]}, RFC 5321 section 4.1.1.1; not used by IMAP and POP3
     * @return the beginning
     * @throws IllegalArgumentException if there is no dialogue for this start, or SMTP would not take the name
     */
    static Dialogue begin(TlsStart start, String clientName) {
        return Conversation.begin(
                switch (start) {
                    case SMTP_STARTTLS -> ExpectSmtpGreeting.of(clientName);
                    case IMAP_STARTTLS -> new ExpectImapGreeting(Learned.NOTHING);
                    case POP3_STLS -> new ExpectPopGreeting(Learned.NOTHING);
                    case AT_ONCE -> throw new IllegalArgumentException("no dialogue before TLS that starts at once");
                });
    }

    /**
     * What is waited for, or was when it ended.
     *
     * @return the stage whose deadline holds
     */
    Stage stage();

    /**
     * What the complete replies told so far.
     *
     * @return hostile texts
     */
    Learned learned();

    /**
     * The transcript so far, both sides; an unfinished line of the server is added when the dialogue ends.
     *
     * @return the first lines, at most 200 of them and 65,536 characters together
     */
    List<Line> lines();

    /**
     * Whether more was said than {@link #lines()} keeps.
     *
     * @return true if the transcript was cut
     */
    boolean cut();

    /**
     * The server said something.
     *
     * @param bytes any slice of what it sends, in order
     * @return what follows
     */
    Turn receive(Bytes bytes);

    /**
     * The server closed its side (FIN).
     *
     * @return the failure
     */
    Turn closed();

    /**
     * The server reset the connection (RST).
     *
     * @return the failure
     */
    Turn reset();

    /**
     * The deadline of the stage passed.
     *
     * @return the failure
     */
    Turn silent();
}
