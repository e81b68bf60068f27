package dev.extls.wire;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one {@link ServerAnswer}, record by record, and stops where nothing more can be learned. */
final class ServerAnswerReader {
    /** Above what the fields of a ServerHello can hold together (RFC 8446 section 4.1.3), 65,607 bytes. */
    private static final int LONGEST_HELLO = 0x10100;

    /** A chain of certificates that is longer is not read. */
    private static final int LONGEST_MESSAGE = 1 << 20;

    /** What a server may send in the clear after a ServerHello up to TLS 1.2 (RFC 5246 section 7.3, RFC 5077, RFC 4680). */
    private static final Set<Integer> AFTER_HELLO = Set.of(
            HandshakeType.HELLO_REQUEST,
            HandshakeType.NEW_SESSION_TICKET,
            HandshakeType.CERTIFICATE,
            HandshakeType.SERVER_KEY_EXCHANGE,
            HandshakeType.CERTIFICATE_REQUEST,
            HandshakeType.SERVER_HELLO_DONE,
            HandshakeType.CERTIFICATE_STATUS,
            HandshakeType.SUPPLEMENTAL_DATA);

    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.of((byte) 1);

    private final TlsRecords records;
    private final HandshakeMessages messages = new HandshakeMessages();
    private final List<ServerHello> hellos = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private Bytes begunAlert = Bytes.EMPTY;
    private List<Bytes> certificates = List.of();
    private KeyExchange keyExchange = KeyExchange.UNKNOWN;
    private boolean certificateRequested;
    private boolean helloDone;
    private Optional<Bytes> ticket = Optional.empty();
    private boolean encryptionBegun;
    private boolean over; // what follows is encrypted, or the connection has ended
    private String problem = "";

    ServerAnswerReader(Bytes received) {
        records = new TlsRecords(received);
    }

    ServerAnswer read() {
        try {
            while (!over) {
                Optional<TlsRecord> record = records.next();
                if (record.isEmpty()) {
                    break;
                }
                accept(record.get());
            }
        } catch (WireException e) {
            note(e);
        }
        return new ServerAnswer(
                hellos,
                alerts,
                certificates,
                keyExchange.groupCode(),
                keyExchange.prime(),
                certificateRequested,
                helloDone,
                ticket,
                encryptionBegun,
                problem);
    }

    private void accept(TlsRecord record) throws WireException {
        switch (record.type()) {
            case TlsRecord.CHANGE_CIPHER_SPEC -> changeCipherSpec(record.content());
            case TlsRecord.ALERT -> alert(record.content());
            case TlsRecord.HANDSHAKE -> handshake(record.content());
            default -> throw new WireException("application data in the clear", records.consumed());
        }
    }

    private void changeCipherSpec(Bytes content) throws WireException {
        if (!content.equals(CHANGE_CIPHER_SPEC) || hellos.isEmpty() || !messages.isEmpty()) {
            throw new WireException("ChangeCipherSpec malformed or out of place", records.consumed());
        }
        // RFC 8446 appendix D.4: after a HelloRetryRequest it means nothing; up to TLS 1.2 it begins encryption.
        encryptionBegun = !awaitsSecondHello();
        over = encryptionBegun;
    }

    /** Two bytes, or one and one; more in one record is no alert in the clear that any server sends. */
    private void alert(Bytes content) {
        if (content.length() > 2) {
            return;
        }
        begunAlert = begunAlert.plus(content);
        if (begunAlert.length() >= 2) {
            Alert alert = new Alert(begunAlert.at(0), begunAlert.at(1));
            alerts.add(alert);
            begunAlert = begunAlert.slice(2, begunAlert.length());
            over = alert.fatal();
        }
    }

    private void handshake(Bytes content) throws WireException {
        messages.add(content);
        while (!over) {
            OptionalInt type = messages.type();
            if (type.isEmpty()) {
                return;
            }
            expect(type.getAsInt());
            boolean hello = type.getAsInt() == HandshakeType.SERVER_HELLO;
            Optional<Bytes> message = messages.next(hello ? LONGEST_HELLO : LONGEST_MESSAGE);
            if (message.isEmpty()) {
                return;
            }
            if (hello) {
                hello(message.get());
            } else {
                afterHello(type.getAsInt(), message.get());
            }
        }
    }

    private void expect(int type) throws WireException {
        boolean expected;
        if (hellos.isEmpty()) {
            expected = type == HandshakeType.SERVER_HELLO || type == HandshakeType.HELLO_REQUEST;
        } else if (awaitsSecondHello()) {
            expected = type == HandshakeType.SERVER_HELLO;
        } else {
            expected = AFTER_HELLO.contains(type);
        }
        if (!expected) {
            throw new WireException("handshake message " + type + " out of place", records.consumed());
        }
    }

    private void hello(Bytes message) throws WireException {
        ServerHello hello = ServerHello.read(message);
        // RFC 8446 section 4.1.4: a second HelloRetryRequest in the same connection is an error.
        if (!hellos.isEmpty() && hello.helloRetryRequest()) {
            throw new WireException("a second HelloRetryRequest", records.consumed());
        }
        hellos.add(hello);
        over = hello.beginsEncryption();
        // RFC 8446 section 5.1: handshake messages MUST NOT span key changes.
        if (over && !messages.isEmpty()) {
            throw new WireException("bytes behind the ServerHello in its record", records.consumed());
        }
    }

    /** A malformed message takes nothing from what stands already, and the next one may be sound. */
    private void afterHello(int type, Bytes message) {
        try {
            switch (type) {
                case HandshakeType.CERTIFICATE -> certificates = CertificateMessage.read(message);
                case HandshakeType.SERVER_KEY_EXCHANGE ->
                    keyExchange = KeyExchange.read(message, hellos.get(0).suite());
                case HandshakeType.CERTIFICATE_REQUEST -> certificateRequested = true;
                case HandshakeType.SERVER_HELLO_DONE -> {
                    HandshakeType.body(message, type, "ServerHelloDone").end("ServerHelloDone");
                    helloDone = true;
                }
                case HandshakeType.NEW_SESSION_TICKET -> ticket = Optional.of(NewSessionTicket.read(message));
                default -> {}
            }
        } catch (WireException e) {
            note(e);
        }
    }

    private boolean awaitsSecondHello() {
        return hellos.size() == 1 && hellos.get(0).helloRetryRequest();
    }

    private void note(WireException e) {
        if (problem.isEmpty()) {
            problem = e.sentence();
        }
    }
}
