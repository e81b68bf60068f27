package dev.extls.net;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Failure;
import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.dialogue.Stage;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.observation.Approach;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trust;
import dev.extls.observation.WebPage;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHelloReader;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * One job, one connection: from the connected channel to the observation. Lives on the channel's event loop; the channel is closed
 * here and nowhere else. Whatever happens, {@link #observed()} completes once.
 */
final class Connection {
    /** What a hello waits for once the server has chosen: the rest of the flight usually lies in the same packets. */
    private static final Duration REST_OF_FLIGHT = Duration.ofSeconds(2);

    /** How long a greeting inside TLS is waited for; it is a name for the node, not an answer. */
    private static final Duration GREETING_INSIDE = Duration.ofSeconds(2);

    private final long number;
    private final Question question;
    private final Endpoint endpoint;
    private final Offer offer;
    private final Supplier<Engines> engines;
    private final SessionTickets tickets;
    private final Deadlines deadlines;
    private final Conduct conduct;
    private final RunClock clock;
    private final Instant started;
    private final Tap tap = new Tap();
    private final CompletableFuture<Observation> observed = new CompletableFuture<>();
    private Optional<Channel> channel = Optional.empty();
    private Optional<DialogueHandler> dialogue = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();
    private Learned learned = Learned.NOTHING;
    private String localAddress = "";
    private Approach approach = Approach.DIRECT;
    private WebPage page = WebPage.NOT_ASKED;
    private boolean over;

    Connection(
            long number,
            Question question,
            Endpoint endpoint,
            Offer offer,
            Supplier<Engines> engines,
            SessionTickets tickets,
            Deadlines deadlines,
            Conduct conduct,
            RunClock clock) {
        this.number = number;
        this.question = question;
        this.endpoint = endpoint;
        this.offer = offer;
        this.engines = engines;
        this.tickets = tickets;
        this.deadlines = deadlines;
        this.conduct = conduct;
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
        guarded(() -> end(outcome, List.of()));
    }

    /** The connection could not be made for want of our own: nothing was seen. */
    void exhausted(Exhausted exhausted) {
        bug(exhausted);
    }

    /** The connection stands; nothing has been read from it yet. */
    void connected(Channel connected) {
        channel = Optional.of(connected);
        guarded(() -> {
            begin(connected);
            connected.config().setAutoRead(true);
        });
    }

    private void begin(Channel connected) {
        connected.pipeline().addLast(Border.NAME, new Border(this::bug));
        InetSocketAddress local = (InetSocketAddress) connected.localAddress();
        localAddress = OurAddress.withPort(local);
        if (conduct.announced().isPresent() || conduct.proxy().isPresent()) {
            approach = approach(connected, local);
        }
        TlsStart start = endpoint.service().tlsStart();
        if (start == TlsStart.AT_ONCE) {
            startTls(connected);
            return;
        }
        DialogueHandler handler =
                new DialogueHandler(this, tap, Dialogue.begin(start, OurAddress.clientName(local.getAddress())));
        dialogue = Optional.of(handler);
        addHandler(connected, handler);
    }

    private Approach approach(Channel connected, InetSocketAddress local) {
        InetSocketAddress door = new InetSocketAddress(SourceAddress.of(endpoint.address()), endpoint.port());
        String header = conduct.announced()
                .map(version -> {
                    ProxyHeader made = ProxyHeader.of(version, local, door);
                    made.send(connected, connected.pipeline().context(tap).name());
                    return made.words();
                })
                .orElse("");
        return new Approach(header, conduct.proxy().map(Proxy::toString).orElse(""));
    }

    /** Sets the one deadline that is running. */
    void deadline(Stage stage, Runnable passed) {
        deadline(stage == Stage.GREETING ? deadlines.greeting() : deadlines.reply(), passed);
    }

    void upgradeFailed(Failure failure, String detail) {
        Failure seen = failure == Failure.STARTTLS_NOT_OFFERED && answersHeader() ? Failure.GARBLED : failure;
        end(new Outcome.NotReached(UpgradeTrouble.of(seen), detail), List.of());
    }

    /** Whether no capabilities were told behind a header of the PROXY protocol: what a server refused may be that line, not ours. */
    private boolean answersHeader() {
        return approach.announced()
                && dialogue.filter(handler ->
                                handler.dialogue().learned().capabilities().isEmpty())
                        .isPresent();
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
        deadline(deadlines.tls(), () -> endUnfinished(Ending.bySilence(tap, deadlines.tls())));
        try {
            boolean ticket = offer.extras().ticket().isPresent();
            if (offer.way() == Way.HANDSHAKE) {
                // warnings and requests for a hello would be read until the deadline
                tap.whenCut(() -> endUnfinished(Ending.asAsked(tap)));
            }
            if (offer.way() == Way.HELLO) {
                sayHello(
                        connected,
                        ticket && offer.version() == ProtocolVersion.TLS_1_3
                                ? helloWithTicket()
                                : HelloBytes.of(offer, endpoint));
            } else if (ticket) {
                askForTicket(connected, new TicketClient(offer, SniName.of(offer, endpoint)));
            } else {
                shakeHands(connected, engines.get().engine(offer, endpoint));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            end(new Outcome.NotOffered(Ending.words(e)), List.of());
        }
    }

    private Bytes helloWithTicket() {
        SessionTicket ticket = tickets.take(endpoint)
                .orElseThrow(
                        () -> new IllegalStateException("the handshake before was given no ticket that can be named"));
        return HelloBytes.of(offer, endpoint, hello -> ticket.namedIn(hello, clock.now()));
    }

    private void sayHello(Channel connected, Bytes hello) {
        Instant answerDue = clock.now().plus(deadlines.tls());
        addHandler(connected, new HelloHandler(offer, tap, new HelloHandler.Events() {
            @Override
            public void chosen() {
                Duration left = Duration.between(clock.now(), answerDue);
                deadline(
                        left.compareTo(REST_OF_FLIGHT) < 0 ? left : REST_OF_FLIGHT,
                        () -> endUnfinished(Ending.asAsked(tap)));
            }

            @Override
            public void enough() {
                endUnfinished(Ending.asAsked(tap));
            }

            @Override
            public void ended() {
                endUnfinished(Ending.byPeer(tap));
            }
        }));
        connected.writeAndFlush(Unpooled.wrappedBuffer(hello.toArray()));
    }

    /** The handler that hears how it ends comes first: SslHandler may fail while it is being added. */
    private void shakeHands(Channel connected, SSLEngine engine) {
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeoutMillis(0);
        tls.setCloseNotifyFlushTimeoutMillis(Closing.LAST_WORDS.toMillis());
        HandshakeHandler ear = new HandshakeHandler(() -> finished(connected, engine), this::handshakeFailed);
        addHandler(connected, ear);
        connected.pipeline().addAfter(connected.pipeline().context(tap).name(), null, tls);
    }

    private void askForTicket(Channel connected, TicketClient client) {
        TicketHandler handler = new TicketHandler(client, new TicketHandler.Events() {
            @Override
            public void finished() {
                tap.whenCut(this::given);
                if (offer.version() == ProtocolVersion.TLS_1_3) {
                    deadline(REST_OF_FLIGHT, () -> given());
                } else {
                    given();
                }
            }

            @Override
            public void given() {
                if (over) {
                    return;
                }
                TlsAnswer answer = TlsAnswer.read(offer, tap.received());
                boolean retried = answer.selection().filter(Selection::retried).isPresent();
                if (!retried && ClientHelloReader.read(tap.sent()) instanceof ClientHelloReader.Reading.Whole sent) {
                    client.ticket(sent.hello().message(), clock.now())
                            .ifPresent(ticket -> tickets.keep(endpoint, ticket));
                }
                Optional.ofNullable(connected.pipeline().context(TicketHandler.class))
                        .ifPresent(context -> ((TicketHandler) context.handler())
                                .sayGoodbye(context, InsideTls.goodbye(endpoint.service())));
                end(finishedWith(answer), answer.certificates());
            }

            @Override
            public void failed(Throwable cause) {
                if (client.finished()) {
                    given();
                } else {
                    handshakeFailed(cause);
                }
            }
        });
        addHandler(connected, handler);
    }

    private static Outcome finishedWith(TlsAnswer answer) {
        return answer.selection()
                .<Outcome>map(Outcome.Negotiated::new)
                .orElseGet(() -> new Outcome.NotOffered(
                        "the handshake finished, but the tap holds no ServerHello that fits the offer"));
    }

    private void handshakeFailed(Throwable cause) {
        if (tap.hasSent()) {
            endUnfinished(Ending.byFailure(tap, cause));
        } else {
            end(new Outcome.NotOffered("the handshake did not start: " + Ending.words(cause)), List.of());
        }
    }

    private void finished(Channel connected, SSLEngine engine) {
        if (over) {
            return;
        }
        tap.whenCut(() -> {});
        List<Bytes> certificates = InsideTls.certificates(engine);
        Outcome outcome = TlsAnswer.read(offer, tap.received())
                .selection()
                .<Outcome>map(chosen -> new Outcome.Negotiated(InsideTls.withAlpn(chosen, engine)))
                .orElseGet(() -> new Outcome.NotOffered(
                        "the handshake finished, but the tap holds no ServerHello that fits the offer"));
        boolean ofNode = question == Question.NODES || question == Question.HEALTH;
        if (ofNode && conduct.healthcheck() && endpoint.service() == Service.HTTPS) {
            askForPage(connected, outcome, certificates);
            return;
        }
        InsideTls.greeting(endpoint.service())
                .ifPresentOrElse(
                        start -> readGreeting(connected, start, outcome, certificates),
                        () -> sayGoodbye(connected, outcome, certificates));
    }

    private void askForPage(Channel connected, Outcome outcome, List<Bytes> certificates) {
        PageReading reading = PageReading.ask(connected, endpoint, told -> {
            page = told;
            sayGoodbye(connected, outcome, certificates);
        });
        deadline(deadlines.tls(), reading::timeIsOver);
    }

    private void readGreeting(Channel connected, TlsStart start, Outcome outcome, List<Bytes> certificates) {
        GreetingHandler greeting = new GreetingHandler(Dialogue.begin(start, "localhost"), told -> {
            learned = told;
            sayGoodbye(connected, outcome, certificates);
        });
        Duration patience = deadlines.greeting();
        deadline(patience.compareTo(GREETING_INSIDE) < 0 ? patience : GREETING_INSIDE, greeting::finish);
        addHandler(connected, greeting);
    }

    private void sayGoodbye(Channel connected, Outcome outcome, List<Bytes> certificates) {
        if (!over) {
            connected.write(Unpooled.copiedBuffer(InsideTls.goodbye(endpoint.service()), StandardCharsets.US_ASCII));
            end(outcome, certificates);
        }
    }

    private void endUnfinished(Ending ending) {
        if (over) {
            return;
        }
        TlsAnswer answer = TlsAnswer.read(offer, tap.received());
        end(answer.outcome(ending), answer.certificates());
    }

    /** In front of the border, behind everything else. */
    private static void addHandler(Channel connected, ChannelHandler handler) {
        connected.pipeline().addBefore(Border.NAME, null, handler);
    }

    private void deadline(Duration wait, Runnable passed) {
        deadline.ifPresent(running -> running.cancel(false));
        deadline = channel.map(
                open -> open.eventLoop().schedule(() -> guarded(passed), wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The one place where a connection ends: the observation is given once the channel is closed. */
    private void end(Outcome outcome, List<Bytes> certificates) {
        if (over) {
            return;
        }
        over = true;
        deadline.ifPresent(running -> running.cancel(false));
        Observation observation =
                observation(dropped() ? new Outcome.NotOffered("ended by us") : outcome, certificates);
        channel.ifPresentOrElse(
                open -> closing(outcome).close(open).addListener(closed -> observed.complete(observation)),
                () -> observed.complete(observation));
    }

    /** Netty swallows what listeners and timers throw: nobody would ever hear of it. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            bug(e);
        }
    }

    /** A bug of ours: told as such, and nobody waits for ever. */
    private void bug(Throwable cause) {
        over = true;
        deadline.ifPresent(running -> running.cancel(false));
        observed.completeExceptionally(cause);
        channel.ifPresent(Closing.AT_ONCE::close);
    }

    private Observation observation(Outcome outcome, List<Bytes> certificates) {
        Bytes sent = tap.sent();
        dialogue.ifPresent(handler -> learned = handler.dialogue().learned());
        List<Line> lines = dialogue.map(handler -> handler.dialogue().lines()).orElse(List.of());
        boolean cut = tap.cut()
                || dialogue.filter(handler -> handler.dialogue().cut()).isPresent();
        return new Observation(
                number,
                question,
                endpoint,
                offer,
                sent.length() == 0 ? outcome : honest(outcome, sent),
                started,
                Duration.between(started, clock.now()),
                localAddress,
                learned,
                certificates,
                Trust.NOT_ASKED,
                new Transcript(lines, sent, tap.received(), cut),
                approach,
                page);
    }

    /** An answer to a hello that was not the offer answers nothing. */
    private Outcome honest(Outcome outcome, Bytes sent) {
        return SentHello.fault(offer, SniName.of(offer, endpoint), sent)
                .<Outcome>map(Outcome.NotOffered::new)
                .orElse(outcome);
    }

    /** The prober is being closed, so the end of the connection is no doing of the peer's. */
    private boolean dropped() {
        return channel.filter(open -> open.eventLoop().isShuttingDown()).isPresent();
    }

    private Closing closing(Outcome outcome) {
        if (!tap.hasSent() || outcome instanceof Outcome.Negotiated) {
            return Closing.AFTER_LAST_WORDS;
        }
        return offer.way() == Way.HELLO ? Closing.BY_RESET : Closing.AT_ONCE;
    }
}
