package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.Optional;

/** The records in received bytes, one after another; an impossible header is told as soon as its byte is there. */
final class TlsRecords {
    /** RFC 8446 section 5.1. */
    private static final int LONGEST_WRITTEN = 1 << 14;

    /** RFC 5246 section 6.2.3: what an encrypted record may have at most. */
    private static final int LONGEST_READ = (1 << 14) + 2048;

    /** No peer needs more; without a bound a peer could keep us busy with nothing. */
    private static final int MOST_EMPTY_RECORDS = 32;

    private static final int HEADER = 5;

    private final Bytes received;
    private int position;
    private int emptyRecords;

    TlsRecords(Bytes received) {
        this.received = received;
    }

    /** How many bytes the records so far have taken. */
    int consumed() {
        return position;
    }

    /** The next record, or empty if it has not come whole yet. */
    Optional<TlsRecord> next() throws WireException {
        checkHeader();
        if (received.length() - position < HEADER) {
            return Optional.empty();
        }
        int begin = position + HEADER;
        int end = begin + length();
        if (received.length() < end) {
            return Optional.empty();
        }
        if (begin == end && ++emptyRecords > MOST_EMPTY_RECORDS) {
            throw new WireException("more than " + MOST_EMPTY_RECORDS + " empty records", position);
        }
        TlsRecord record = new TlsRecord(received.at(position), received.slice(begin, end));
        position = end;
        return Optional.of(record);
    }

    private void checkHeader() throws WireException {
        int there = received.length() - position;
        if (there >= 1) {
            int type = received.at(position);
            if (type < TlsRecord.CHANGE_CIPHER_SPEC || type > TlsRecord.APPLICATION_DATA) {
                throw new WireException("no TLS record: " + Printable.start(received, position), position);
            }
        }
        if (there >= 2 && received.at(position + 1) != 3) {
            throw new WireException("record version: major " + received.at(position + 1), position + 1);
        }
        if (there >= 3 && received.at(position + 2) > 4) {
            throw new WireException("record version: minor " + received.at(position + 2), position + 2);
        }
        if (there >= HEADER && length() > LONGEST_READ) {
            throw new WireException("record length: " + length(), position + 3);
        }
    }

    private int length() {
        return received.at(position + 3) << 8 | received.at(position + 4);
    }

    /** A handshake message in as many records as it needs. */
    static Bytes handshake(int version, Bytes message) {
        ByteWriter records = new ByteWriter();
        for (int from = 0; from < message.length(); from += LONGEST_WRITTEN) {
            int to = Math.min(message.length(), from + LONGEST_WRITTEN);
            records.u8(TlsRecord.HANDSHAKE).u16(version).vector16(message.slice(from, to));
        }
        return records.written();
    }
}
