package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A second opinion on what a port accepts: one suite a hello, one group a hello, two suites where the order is in question. It shares no
 * code with the scan, infers nothing, and takes some hundreds of connections for what the scan finds out in some dozens.
 *
 * <p>Accepted is what a ServerHello or HelloRetryRequest chose. Refused is what was answered by a fatal alert, a close, a reset or the choice of
 * another version; on a server of the test kit all of these mean the same. Anything else is no answer, and ends the test.
 */
public final class SlowOracle {
    /** Whose order decides. */
    public enum Order {
        /** Of every two neighbours the server took the same one, whichever stood first. */
        SERVER,
        /** Of every two neighbours the server took the first. */
        CLIENT,
        /** Some so, some so. */
        MIXED,
        /** There are no two. */
        NONE
    }

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int SIDE_BY_SIDE = 6;
    private static final int LIST_AT_MOST = 64;

    /**
     * Every number that has been given to a suite by IANA or that a server is known to use, with the numbers between: a suite that the product's
     * table lacks is found too.
     */
    private static final List<CipherSuite> SUITES = Stream.of(
                    range(0x0001, 0x00fe),
                    range(0x1301, 0x130f),
                    range(0xc001, 0xc10f),
                    range(0xcc13, 0xcc15),
                    range(0xcca8, 0xccae),
                    range(0xd001, 0xd00f),
                    range(0xfefe, 0xff0f),
                    range(0xffe0, 0xffe1))
            .flatMap(IntStream::boxed)
            .map(CipherSuite::new)
            .toList();

    /** Curves and finite fields of the IANA registry "TLS Supported Groups", post-quantum ones and hybrids too. */
    private static final List<NamedGroup> GROUPS = Stream.of(
                    range(0x0017, 0x0019),
                    range(0x001d, 0x001e),
                    range(0x0100, 0x0104),
                    range(0x0001, 0x0016),
                    range(0x001a, 0x001c),
                    range(0x001f, 0x0029),
                    range(0x0200, 0x0202),
                    range(0x11eb, 0x11ee),
                    range(0x6399, 0x639a))
            .flatMap(IntStream::boxed)
            .map(NamedGroup::new)
            .toList();

    private final int port;
    private final TlsStart start;
    private final int sideBySide;

    private SlowOracle(int port, TlsStart start, int sideBySide) {
        this.port = port;
        this.start = start;
        this.sideBySide = sideBySide;
    }

    /**
     * On a service of a server.
     *
     * @param server a server
     * @param service one of its services
     * @return what can be asked
     */
    public static SlowOracle of(RealServer server, Service service) {
        return of(server.port(service), service.tlsStart());
    }

    /**
     * On a port of 127.0.0.1.
     *
     * @param port a port
     * @param start how TLS starts there
     * @return what can be asked
     */
    public static SlowOracle of(int port, TlsStart start) {
        return new SlowOracle(port, start, SIDE_BY_SIDE);
    }

    /**
     * For servers that serve one connection after the other.
     *
     * @return the same, with one connection at a time
     */
    public SlowOracle oneAtATime() {
        return new SlowOracle(port, start, 1);
    }

    /**
     * The suites that are accepted alone.
     *
     * @param version SSL 3.0 to TLS 1.3
     * @return by number
     */
    public Set<CipherSuite> suites(ProtocolVersion version) {
        return accepted(SUITES, suite -> chosen(version, List.of(suite)).equals(Optional.of(suite)));
    }

    /**
     * Whose order decides between suites.
     *
     * @param version SSL 3.0 to TLS 1.3
     * @param suites accepted ones
     * @return SERVER or CLIENT if that holds for every two neighbours of the list, whichever of the two is offered first
     */
    public Order order(ProtocolVersion version, List<CipherSuite> suites) {
        List<Callable<Boolean>> pairs = new ArrayList<>();
        for (int at = 1; at < suites.size(); at++) {
            CipherSuite one = suites.get(at - 1);
            CipherSuite other = suites.get(at);
            pairs.add(() -> preferred(version, one, other).equals(preferred(version, other, one)));
        }
        Set<Boolean> answers = Set.copyOf(all(pairs));
        if (answers.size() != 1) {
            return answers.isEmpty() ? Order.NONE : Order.MIXED;
        }
        return answers.contains(true) ? Order.SERVER : Order.CLIENT;
    }

    /**
     * Suites in the order of a server that has one.
     *
     * @param version SSL 3.0 to TLS 1.3
     * @param suites accepted ones
     * @return the same, what the server prefers first; each place follows from what it took of two
     */
    public List<CipherSuite> sorted(ProtocolVersion version, Collection<CipherSuite> suites) {
        return suites.stream()
                .sorted((one, other) ->
                        one.equals(other) ? 0 : preferred(version, one, other).equals(one) ? -1 : 1)
                .toList();
    }

    /**
     * The groups with which a key exchange was chosen when the hello listed no other: in TLS 1.3 of any kind, before that curves of ECDHE.
     *
     * @param version TLS 1.0 to 1.3
     * @param suites all that are accepted in it
     * @return likely ones first; none without such a suite
     */
    public Set<NamedGroup> groups(ProtocolVersion version, Collection<CipherSuite> suites) {
        List<CipherSuite> exchanging = suites.stream()
                .filter(suite -> version == ProtocolVersion.TLS_1_3
                        || suite.label().matches("TLS_ECDHE_(RSA|ECDSA)_.*|TLS_ECDH_anon_.*"))
                .limit(LIST_AT_MOST)
                .toList();
        if (exchanging.isEmpty()) {
            return Set.of();
        }
        return accepted(
                GROUPS,
                group -> ask(new OracleHello(version, exchanging, List.of(group)), true)
                        .filter(reply -> reply.version() == version.code())
                        .flatMap(OracleReply::group)
                        .equals(Optional.of(group)));
    }

    private CipherSuite preferred(ProtocolVersion version, CipherSuite first, CipherSuite second) {
        return chosen(version, List.of(first, second))
                .orElseThrow(() -> new AssertionError(first + " and " + second + " were refused together"));
    }

    private Optional<CipherSuite> chosen(ProtocolVersion version, List<CipherSuite> suites) {
        return ask(new OracleHello(version, suites, GROUPS), false)
                .filter(reply -> reply.version() == version.code())
                .map(OracleReply::suite);
    }

    private Optional<OracleReply> ask(OracleHello hello, boolean toTheCurve) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0); // RST: thousands of connections must not leave their ports behind in TIME_WAIT
            ClearText.upgrade(socket, start);
            socket.getOutputStream().write(hello.bytes());
            return OracleReply.read(new BufferedInputStream(socket.getInputStream()), toTheCurve);
        } catch (IOException failure) {
            throw new UncheckedIOException("port " + port + ", " + hello, failure);
        }
    }

    /** A question about one suite or group. */
    private interface Question<T> {
        boolean accepted(T one);
    }

    private <T> Set<T> accepted(List<T> candidates, Question<T> question) {
        List<Callable<Boolean>> questions = candidates.stream()
                .map(one -> (Callable<Boolean>) () -> question.accepted(one))
                .toList();
        List<Boolean> answers = all(questions);
        return IntStream.range(0, answers.size())
                .filter(answers::get)
                .mapToObj(candidates::get)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private <T> List<T> all(List<Callable<T>> questions) {
        ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("the server gave no answer", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static IntStream range(int from, int to) {
        return IntStream.rangeClosed(from, to);
    }
}
