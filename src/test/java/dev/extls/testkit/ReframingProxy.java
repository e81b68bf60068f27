package dev.extls.testkit;

import dev.extls.tls.Bytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands before a server with TLS at once and cuts the handshake messages that the server sends in clear into other records than it did, as RFC 5246
 * section 6.2.1 allows. Handshakes finish all the same: what is signed and hashed are messages, not records.
 */
public final class ReframingProxy extends OneDoor {
    /** Into which records. */
    public enum Into {
        /** Records of three bytes at most, so that even the header of a message does not fit. */
        PIECES,
        /** All messages of a flight in as few records as they fit into. */
        WHOLE_FLIGHTS
    }

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int PIECE = 3;
    private static final int LARGEST = 1 << 14;

    private final Connections connections;

    private ReframingProxy(int port, Into into) {
        connections = Connections.listen((all, socket, number) -> pass(all, socket, port, into));
    }

    /**
     * Before a port.
     *
     * @param port on 127.0.0.1
     * @param into which records
     * @return listening
     */
    public static ReframingProxy before(int port, Into into) {
        return new ReframingProxy(port, into);
    }

    @Override
    Connections connected() {
        return connections;
    }

    @Override
    public String output() {
        return connections.accepted() + " connections";
    }

    private static void pass(Connections all, Socket socket, int port, Into into) throws IOException {
        Conversation client = new Conversation(socket, all);
        Socket server = all.connect(port);
        Thread back = all.start("back", () -> passBack(server, client, into));
        try {
            client.copyTo(server.getOutputStream());
            server.shutdownOutput();
            back.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            Connections.end(server);
        }
    }

    private static void passBack(Socket server, Conversation client, Into into) {
        try {
            DataInputStream in = new DataInputStream(server.getInputStream());
            Flight flight = new Flight(into);
            boolean clear = true;
            while (true) {
                Bytes header = read(in, 5);
                Bytes content = read(in, header.at(3) << 8 | header.at(4));
                clear &= header.at(0) == HANDSHAKE;
                if (clear) {
                    client.send(flight.with(header, content));
                } else {
                    client.send(flight.rest().plus(header).plus(content));
                }
            }
        } catch (EOFException end) {
            end(client);
        } catch (IOException reset) {
            // The client's end or the server's: the other thread closes both.
        }
    }

    private static void end(Conversation client) {
        try {
            client.shutdownOutput();
        } catch (IOException closed) {
            // The client was faster.
        }
    }

    private static Bytes read(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Bytes.of(bytes);
    }

    /** The messages that have come and not yet been passed on. */
    private static final class Flight {
        private final Into into;
        private Bytes version = Bytes.fromHex("0303");
        private Bytes waiting = Bytes.EMPTY;

        Flight(Into into) {
            this.into = into;
        }

        /** What can be passed on now that this record has come too. */
        Bytes with(Bytes header, Bytes content) {
            version = header.slice(1, 3);
            waiting = waiting.plus(content);
            return into == Into.PIECES || over() ? rest() : Bytes.EMPTY;
        }

        Bytes rest() {
            Bytes messages = waiting;
            waiting = Bytes.EMPTY;
            int most = into == Into.PIECES ? PIECE : LARGEST;
            List<Bytes> records = new ArrayList<>();
            for (int at = 0; at < messages.length(); at += most) {
                Bytes part = messages.slice(at, Math.min(at + most, messages.length()));
                records.add(Bytes.of((byte) HANDSHAKE)
                        .plus(version)
                        .plus(Bytes.of((byte) (part.length() >> 8), (byte) part.length()))
                        .plus(part));
            }
            return records.stream().reduce(Bytes.EMPTY, Bytes::plus);
        }

        /** Behind ServerHelloDone the client speaks, and behind the ServerHello of TLS 1.3 nothing else comes in clear. */
        private boolean over() {
            int at = 0;
            while (at + 4 <= waiting.length()) {
                int length = waiting.at(at + 1) << 16 | waiting.at(at + 2) << 8 | waiting.at(at + 3);
                int end = at + 4 + length;
                if (end > waiting.length()) {
                    return false;
                }
                if (waiting.at(at) == SERVER_HELLO_DONE
                        || (waiting.at(at) == SERVER_HELLO && tls13(waiting.slice(at + 4, end)))) {
                    return true;
                }
                at = end;
            }
            return false;
        }

        private static boolean tls13(Bytes hello) {
            int at = 2 + 32;
            at += 1 + hello.at(at) + 2 + 1;
            for (at += 2; at + 4 <= hello.length(); at += 4 + (hello.at(at + 2) << 8 | hello.at(at + 3))) {
                if ((hello.at(at) << 8 | hello.at(at + 1)) == OfferedHello.SUPPORTED_VERSIONS) {
                    return true;
                }
            }
            return false;
        }
    }
}
