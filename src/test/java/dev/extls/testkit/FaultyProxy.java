package dev.extls.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Stands before a server and does wrong by seed: some of the connections suffer one {@link Fault}, at some byte of one direction. The same seed does
 * the same to the connection of the same number, as far as its bytes come in the same segments.
 */
public final class FaultyProxy extends OneDoor {
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int CHUNK = 8_192;

    /** Of the bytes of greeting, EHLO and go-ahead. */
    private static final int DIALOGUE = 300;

    /** Of a hello or a flight. */
    private static final int FLIGHT = 1_600;

    private static final Duration LATE_AT_MOST = Duration.ofMillis(500);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration BETWEEN_BYTES = Duration.ofNanos(100_000);
    private static final int SINGLE_BYTES_AT_MOST = 400;

    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final int port;
    private final long seed;
    private final double share;
    private final InetAddress own;
    private final Connections connections;

    private FaultyProxy(int port, InetAddress own, long seed, double share) {
        this.port = port;
        this.own = own;
        this.seed = seed;
        this.share = share;
        this.connections = Connections.listen(new InetSocketAddress(own, 0), this::serve);
    }

    /**
     * Before a port.
     *
     * @param port on 127.0.0.1
     * @param own a loopback address to listen on
     * @param seed of all that goes wrong
     * @param share of the connections that suffer a fault, 0 to 1
     * @return listening
     */
    public static FaultyProxy before(int port, InetAddress own, long seed, double share) {
        return new FaultyProxy(port, own, seed, share);
    }

    /**
     * The address on which it listens.
     *
     * @return as given
     */
    public InetAddress address() {
        return own;
    }

    /**
     * How many connections suffered which fault.
     *
     * @return those that happened
     */
    public Map<Fault, Integer> done() {
        synchronized (done) {
            return Collections.unmodifiableMap(new EnumMap<>(done));
        }
    }

    /**
     * How many connections were accepted.
     *
     * @return 0 or more
     */
    public int connections() {
        return connections.accepted();
    }

    @Override
    Connections connected() {
        return connections;
    }

    @Override
    public String output() {
        return connections() + " connections, faults " + done();
    }

    private void serve(Connections all, Socket client, int number) throws IOException {
        Random random = new Random(seed * 1_000_003 + number);
        // the first numbers of seeds that lie side by side are alike
        random.nextLong();
        if (random.nextDouble() >= share) {
            new Line(all, client, all.connect(port)).pass(Optional.empty());
            return;
        }
        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        switch (fault) {
            case REFUSED -> {
                happened(fault);
                client.setSoLinger(true, 0);
            }
            case CLOSED -> {
                happened(fault);
                new Conversation(client, all).fin();
            }
            case NEVER_ANSWERED -> {
                happened(fault);
                new Conversation(client, all).drain();
            }
            case DELAYED, SPLIT, MERGED, TRUNCATED, RESET, SILENCED, LOST, DUPLICATED, CORRUPTED -> {
                int at = random.nextInt(random.nextBoolean() ? DIALOGUE : FLIGHT);
                new Line(all, client, all.connect(port))
                        .pass(Optional.of(new Plan(fault, random.nextBoolean(), at, random)));
            }
        }
    }

    private void happened(Fault fault) {
        synchronized (done) {
            done.merge(fault, 1, Integer::sum);
        }
    }

    /** What goes wrong in a connection, and before which byte of which direction. */
    private record Plan(Fault fault, boolean toClient, int at, Random random) {}

    /** A connection through the proxy. */
    private final class Line {
        private final Connections all;
        private final Socket client;
        private final Socket server;

        Line(Connections all, Socket client, Socket server) {
            this.all = all;
            this.client = client;
            this.server = server;
        }

        void pass(Optional<Plan> plan) {
            Thread back = all.start("back", () -> pump(server, client, plan.filter(Plan::toClient)));
            pump(client, server, plan.filter(one -> !one.toClient));
            try {
                back.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                Connections.end(server);
            }
        }

        private void pump(Socket from, Socket to, Optional<Plan> planned) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] chunk = new byte[CHUNK];
                long passed = 0;
                Optional<Plan> ahead = planned;
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    long end = passed + length;
                    if (ahead.filter(plan -> plan.at < end).isPresent()) {
                        Plan plan = ahead.get();
                        int before = (int) (plan.at - passed);
                        out.write(chunk, 0, before);
                        happened(plan.fault);
                        spoil(Arrays.copyOfRange(chunk, before, length), from, to, plan);
                        ahead = Optional.empty();
                    } else {
                        out.write(chunk, 0, length);
                    }
                    passed = end;
                }
                to.shutdownOutput();
            } catch (IOException ended) {
                reset();
            }
        }

        /** Passes on the rest of a segment, and maybe more, in the way of the fault. */
        private void spoil(byte[] rest, Socket from, Socket to, Plan plan) throws IOException {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            Random random = plan.random;
            int some = 1 + random.nextInt(rest.length);
            switch (plan.fault) {
                case DELAYED -> {
                    all.pause(Duration.ofMillis(random.nextLong(LATE_AT_MOST.toMillis())));
                    out.write(rest);
                }
                case SPLIT -> {
                    int single = Math.min(rest.length, SINGLE_BYTES_AT_MOST);
                    for (int at = 0; at < single; at++) {
                        out.write(rest, at, 1);
                        all.pause(BETWEEN_BYTES);
                    }
                    out.write(rest, single, rest.length - single);
                }
                case MERGED -> {
                    all.pause(MOMENT);
                    byte[] more = in.readNBytes(in.available());
                    byte[] together = Arrays.copyOf(rest, rest.length + more.length);
                    System.arraycopy(more, 0, together, rest.length, more.length);
                    out.write(together);
                }
                case TRUNCATED -> {
                    to.shutdownOutput();
                    in.transferTo(OutputStream.nullOutputStream());
                }
                case RESET -> {
                    reset();
                    throw new IOException("reset");
                }
                case SILENCED -> in.transferTo(OutputStream.nullOutputStream());
                case LOST -> out.write(rest, some, rest.length - some);
                case DUPLICATED -> {
                    out.write(rest, 0, some);
                    out.write(rest);
                }
                case CORRUPTED -> {
                    for (int at = 0; at < Math.min(some, 1 + random.nextInt(4)); at++) {
                        rest[at] ^= (byte) (1 + random.nextInt(255));
                    }
                    out.write(rest);
                }
                case REFUSED, CLOSED, NEVER_ANSWERED ->
                    throw new IllegalStateException(plan.fault + " does not wait for bytes");
            }
        }

        private void reset() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException closed) {
                    // It is closed already.
                }
                Connections.end(socket);
            }
        }
    }
}
