package dev.extls.testkit;

import dev.extls.tls.Bytes;

/** The ways in which servers refuse a ClientHello. */
public enum Refusal {
    /** RST straight after the hello, as Schannel does. */
    RESET,
    /** FIN straight after the hello. */
    FIN,
    /** The fatal alert protocol_version, RFC 5246 section 7.2.2. */
    PROTOCOL_VERSION_ALERT,
    /** The fatal alert handshake_failure, RFC 5246 section 7.2.2. */
    HANDSHAKE_FAILURE_ALERT,
    /** No answer until the client gives up. */
    SILENCE;

    /**
     * What is done once the hello has been read.
     *
     * @return one turn
     */
    public Script script() {
        return switch (this) {
            case RESET -> Script.start().reset();
            case FIN -> Script.start().fin();
            case PROTOCOL_VERSION_ALERT -> Script.start().send(fatal(70)).fin();
            case HANDSHAKE_FAILURE_ALERT -> Script.start().send(fatal(40)).fin();
            case SILENCE -> Script.start().silence();
        };
    }

    private static Bytes fatal(int description) {
        return Bytes.fromHex("1503010002" + "02").plus(Bytes.of((byte) description));
    }
}
