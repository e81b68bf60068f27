package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.util.List;

/**
 * A CLIENT-HELLO framed as SSL 2.0 (SSL 2.0 draft, section 2.5; RFC 5246 appendix E.2). One that offers SSL 3.0 or later
 * has the same form.
 *
 * @param version the highest version, 0x0002 for SSL 2.0, 0 to 0xffff
 * @param kinds at least one; numbers from 0x010000 are SSL 2.0 kinds, numbers to 0xffff are suites of SSL 3.0 and later
 * @param sessionId none or 16 bytes
 * @param challenge 16 to 32 bytes
 */
public record Sslv2ClientHello(int version, List<CipherSuite> kinds, Bytes sessionId, Bytes challenge) {
    private static final String NAME = "SSL 2.0 CLIENT-HELLO";

    /** Checks and copies. */
    public Sslv2ClientHello {
        kinds = List.copyOf(kinds);
        if (version < 0 || version > 0xffff || kinds.isEmpty()) {
            throw new IllegalArgumentException("no CLIENT-HELLO: version out of range or no kind");
        }
        if (!isSessionId(sessionId.length()) || !isChallenge(challenge.length())) {
            throw new IllegalArgumentException("no CLIENT-HELLO: length of session id or challenge out of range");
        }
        if (9 + 3L * kinds.size() + sessionId.length() + challenge.length() > Sslv2Framing.LONGEST) {
            throw new IllegalArgumentException("no CLIENT-HELLO: longer than a record");
        }
    }

    /**
     * The message in its record.
     *
     * @return the bytes to send
     */
    public Bytes framed() {
        ByteWriter message = new ByteWriter()
                .u8(Sslv2Framing.CLIENT_HELLO)
                .u16(version)
                .u16(3 * kinds.size())
                .u16(sessionId.length())
                .u16(challenge.length());
        Sslv2Framing.writeKinds(kinds, message);
        return Sslv2Framing.framed(message.bytes(sessionId).bytes(challenge).written());
    }

    /**
     * Reads one record.
     *
     * @param framed header and message, nothing behind
     * @return the hello
     * @throws WireException if it is anything else, is cut off or has bytes too many
     */
    public static Sslv2ClientHello read(Bytes framed) throws WireException {
        ByteReader message = Sslv2Framing.message(framed, Sslv2Framing.CLIENT_HELLO, NAME);
        int version = message.u16(NAME + " version");
        int kindsLength = message.u16(NAME + " length of kinds");
        int sessionIdLength = message.u16(NAME + " length of session id");
        int challengeLength = message.u16(NAME + " length of challenge");
        if (kindsLength == 0 || !isSessionId(sessionIdLength) || !isChallenge(challengeLength)) {
            throw new WireException(
                    NAME + " lengths: " + kindsLength + ", " + sessionIdLength + ", " + challengeLength,
                    message.offset());
        }
        List<CipherSuite> kinds = Sslv2Framing.kinds(message.sub(kindsLength, NAME + " kinds"), NAME + " kind");
        Bytes sessionId = message.bytes(sessionIdLength, NAME + " session id");
        Bytes challenge = message.bytes(challengeLength, NAME + " challenge");
        message.end(NAME);
        return new Sslv2ClientHello(version, kinds, sessionId, challenge);
    }

    /** SSL 2.0 draft, section 2.5: SESSION-ID has 16 bytes or none. */
    private static boolean isSessionId(int length) {
        return length == 0 || length == 16;
    }

    /** RFC 5246 appendix E.2: challenge_length MUST be between 16 and 32. */
    private static boolean isChallenge(int length) {
        return length >= 16 && length <= 32;
    }
}
