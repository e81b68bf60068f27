package dev.extls.testkit;

import dev.extls.tls.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection of a scripted server: reads and writes, and keeps the first bytes that came. */
final class Conversation {
    private static final int KEPT_BYTES = 16_384;
    private static final int END = -1;
    private static final int CHUNK = 8_192;

    private final Socket socket;
    private final Connections connections;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Conversation(Socket socket, Connections connections) {
        this.socket = socket;
        this.connections = connections;
    }

    /**
     * The first bytes that were read.
     *
     * @return at most 16 kB
     */
    Bytes received() {
        synchronized (received) {
            return Bytes.of(received.toByteArray());
        }
    }

    Connections connections() {
        return connections;
    }

    void send(Bytes bytes) throws IOException {
        socket.getOutputStream().write(bytes.toArray());
    }

    void pause(Duration duration) throws IOException {
        connections.pause(duration);
    }

    /**
     * Reads one byte.
     *
     * @return 0 to 255, or -1 if the peer has closed
     */
    int read() throws IOException {
        int next = socket.getInputStream().read();
        if (next != END) {
            keep(new byte[] {(byte) next}, 1);
        }
        return next;
    }

    /**
     * Reads up to and with the end of a line.
     *
     * @return the line without its end, as ISO 8859-1
     */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next == END) {
                throw new EOFException("closed in a line");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /**
     * Reads the rest of a record of TLS, or of SSL 2.0, whose header has two bytes and the highest bit set.
     *
     * @param first the first byte, already read
     * @return the whole record
     */
    Bytes readRecord(int first) throws IOException {
        boolean ssl2 = first >= OfferedHello.SSL2;
        Bytes header = Bytes.of((byte) first).plus(readExactly(ssl2 ? 1 : 4));
        int length = ssl2 ? (first & 0x7f) << 8 | header.at(1) : header.at(3) << 8 | header.at(4);
        return header.plus(readExactly(length));
    }

    /**
     * Reads a record.
     *
     * @return the whole record
     */
    Bytes readRecord() throws IOException {
        int first = read();
        if (first == END) {
            throw new EOFException("closed before a record");
        }
        return readRecord(first);
    }

    /** Reads and drops all that comes, until the peer closes. */
    void drain() throws IOException {
        copyTo(OutputStream.nullOutputStream());
    }

    /**
     * Passes on all that comes, until the peer closes.
     *
     * @param out where to
     */
    void copyTo(OutputStream out) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[CHUNK];
        int length = in.read(chunk);
        while (length != END) {
            keep(chunk, length);
            out.write(chunk, 0, length);
            length = in.read(chunk);
        }
    }

    /** Ends our direction with FIN; the socket is closed when the peer has closed too, so that nothing turns into RST. */
    void fin() throws IOException {
        if (!socket.isClosed() && !socket.isOutputShutdown()) {
            socket.shutdownOutput();
            drain();
        }
    }

    /** Ends both directions with RST: socket(7), SO_LINGER with 0 seconds. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends our direction with FIN and does not wait. */
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    Bytes readExactly(int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        keep(bytes, bytes.length);
        if (bytes.length < length) {
            throw new EOFException("closed in a record");
        }
        return Bytes.of(bytes);
    }

    private void keep(byte[] bytes, int length) {
        synchronized (received) {
            received.write(bytes, 0, Math.min(length, KEPT_BYTES - received.size()));
        }
    }
}
