package dev.extls.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A name server on 127.0.0.1, by UDP and TCP. What it has not been told does not exist (NXDOMAIN); of a name that it knows it has no
 * other records (an empty answer). It can be told to lose questions, to say nothing and to say anything.
 */
public final class NameServer implements AutoCloseable {
    private static final int NXDOMAIN = 3;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Function<DnsMessage, DnsMessage>> answers = new ConcurrentHashMap<>();
    private final Map<String, Function<byte[], Optional<byte[]>>> behaviours = new ConcurrentHashMap<>();
    private final Map<String, Integer> toLose = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<DatagramPacket> held = new ConcurrentLinkedQueue<>();
    private volatile boolean truncating;
    private volatile boolean holding;

    private NameServer(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    /**
     * Starts one that knows nothing.
     *
     * @return listening
     */
    public static NameServer start() {
        try {
            int port = FreePort.next();
            InetAddress here = InetAddress.getLoopbackAddress();
            NameServer server = new NameServer(new DatagramSocket(port, here), new ServerSocket(port, 50, here));
            server.run(server::serveUdp, "name-server-udp");
            server.run(server::serveTcp, "name-server-tcp");
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Where it listens.
     *
     * @return on 127.0.0.1
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /**
     * The same as an option of the command line.
     *
     * @return such as {@code 127.0.0.1:10053}
     */
    public String option() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    /**
     * Every question that has come, in order.
     *
     * @return such as {@code A mail.test}, with {@code tcp } before it if it came so
     */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /**
     * Gives a name addresses.
     *
     * @param name lower case
     * @param addresses IPv4 or IPv6 literals
     * @return this
     */
    public NameServer addresses(String name, String... addresses) {
        for (String type : List.of("A", "AAAA")) {
            List<String> ofType = Arrays.stream(addresses)
                    .filter(address -> (address.indexOf(':') < 0) == type.equals("A"))
                    .toList();
            if (!ofType.isEmpty()) {
                add(name, type, message -> {
                    ofType.forEach(address -> message.answer(name, type, bytes(address)));
                    return message;
                });
            }
        }
        return this;
    }

    /**
     * Makes a name another name for a host; what the host has, comes in the same answer.
     *
     * @param name lower case
     * @param host its real name
     * @return this
     */
    public NameServer alias(String name, String host) {
        for (String type : List.of("A", "AAAA")) {
            add(name, type, message -> {
                message.naming(name, "CNAME", host);
                return answers.getOrDefault(type + " " + host, Function.identity())
                        .apply(message);
            });
        }
        return this;
    }

    /**
     * Makes a name another name for a host, which the client has to ask for itself.
     *
     * @param name lower case
     * @param host its real name
     * @return this
     */
    public NameServer aliasAlone(String name, String host) {
        for (String type : List.of("A", "AAAA")) {
            add(name, type, message -> message.naming(name, "CNAME", host));
        }
        return this;
    }

    /**
     * Gives a domain a mail exchanger.
     *
     * @param domain lower case
     * @param preference of the record
     * @param host that takes the mail
     * @return this
     */
    public NameServer mail(String domain, int preference, String host) {
        return add(domain, "MX", message -> message.naming(domain, "MX", host, preference));
    }

    /**
     * Gives a service a host.
     *
     * @param name of the service, such as {@code _autodiscover._tcp.test}
     * @param priority of the record
     * @param port of the service
     * @param host of the service
     * @return this
     */
    public NameServer service(String name, int priority, int port, String host) {
        return add(name, "SRV", message -> message.naming(name, "SRV", host, priority, 0, port));
    }

    /**
     * Answers one question with whatever a test likes.
     *
     * @param question such as {@code A mail.test}
     * @param behaviour from the question's bytes to the reply's, or nothing
     * @return this
     */
    public NameServer behaves(String question, Function<byte[], Optional<byte[]>> behaviour) {
        behaviours.put(question, behaviour);
        return this;
    }

    /**
     * Answers one question with a code and nothing else.
     *
     * @param question such as {@code A mail.test}
     * @param code such as 2, SERVFAIL
     * @return this
     */
    public NameServer fails(String question, int code) {
        return behaves(
                question, query -> Optional.of(DnsMessage.reply(query, code).bytes()));
    }

    /**
     * Never answers one question.
     *
     * @param question such as {@code A mail.test}
     * @return this
     */
    public NameServer silentAbout(String question) {
        return behaves(question, query -> Optional.empty());
    }

    /**
     * Does not answer a question at first.
     *
     * @param question such as {@code A mail.test}
     * @param times how often
     * @return this
     */
    public NameServer loses(String question, int times) {
        toLose.put(question, times);
        return this;
    }

    /**
     * Cuts every answer by UDP, so that the client has to come by TCP.
     *
     * @return this
     */
    public NameServer truncates() {
        truncating = true;
        return this;
    }

    /**
     * Keeps every answer by UDP back until it is told to send one.
     *
     * @return this
     */
    public NameServer holdsBack() {
        holding = true;
        return this;
    }

    /**
     * How many answers are held back.
     *
     * @return 0 or more
     */
    public int held() {
        return held.size();
    }

    /** Sends the answer that has been held back longest. */
    public void answersOne() {
        try {
            udp.send(held.remove());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private NameServer add(String name, String type, Function<DnsMessage, DnsMessage> answer) {
        answers.merge(type + " " + name, answer, Function::andThen);
        return this;
    }

    private Optional<byte[]> reply(byte[] query, boolean byUdp) {
        String type = DnsMessage.TYPES.entrySet().stream()
                .filter(one -> one.getValue() == DnsMessage.typeIn(query))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        String name = DnsMessage.nameIn(query);
        String question = type + " " + name;
        asked.add((byUdp ? "" : "tcp ") + question);
        if (toLose.merge(question, -1, Integer::sum) >= 0) {
            return Optional.empty();
        }
        Function<byte[], Optional<byte[]>> behaviour = behaviours.get(question);
        if (behaviour != null) {
            return behaviour.apply(query);
        }
        if (byUdp && truncating) {
            return Optional.of(DnsMessage.truncated(query));
        }
        boolean known = answers.keySet().stream().anyMatch(one -> one.endsWith(" " + name));
        return Optional.of(answers.getOrDefault(question, Function.identity())
                .apply(DnsMessage.reply(query, known ? 0 : NXDOMAIN))
                .bytes());
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[65_535];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            Optional<byte[]> reply = reply(Arrays.copyOf(buffer, packet.getLength()), true);
            if (reply.isPresent()) {
                held.add(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
                if (!holding) {
                    answersOne();
                }
            }
        }
    }

    private void serveTcp() throws IOException {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                Optional<byte[]> reply = reply(in.readNBytes(in.readUnsignedShort()), false);
                if (reply.isPresent()) {
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(reply.get().length);
                    out.write(reply.get());
                    out.flush();
                }
            }
        }
    }

    private void run(Serving serving, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException closed) {
                        // the end of it
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private interface Serving {
        void run() throws IOException;
    }
}
