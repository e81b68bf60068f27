package dev.extls.net;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks name servers, without the hosts file and without search domains. A question that stays without an answer is asked again; that
 * there is no such name or no such record is told apart from silence.
 */
public final class Dns implements Names {
    /** How long an answer is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So many questions are open at once, the others wait: a list of ten thousand names must not flood a name server. */
    static final int AT_ONCE = 64;

    private final List<InetSocketAddress> servers;
    private final Duration patience;
    private final Consumer<String> notes;
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final DnsNameResolver resolver;
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // of the event loop
    private int open; // of the event loop

    /**
     * Starts to ask these servers.
     *
     * @param servers asked in turn; with none, every look-up stays without an answer
     * @param patience how long an answer is waited for
     * @param notes is told where an answer is used that is not whole
     */
    Dns(List<InetSocketAddress> servers, Duration patience, Consumer<String> notes) {
        this.servers = List.copyOf(servers);
        this.patience = patience;
        this.notes = notes;
        this.resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class) // for answers that do not fit a datagram
                .queryTimeoutMillis(patience.toMillis())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .build();
    }

    /**
     * Asks one name server.
     *
     * @param server its address
     * @param notes is told where an answer is used that is not whole
     * @return to be closed
     */
    public static Dns at(InetSocketAddress server, Consumer<String> notes) {
        return new Dns(List.of(server), PATIENCE, notes);
    }

    /**
     * Asks the name servers that this system is set up to ask.
     *
     * @param notes is told where an answer is used that is not whole
     * @return to be closed
     */
    public static Dns ofTheSystem(Consumer<String> notes) {
        return new Dns(SystemNameServers.list(), PATIENCE, notes);
    }

    /** IPv4 first; where only one of both kinds is answered, the answer is used, and noted. */
    @Override
    public CompletableFuture<LookedUp<String>> addresses(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return CompletableFuture.completedFuture(LookedUp.of(List.of(host)));
        }
        return lookUp(host, DnsRecordType.A)
                .thenCombine(lookUp(host, DnsRecordType.AAAA), (four, six) -> both(host, four, six));
    }

    /**
     * The mail exchangers of a domain.
     *
     * @param domain a name
     * @return its MX records, lowest preference first
     */
    public CompletableFuture<LookedUp<MailExchanger>> mailExchangers(String domain) {
        return lookUp(domain, DnsRecordType.MX)
                .thenApply(records -> mapped(records, record -> new MailExchanger(record.preference(), record.name())));
    }

    /**
     * The hosts of a service.
     *
     * @param name such as {@code _autodiscover._tcp.contoso.test}
     * @return its SRV records, lowest priority first
     */
    public CompletableFuture<LookedUp<ServiceRecord>> services(String name) {
        return lookUp(name, DnsRecordType.SRV)
                .thenApply(records -> mapped(
                        records, record -> new ServiceRecord(record.preference(), record.port(), record.name())));
    }

    /** Ends the event loop; what is not answered yet never is. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private LookedUp<String> both(String host, LookedUp<DnsReply.Resource> four, LookedUp<DnsReply.Resource> six) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        boolean certain = true;
        for (LookedUp<DnsReply.Resource> one : List.of(four, six)) {
            one.found().forEach(record -> found.add(record.name()));
            one.failure().ifPresent(why -> missing.add(why.detail()));
            certain &= !one.found().isEmpty() || one.certainlyNothing();
        }
        if (!certain && !found.isEmpty()) {
            String known = four.found().isEmpty() ? "IPv6" : "IPv4";
            notes.accept(host + ": only its " + known + " addresses are known: " + String.join("; ", missing));
        }
        if (!found.isEmpty()) {
            return LookedUp.of(List.copyOf(found));
        }
        String detail = String.join("; ", missing);
        return certain ? LookedUp.nothing(detail) : LookedUp.unanswered(detail);
    }

    private CompletableFuture<LookedUp<DnsReply.Resource>> lookUp(String name, DnsRecordType type) {
        return new DnsLookUp(this::ask, notes, name, type).start();
    }

    private CompletableFuture<DnsAnswer> ask(String name, DnsRecordType type) {
        if (servers.isEmpty()) {
            return CompletableFuture.completedFuture(DnsAnswer.none("no name server is configured on this system"));
        }
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        loop.execute(() -> {
            waiting.add(() -> new DnsQuery(resolver, loop, servers, patience, name, type)
                    .ask()
                    .whenComplete((known, bug) -> ended(answer, known, bug)));
            startNext();
        });
        return answer;
    }

    private void ended(CompletableFuture<DnsAnswer> answer, @Nullable DnsAnswer known, @Nullable Throwable bug) {
        open--;
        // not from here: a thousand questions that fail at once would fill the stack
        loop.execute(this::startNext);
        if (known != null) {
            answer.complete(known);
        } else {
            answer.completeExceptionally(bug == null ? new IllegalStateException("no answer and no bug") : bug);
        }
    }

    private void startNext() {
        while (open < AT_ONCE && !waiting.isEmpty()) {
            open++;
            waiting.remove().run();
        }
    }

    private static <T> LookedUp<T> mapped(LookedUp<DnsReply.Resource> records, Function<DnsReply.Resource, T> form) {
        return records.failure().isPresent()
                ? new LookedUp<>(List.of(), records.failure())
                : LookedUp.of(records.found().stream()
                        .sorted(Comparator.comparingInt(DnsReply.Resource::preference))
                        .map(form)
                        .distinct()
                        .toList());
    }
}
