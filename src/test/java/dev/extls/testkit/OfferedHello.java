package dev.extls.testkit;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server sees of a ClientHello: enough to decide how to refuse it. Source: RFC 5246 section 7.4.1.2, RFC 8446 section
 * 4.2.1, and the SSL 2.0 draft (Hickman, 1995) section "CLIENT-HELLO".
 *
 * @param record the bytes as they came, with the header of the record
 * @param version the highest version that is offered; empty if the number names none
 * @param suites the code points of the suites in their order; of SSL 2.0 the kinds, three bytes each
 * @param extensions the types of the extensions in their order
 */
public record OfferedHello(
        Bytes record, Optional<ProtocolVersion> version, List<Integer> suites, List<Integer> extensions) {
    /** RFC 6066 section 3. */
    public static final int SERVER_NAME = 0x0000;

    /** RFC 8446 section 4.2.1. */
    public static final int SUPPORTED_VERSIONS = 0x002b;

    /** The first byte of a record of TLS that holds a handshake message. */
    static final int HANDSHAKE = 0x16;

    /** The lowest first byte of a record of SSL 2.0 with a header of two bytes. */
    static final int SSL2 = 0x80;

    private static final int CLIENT_HELLO = 0x01;
    private static final int RECORD_HEADER = 5;
    private static final int BODY = 5 + 4;

    /** Copies. */
    public OfferedHello {
        suites = List.copyOf(suites);
        extensions = List.copyOf(extensions);
    }

    /**
     * How long the message is, which RFC 7685 section 1 says some boxes mind.
     *
     * @return bytes without the header of the record
     */
    public int length() {
        return record.length() - RECORD_HEADER;
    }

    /**
     * Reads a hello that stands in one record.
     *
     * @param record a whole record, of TLS or of SSL 2.0
     * @return what it offers
     * @throws IllegalArgumentException if it is no ClientHello
     */
    static OfferedHello read(Bytes record) {
        try {
            return record.at(0) == HANDSHAKE ? ofTls(record) : ofSsl2(record);
        } catch (IndexOutOfBoundsException tooShort) {
            throw new IllegalArgumentException("no ClientHello: " + record, tooShort);
        }
    }

    private static OfferedHello ofTls(Bytes record) {
        if (record.at(5) != CLIENT_HELLO) {
            throw new IllegalArgumentException("no ClientHello: " + record);
        }
        int highest = number(record, BODY);
        int at = BODY + 2 + 32;
        at += 1 + record.at(at);
        int suitesEnd = at + 2 + number(record, at);
        List<Integer> suites = numbers(record, at + 2, suitesEnd);
        at = suitesEnd + 1 + record.at(suitesEnd);
        List<Integer> extensions = new ArrayList<>();
        if (at < record.length()) {
            for (at += 2; at < record.length(); at += 4 + number(record, at + 2)) {
                extensions.add(number(record, at));
                if (number(record, at) == SUPPORTED_VERSIONS) {
                    highest = numbers(record, at + 5, at + 5 + record.at(at + 4)).stream()
                            .filter(code -> ProtocolVersion.of(code).isPresent())
                            .max(Integer::compare)
                            .orElse(highest);
                }
            }
        }
        return new OfferedHello(record, ProtocolVersion.of(highest), suites, extensions);
    }

    private static OfferedHello ofSsl2(Bytes record) {
        if (record.at(2) != CLIENT_HELLO) {
            throw new IllegalArgumentException("no CLIENT-HELLO: " + record);
        }
        List<Integer> kinds = new ArrayList<>();
        int end = 11 + number(record, 5);
        for (int at = 11; at < end; at += 3) {
            kinds.add(record.at(at) << 16 | number(record, at + 1));
        }
        return new OfferedHello(record, ProtocolVersion.of(number(record, 3)), kinds, List.of());
    }

    private static List<Integer> numbers(Bytes bytes, int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = from; at < to; at += 2) {
            numbers.add(number(bytes, at));
        }
        return numbers;
    }

    private static int number(Bytes bytes, int at) {
        return bytes.at(at) << 8 | bytes.at(at + 1);
    }
}
