package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/** What servers send, built by hand. */
final class ServerFlights {
    static final Bytes DONE = Bytes.fromHex("0e000000");
    static final Bytes CHANGE_CIPHER_SPEC = Bytes.fromHex("140303000101");

    private ServerFlights() {}

    static ServerHello hello(int suite) {
        return new ServerHello(0x0303, Bytes.of(new byte[32]), Bytes.EMPTY, new CipherSuite(suite), 0, List.of());
    }

    static ServerHello retry() {
        return new ServerHello(
                0x0303,
                ServerHello.RETRY_RANDOM,
                Bytes.EMPTY,
                new CipherSuite(0x1301),
                0,
                List.of(
                        Extensions.selectedVersion(ProtocolVersion.TLS_1_3),
                        Extensions.retryGroup(NamedGroup.SECP384R1)));
    }

    static ServerHello tls13() {
        return new ServerHello(
                0x0303,
                Bytes.of(new byte[32]),
                Bytes.EMPTY,
                new CipherSuite(0x1302),
                0,
                List.of(
                        Extensions.selectedVersion(ProtocolVersion.TLS_1_3),
                        Extensions.selectedKeyShare(NamedGroup.SECP384R1, Bytes.of(new byte[97]))));
    }

    static Bytes message(int type, Bytes body) {
        return new ByteWriter().u8(type).vector24(body).written();
    }

    static Bytes record(int type, Bytes content) {
        return new ByteWriter().u8(type).u16(0x0303).vector16(content).written();
    }

    static Bytes record(int type, String content) {
        return record(type, Bytes.fromHex(content));
    }

    /** Handshake messages cut into records of one size. */
    static Bytes inRecordsOf(int size, Bytes messages) {
        ByteWriter records = new ByteWriter();
        for (int from = 0; from < messages.length(); from += size) {
            records.bytes(record(22, messages.slice(from, Math.min(messages.length(), from + size))));
        }
        return records.written();
    }
}
