package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.util.List;

/**
 * A SERVER-HELLO of SSL 2.0 (SSL 2.0 draft, section 2.6).
 *
 * @param sessionIdHit whether the server knows the session id of the client
 * @param certificateType 1 for X.509, 0 for none, 0 to 0xff
 * @param version 0x0002 for SSL 2.0, 0 to 0xffff
 * @param certificate in DER; empty with a session id hit
 * @param kinds those of the client that the server has too; may be empty: SSL 2.0 is spoken, but no kind is common
 * @param connectionId 0 to 32 bytes, 16 where the draft is followed
 */
public record Sslv2ServerHello(
        boolean sessionIdHit,
        int certificateType,
        int version,
        Bytes certificate,
        List<CipherSuite> kinds,
        Bytes connectionId) {
    private static final String NAME = "SSL 2.0 SERVER-HELLO";

    /** Checks and copies. */
    public Sslv2ServerHello {
        kinds = List.copyOf(kinds);
        if (certificateType < 0 || certificateType > 0xff || version < 0 || version > 0xffff) {
            throw new IllegalArgumentException("no SERVER-HELLO: certificate type or version out of range");
        }
        if (certificate.length() + 3L * kinds.size() > 0x7f00 || connectionId.length() > 32) {
            throw new IllegalArgumentException("no SERVER-HELLO: longer than a record");
        }
    }

    /**
     * The message in its record.
     *
     * @return the bytes to send
     */
    public Bytes framed() {
        ByteWriter message = new ByteWriter()
                .u8(Sslv2Framing.SERVER_HELLO)
                .u8(sessionIdHit ? 1 : 0)
                .u8(certificateType)
                .u16(version)
                .u16(certificate.length())
                .u16(3 * kinds.size())
                .u16(connectionId.length())
                .bytes(certificate);
        Sslv2Framing.writeKinds(kinds, message);
        return Sslv2Framing.framed(message.bytes(connectionId).written());
    }

    /**
     * Reads one record.
     *
     * @param framed header and message, nothing behind
     * @return the hello
     * @throws WireException if it is anything else, is cut off or has bytes too many
     */
    public static Sslv2ServerHello read(Bytes framed) throws WireException {
        ByteReader message = Sslv2Framing.message(framed, Sslv2Framing.SERVER_HELLO, NAME);
        int hit = message.u8(NAME + " session id hit");
        int certificateType = message.u8(NAME + " certificate type");
        int version = message.u16(NAME + " version");
        int certificateLength = message.u16(NAME + " length of certificate");
        int kindsLength = message.u16(NAME + " length of kinds");
        int connectionIdLength = message.u16(NAME + " length of connection id");
        if (connectionIdLength > 32 || certificateLength + kindsLength > 0x7f00) {
            throw new WireException(
                    NAME + " lengths: " + certificateLength + ", " + kindsLength + ", " + connectionIdLength,
                    message.offset());
        }
        Bytes certificate = message.bytes(certificateLength, NAME + " certificate");
        List<CipherSuite> kinds = Sslv2Framing.kinds(message.sub(kindsLength, NAME + " kinds"), NAME + " kind");
        Bytes connectionId = message.bytes(connectionIdLength, NAME + " connection id");
        message.end(NAME);
        return new Sslv2ServerHello(hit != 0, certificateType, version, certificate, kinds, connectionId);
    }
}
