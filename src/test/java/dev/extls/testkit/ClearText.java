package dev.extls.testkit;

import dev.extls.endpoint.TlsStart;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a client says until TLS may start, RFC 3207, RFC 9051 section 6.2.1, RFC 2595 section 4: no line more than that. */
final class ClearText {
    private ClearText() {}

    /**
     * Asks for the go-ahead.
     *
     * @param socket connected; nothing behind the go-ahead is read
     * @param start how TLS starts there
     * @throws IOException if it is not given
     */
    static void upgrade(Socket socket, TlsStart start) throws IOException {
        switch (start) {
            case AT_ONCE -> {}
            case SMTP_STARTTLS -> {
                reply(socket, "220 ");
                send(socket, "EHLO test");
                reply(socket, "250 ");
                send(socket, "STARTTLS");
                reply(socket, "220 ");
            }
            case IMAP_STARTTLS -> {
                reply(socket, "* OK");
                send(socket, "a STARTTLS");
                reply(socket, "a OK");
            }
            case POP3_STLS -> {
                reply(socket, "+OK");
                send(socket, "STLS");
                reply(socket, "+OK");
            }
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads lines up to the one that starts as expected, and not one byte more: the next one may be TLS. */
    private static void reply(Socket socket, String expected) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed before '" + expected + "', after: " + line);
            }
            if (next != '\n') {
                line.append((char) next);
            } else if (line.toString().startsWith(expected)) {
                return;
            } else if (line.toString().matches("([45][0-9][0-9] |a (NO|BAD)|-ERR|\\* BYE).*\r?")) {
                throw new IOException("not '" + expected + "' but: " + line);
            } else {
                line.setLength(0);
            }
        }
    }
}
