package dev.extls.net;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One question, asked again while no answer comes: a datagram may be lost, and the resolver does not send it again. What was sent
 * first is still waited for, so that a slow server counts as well as a lossy line. Used by one event loop only.
 */
final class DnsQuery {
    private static final int MOST_SENT = 3;

    /** The second and the third are sent after these parts of the whole patience. */
    private static final int[] PARTS = {5, 2};

    private final DnsNameResolver resolver;
    private final EventLoop loop;
    private final List<InetSocketAddress> servers;
    private final Duration patience;
    private final DefaultDnsQuestion question;
    private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    private DnsAnswer best;
    private int sent;
    private int open;

    /**
     * A question.
     *
     * @param resolver whose queries time out after the whole patience
     * @param loop of the resolver
     * @param servers at least one, asked in turn
     * @param patience until nothing more is waited for
     * @param name an absolute name
     * @throws IllegalArgumentException if the name is none
     */
    DnsQuery(
            DnsNameResolver resolver,
            EventLoop loop,
            List<InetSocketAddress> servers,
            Duration patience,
            String name,
            DnsRecordType type) {
        this.resolver = resolver;
        this.loop = loop;
        this.servers = servers;
        this.patience = patience;
        // without the dot a name would not be absolute
        this.question = new DefaultDnsQuestion(name + ".", type);
        this.best = DnsAnswer.none("no answer from " + called(servers) + " in " + inSeconds(patience) + " s");
    }

    /** Asks; on the event loop, where the answer comes, too. */
    CompletableFuture<DnsAnswer> ask() {
        for (int part : PARTS) {
            loop.schedule(this::send, patience.toMillis() / part, TimeUnit.MILLISECONDS);
        }
        loop.schedule(() -> answer.complete(best), patience.toMillis(), TimeUnit.MILLISECONDS);
        send();
        return answer;
    }

    private void send() {
        if (answer.isDone() || sent == MOST_SENT) {
            return;
        }
        InetSocketAddress server = servers.get(sent % servers.size());
        sent++;
        open++;
        resolver.query(server, question)
                .addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done) -> {
                    open--;
                    if (done.isSuccess()) {
                        replied(done.getNow());
                    } else if (!(done.cause() instanceof DnsNameResolverTimeoutException)) {
                        notAsked(done.cause());
                    }
                });
    }

    private void replied(AddressedEnvelope<DnsResponse, InetSocketAddress> envelope) {
        try {
            DnsReply reply = DnsReply.read(envelope.content());
            if (reply.conclusive()) {
                answer.complete(DnsAnswer.of(reply));
                return;
            }
            best = DnsAnswer.of(reply);
        } finally {
            envelope.release();
        }
        another();
    }

    private void notAsked(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (best.reply().isEmpty()) {
            best = DnsAnswer.none(called(servers) + " could not be asked: " + root.getMessage());
        }
        another();
    }

    /** The next is asked at once; when all have said that they cannot, nothing more is waited for. */
    private void another() {
        send();
        if (open == 0) {
            answer.complete(best);
        }
    }

    private static String called(List<InetSocketAddress> servers) {
        return servers.stream()
                .map(server -> NetUtil.toSocketAddressString(server).replaceFirst(":53$", ""))
                .collect(Collectors.joining(", ", servers.size() == 1 ? "the name server " : "the name servers ", ""));
    }

    private static String inSeconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
