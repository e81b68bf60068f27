package dev.extls.net;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Failure;
import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.dialogue.Stage;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trouble;
import dev.extls.observation.Trust;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * One job, one connection: from the connected channel to the observation. Lives on the channel's event loop; the channel is closed
 * here and nowhere else.
 */
final class Connection {
    /** What a hello waits for once the server has chosen: the rest of the flight usually lies in the same packets. */
    private static final Duration REST_OF_FLIGHT = Duration.ofSeconds(2);

    /** How long a greeting inside TLS is waited for; it is a name for the node, not an answer. */
    private static final Duration GREETING_INSIDE = Duration.ofSeconds(2);

    /** How long QUIT and close_notify may take to leave. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String id;
    private final Endpoint endpoint;
    private final Offer offer;
    private final Supplier<Engines> engines;
    private final Deadlines deadlines;
    private final RunClock clock;
    private final Instant started;
    private final Tap tap = new Tap();
    private final CompletableFuture<Observation> observed = new CompletableFuture<>();
    private Optional<Channel> channel = Optional.empty();
    private Optional<DialogueHandler> dialogue = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();
    private Learned learned = Learned.NOTHING;
    private String localAddress = "";
    private boolean over;

    Connection(
            String id, Endpoint endpoint, Offer offer, Supplier<Engines> engines, Deadlines deadlines, RunClock clock) {
        this.id = id;
        this.endpoint = endpoint;
        this.offer = offer;
        this.engines = engines;
        this.deadlines = deadlines;
        this.clock = clock;
        this.started = clock.now();
    }

    CompletableFuture<Observation> observed() {
        return observed;
    }

    Tap tap() {
        return tap;
    }

    /** The connection could not be made. */
    void failed(Outcome outcome) {
        end(outcome, List.of());
    }

    /** The connection stands; reading begins when somebody listens. */
    void connected(Channel connected) {
        listen(connected);
        connected.config().setAutoRead(true);
    }

    private void listen(Channel connected) {
        channel = Optional.of(connected);
        connected.pipeline().addLast(Border.NAME, new Border(this::bug));
        if (connected.localAddress() instanceof InetSocketAddress local) {
            localAddress = literal(local.getAddress()) + ":" + local.getPort();
            if (endpoint.service().tlsStart() != TlsStart.AT_ONCE) {
                DialogueHandler handler = new DialogueHandler(
                        this, tap, Dialogue.begin(endpoint.service().tlsStart(), clientName(local.getAddress())));
                dialogue = Optional.of(handler);
                addHandler(connected, handler);
                return;
            }
        }
        startTls(connected);
    }

    /** Sets the one deadline that is running. */
    void deadline(Stage stage, Runnable passed) {
        deadline(stage == Stage.GREETING ? deadlines.greeting() : deadlines.reply(), passed);
    }

    void upgradeFailed(Failure failure, String detail) {
        end(new Outcome.NotReached(trouble(failure), detail), List.of());
    }

    void mayStartTls(Bytes leftOver) {
        if (leftOver.length() > 0) {
            end(new Outcome.Injected(leftOver.slice(0, Math.min(leftOver.length(), 1024))), List.of());
            return;
        }
        channel.ifPresent(this::startTls);
    }

    private void startTls(Channel connected) {
        tap.open();
        deadline(deadlines.tls(), () -> endUnfinished(Stop.NO_ANSWER, silence()));
        if (offer.way() == Way.HELLO) {
            addHandler(connected, new HelloHandler(this::answered, this::endByPeer));
            connected.writeAndFlush(
                    Unpooled.wrappedBuffer(HelloBytes.of(offer, endpoint).toArray()));
            return;
        }
        SSLEngine engine;
        try {
            engine = engines.get().engine(offer, endpoint);
        } catch (IllegalArgumentException | IllegalStateException e) {
            end(new Outcome.NotOffered(String.valueOf(e.getMessage())), List.of());
            return;
        }
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeoutMillis(0);
        tls.setCloseNotifyFlushTimeoutMillis(1000);
        addHandler(connected, tls);
        addHandler(connected, new HandshakeHandler(() -> finished(connected, engine), this::handshakeFailed));
    }

    /** After each piece of an answer to a hello: true once there is nothing more to wait for. */
    private boolean answered() {
        if (over) {
            return false;
        }
        TlsAnswer answer = TlsAnswer.read(offer, tap.received());
        if (answer.chosen() && !answer.whole()) {
            deadline(REST_OF_FLIGHT, () -> endUnfinished(Stop.AS_ASKED, ""));
        }
        return answer.whole() || tap.cut();
    }

    private void endByPeer() {
        if (!tap.ended()) {
            endUnfinished(Stop.AS_ASKED, "more than " + Tap.KEPT_BYTES + " bytes");
        } else if (tap.reset()) {
            endUnfinished(Stop.PEER_RESET, "reset (RST)");
        } else {
            endUnfinished(Stop.PEER_CLOSED, "closed (FIN)");
        }
    }

    private void handshakeFailed(Throwable cause) {
        if (tap.sent().length() == 0) {
            end(new Outcome.NotOffered("the handshake did not start: " + cause.getMessage()), List.of());
            return;
        }
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof TlsFatalAlertReceived received) {
                endUnfinished(Stop.PEER_ALERT, AlertDescription.getText(received.getAlertDescription()));
                return;
            }
            if (one instanceof TlsFatalAlert ours && !tap.ended()) {
                endUnfinished(Stop.OUR_REFUSAL, AlertDescription.getText(ours.getAlertDescription()));
                return;
            }
        }
        if (tap.ended()) {
            endByPeer();
        } else {
            endUnfinished(Stop.OUR_REFUSAL, String.valueOf(cause.getMessage()));
        }
    }

    private void finished(Channel connected, SSLEngine engine) {
        List<Bytes> certificates = peerCertificates(engine);
        Optional<Selection> selection = TlsAnswer.read(offer, tap.received()).selection();
        Outcome outcome = selection
                .<Outcome>map(chosen -> new Outcome.Negotiated(withAlpn(chosen, engine)))
                .orElseGet(() -> new Outcome.NotOffered(
                        "the handshake finished, but the tap holds no ServerHello that fits the offer"));
        greetingInside().ifPresentOrElse(start -> readGreeting(connected, start, outcome, certificates), () -> {
            sayGoodbyeInside(connected);
            end(outcome, certificates);
        });
    }

    private static Selection withAlpn(Selection chosen, SSLEngine engine) {
        String alpn = Optional.ofNullable(engine.getApplicationProtocol()).orElse("");
        return new Selection(chosen.version(), chosen.suite(), chosen.groupCode(), alpn, chosen.retried());
    }

    /** Services that greet first, inside TLS. */
    private Optional<TlsStart> greetingInside() {
        Service service = endpoint.service();
        return switch (service) {
            case IMAPS, BACKEND_IMAPS -> Optional.of(TlsStart.IMAP_STARTTLS);
            case POP3S, BACKEND_POP3S -> Optional.of(TlsStart.POP3_STLS);
            case SMTP, SUBMISSION, HTTPS, IMAP, POP3, BACKEND_HTTPS, CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT, TLS ->
                Optional.empty();
        };
    }

    private void readGreeting(Channel connected, TlsStart start, Outcome outcome, List<Bytes> certificates) {
        List<GreetingHandler> self = new ArrayList<>();
        Runnable done = () -> {
            if (!over) {
                learned = self.get(0).dialogue().learned();
                connected.write(Unpooled.copiedBuffer(
                        start == TlsStart.IMAP_STARTTLS ? "a1 LOGOUT\r\n" : "QUIT\r\n", StandardCharsets.US_ASCII));
                end(outcome, certificates);
            }
        };
        self.add(new GreetingHandler(Dialogue.begin(start, "localhost"), done));
        deadline(GREETING_INSIDE, done);
        addHandler(connected, self.get(0));
    }

    /** Leaves a clean line in the server's protocol log. */
    private void sayGoodbyeInside(Channel connected) {
        switch (endpoint.service().tlsStart()) {
            case SMTP_STARTTLS, POP3_STLS ->
                connected.write(Unpooled.copiedBuffer("QUIT\r\n", StandardCharsets.US_ASCII));
            case IMAP_STARTTLS -> connected.write(Unpooled.copiedBuffer("a9 LOGOUT\r\n", StandardCharsets.US_ASCII));
            case AT_ONCE -> {}
        }
    }

    private static List<Bytes> peerCertificates(SSLEngine engine) {
        try {
            List<Bytes> chain = new ArrayList<>();
            for (Certificate certificate : engine.getSession().getPeerCertificates()) {
                chain.add(Bytes.of(certificate.getEncoded()));
            }
            return chain;
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return List.of();
        }
    }

    private void endUnfinished(Stop stop, String detail) {
        if (over) {
            return;
        }
        TlsAnswer answer = TlsAnswer.read(offer, tap.received());
        end(answer.outcome(new TlsAnswer.Ending(stop, detail, tap.receivedLength())), answer.certificates());
    }

    private String silence() {
        int bytes = tap.receivedLength();
        return "no answer within " + deadlines.tls().toMillis() / 1000.0 + " s"
                + (bytes == 0 ? "" : ", only " + bytes + " bytes of one");
    }

    /** In front of the border, behind everything else. */
    private static void addHandler(Channel connected, ChannelHandler handler) {
        connected.pipeline().addBefore(Border.NAME, null, handler);
    }

    private void deadline(Duration wait, Runnable passed) {
        deadline.ifPresent(running -> running.cancel(false));
        deadline = channel.map(open -> open.eventLoop().schedule(passed, wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The one place where a connection ends: the observation is given once the channel is closed. */
    private void end(Outcome outcome, List<Bytes> certificates) {
        if (over) {
            return;
        }
        over = true;
        deadline.ifPresent(running -> running.cancel(false));
        Observation observation = observation(outcome, certificates);
        channel.ifPresentOrElse(
                open -> close(open, tap.sent().length() == 0 || outcome instanceof Outcome.Negotiated)
                        .addListener(closed -> observed.complete(observation)),
                () -> observed.complete(observation));
    }

    /** A bug of ours: told as such, and nobody waits for ever. */
    void bug(Throwable cause) {
        over = true;
        observed.completeExceptionally(cause);
        channel.ifPresent(Channel::close);
    }

    private Observation observation(Outcome outcome, List<Bytes> certificates) {
        Bytes sent = tap.sent();
        dialogue.ifPresent(handler -> learned = handler.dialogue().learned());
        List<Line> lines = dialogue.map(handler -> handler.dialogue().lines()).orElse(List.of());
        boolean cut = tap.cut()
                || dialogue.filter(handler -> handler.dialogue().cut()).isPresent();
        return new Observation(
                id,
                endpoint,
                offer,
                sent.length() == 0 ? outcome : honest(outcome, sent),
                started,
                Duration.between(started, clock.now()),
                localAddress,
                learned,
                certificates,
                Trust.NOT_ASKED,
                new Transcript(lines, sent, tap.received(), cut));
    }

    /** An answer to a hello that was not the offer answers nothing. */
    private Outcome honest(Outcome outcome, Bytes sent) {
        return SentHello.fault(offer, sent)
                .<Outcome>map(Outcome.NotOffered::new)
                .orElse(outcome);
    }

    /**
     * RST where a hello was broken off, so that a list scan does not eat the ports with TIME_WAIT; in good order elsewhere. A handshake
     * that did not finish holds back what is written, so nothing is waited for there.
     */
    private ChannelFuture close(Channel open, boolean inGoodOrder) {
        if (offer.way() == Way.HELLO && tap.sent().length() > 0 && open.isOpen()) {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (inGoodOrder) {
            open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            open.eventLoop().schedule(() -> open.close(), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            open.close();
        }
        return open.closeFuture();
    }

    /** RFC 5321 section 4.1.3: an address literal is a legal EHLO argument where there is no name to be resolved. */
    private static String clientName(InetAddress local) {
        String address = literal(local);
        return address.indexOf(':') >= 0 ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static Trouble trouble(Failure failure) {
        return switch (failure) {
            case NO_GREETING -> Trouble.NO_GREETING;
            case GREETING_TOO_LONG -> Trouble.GREETING_TOO_LONG;
            case CLOSED_BEFORE_GREETING -> Trouble.CLOSED_BEFORE_GREETING;
            case RESET_BEFORE_GREETING, THROTTLED -> Trouble.THROTTLED;
            case REFUSED_BY_GREETING -> Trouble.REFUSED_BY_GREETING;
            case STARTTLS_NOT_OFFERED -> Trouble.STARTTLS_NOT_OFFERED;
            case STARTTLS_REFUSED -> Trouble.STARTTLS_REFUSED;
            case GARBLED -> Trouble.NOT_TLS;
            case NO_ANSWER -> Trouble.NO_ANSWER;
            case CLOSED -> Trouble.CLOSED;
            case RESET -> Trouble.RESET;
        };
    }
}
