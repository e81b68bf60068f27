package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.dialogue.Line;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHelloReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection on a channel without a network and with a clock that the test moves. */
class ConnectionTest {
    private static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(1), Duration.ofSeconds(35), Duration.ofSeconds(20), Duration.ofSeconds(10));
    private static final String EHLO_REPLY =
            "250-ex01.contoso.test Hello [127.0.0.1]\r\n250-SIZE 37748736\r\n250 STARTTLS\r\n";

    private final List<ByteBuf> given = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void nothingLeaks() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(given).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
    }

    /** A connection with what is on its other side. */
    private final class Played {
        private final Connection connection;
        private final EmbeddedChannel channel;

        Played(Service service, Offer offer) {
            this(Given.door(service, 1), offer);
        }

        Played(Endpoint endpoint, Offer offer) {
            connection = new Connection(
                    1,
                    Question.VERSIONS,
                    endpoint,
                    offer,
                    () -> {
                        throw new UnsupportedOperationException("a planted bug");
                    },
                    new SessionTickets(),
                    DEADLINES,
                    Conduct.PLAIN,
                    new RunClock());
            channel = new EmbeddedChannel(connection.tap()) {
                @Override
                protected SocketAddress localAddress0() {
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40312);
                }
            };
            channels.add(channel);
            channel.freezeTime();
            channel.config().setAutoRead(false);
            connection.connected(channel);
            assertThat(channel.config().isAutoRead() || connection.observed().isDone())
                    .as("read from now on, unless it is over")
                    .isTrue();
        }

        void receive(Bytes bytes) {
            ByteBuf buffer = Unpooled.wrappedBuffer(bytes.toArray());
            given.add(buffer);
            channel.writeInbound(buffer);
        }

        void receive(String text) {
            receive(Flights.text(text));
        }

        void receiveByteByByte(Bytes bytes) {
            for (int i = 0; i < bytes.length(); i++) {
                receive(bytes.slice(i, i + 1));
            }
        }

        void pass(Duration time) {
            channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
            channel.runScheduledPendingTasks();
            channel.runPendingTasks();
        }

        Bytes sent() {
            Bytes all = Bytes.EMPTY;
            for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
                all = all.plus(Bytes.of(ByteBufUtil.getBytes(next)));
                next.release();
            }
            return all;
        }

        String said() {
            return new String(sent().toArray(), StandardCharsets.ISO_8859_1);
        }

        Observation observation() {
            assertThat(connection.observed()).isCompleted();
            assertThat(channel.isOpen())
                    .as("the observation is given once the channel is closed")
                    .isFalse();
            return connection.observed().join();
        }

        /** Why no hello went out. */
        Trouble trouble() {
            assertThat(outcome()).isInstanceOf(Outcome.NotReached.class);
            return ((Outcome.NotReached) outcome()).trouble();
        }

        Outcome outcome() {
            return observation().outcome();
        }
    }

    private static Offer hello() {
        return Given.hello(ProtocolVersion.TLS_1_2);
    }

    @Test
    void aHelloAtOnceAndItsAnswer() {
        Played played = new Played(Service.HTTPS, hello());
        assertThat(ClientHelloReader.read(played.sent())).isInstanceOf(ClientHelloReader.Reading.Whole.class);

        played.receiveByteByByte(Flights.flight(ProtocolVersion.TLS_1_2, 0xc02f, Bytes.fromHex("3000")));

        Observation seen = played.observation();
        assertThat(seen.outcome()).isInstanceOfSatisfying(Outcome.Selected.class, selected -> {
            assertThat(selected.stop()).isEqualTo(Stop.AS_ASKED);
            assertThat(selected.detail()).isEmpty();
            assertThat(selected.selection().suite()).isEqualTo(Flights.ECDHE_RSA);
        });
        assertThat(seen.certificates()).containsExactly(Bytes.fromHex("3000"));
        assertThat(seen.localAddress()).isEqualTo("127.0.0.1:40312");
        assertThat(seen.transcript().cut()).isFalse();
        assertThat(seen.transcript().sent().length()).isPositive();
        assertThat(seen.transcript().received().length()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDialogueThenAHelloInOnePieceOrByteByByte(boolean inOnePiece) {
        Played played = new Played(Service.SMTP, hello());
        for (String turn : List.of("220 ex01.contoso.test ESMTP\r\n", EHLO_REPLY, "220 2.0.0 go\r\n")) {
            if (inOnePiece) {
                played.receive(turn);
            } else {
                played.receiveByteByByte(Flights.text(turn));
            }
        }
        String said = played.said();
        assertThat(said).startsWith("EHLO [127.0.0.1]\r\nSTARTTLS\r\n\u0016\u0003");

        played.receive(Flights.alert(2, 70));

        Observation seen = played.observation();
        assertThat(seen.outcome()).isInstanceOf(Outcome.Alerted.class);
        assertThat(seen.learned().name()).isEqualTo("ex01.contoso.test");
        assertThat(seen.learned().seenAddress()).isEqualTo("127.0.0.1");
        assertThat(seen.transcript().lines())
                .filteredOn(Line::ours)
                .extracting(Line::text)
                .containsExactly("EHLO [127.0.0.1]", "STARTTLS");
        assertThat(seen.transcript().received()).isEqualTo(Flights.alert(2, 70));
        assertThat(played.said()).as("no clear text after the hello").isEmpty();
    }

    @Test
    void whatComesWithTheGoAheadIsEvidenceAndNoHelloIsSent() {
        Played played = new Played(Service.SMTP, hello());
        played.receive("220 hi\r\n");
        played.receive(EHLO_REPLY);
        played.receive("220 go\r\n250 injected\r\n");

        assertThat(played.outcome()).isEqualTo(new Outcome.Injected(Flights.text("250 injected\r\n")));
        assertThat(played.said()).isEqualTo("EHLO [127.0.0.1]\r\nSTARTTLS\r\n");
        assertThat(played.observation().transcript().sent()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SMTP | 220 hi    | 250 SIZE     | STARTTLS_NOT_OFFERED | QUIT
            SMTP | 554 no    | -            | REFUSED_BY_GREETING  | QUIT
            SMTP | 421 4.3.2 | -            | THROTTLED            | -
            POP3 | +OK hi    | +OK~UIDL~.   | STARTTLS_NOT_OFFERED | QUIT
            IMAP | * BYE     | -            | REFUSED_BY_GREETING  | -
            """)
    void whereTlsWasNotStartedTheGoodbyeIsSaidAndFlushed(
            Service service, String greeting, String reply, Trouble trouble, String goodbye) {
        Played played = new Played(service, hello());
        played.receive(greeting + "\r\n");
        if (reply != null) {
            played.receive(reply.replace("~", "\r\n") + "\r\n");
        }

        assertThat(played.outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotReached.class,
                        missed -> assertThat(missed.trouble()).isEqualTo(trouble));
        String said = played.said();
        if (goodbye == null) {
            assertThat(said).doesNotContain("QUIT").doesNotContain("LOGOUT");
        } else {
            assertThat(said).endsWith(goodbye + "\r\n");
        }
    }

    @Test
    void eachStageOfADialogueHasItsOwnDeadline() {
        Played played = new Played(Service.SMTP, hello());
        played.receive("220-part");
        played.pass(Duration.ofSeconds(34));
        assertThat(played.connection.observed()).isNotDone();
        played.receive("\r\n220 whole\r\n");
        played.pass(Duration.ofSeconds(19));
        assertThat(played.connection.observed()).isNotDone();
        played.receive(EHLO_REPLY);
        played.pass(Duration.ofSeconds(19));
        assertThat(played.connection.observed()).isNotDone();
        played.pass(Duration.ofSeconds(1));

        assertThat(played.trouble()).isEqualTo(Trouble.NO_ANSWER);
    }

    @Test
    void aGreetingThatDripsDoesNotExtendItsDeadline() {
        Played played = new Played(Service.SMTP, hello());
        for (int second = 0; second < 34; second++) {
            played.receive("2");
            played.pass(Duration.ofSeconds(1));
            assertThat(played.connection.observed()).isNotDone();
        }
        played.pass(Duration.ofSeconds(1));

        assertThat(played.trouble()).isEqualTo(Trouble.NO_GREETING);
    }

    @Test
    void aReplyThatComesByteByByteDoesNotExtendItsDeadline() {
        Played played = new Played(Service.SMTP, hello());
        played.receive("220 hi\r\n");
        for (int second = 0; second < 19; second++) {
            played.receive(second == 0 ? "2" : second == 1 ? "5" : second == 2 ? "0" : "-");
            played.pass(Duration.ofSeconds(1));
            assertThat(played.connection.observed()).isNotDone();
        }
        played.pass(Duration.ofSeconds(1));

        assertThat(played.trouble()).isEqualTo(Trouble.NO_ANSWER);
    }

    @Test
    void aServerHelloThatComesByteByByteDoesNotExtendItsDeadline() {
        Played played = new Played(Service.HTTPS, hello());
        Bytes answer = Flights.serverHello(0x0303, 0xc02f);
        for (int second = 0; second < 9; second++) {
            played.receive(answer.slice(second, second + 1));
            played.pass(Duration.ofSeconds(1));
            assertThat(played.connection.observed()).isNotDone();
        }
        played.pass(Duration.ofSeconds(1));

        assertThat(played.outcome()).isEqualTo(new Outcome.Silent("no answer within 10.0 s, only 9 bytes of one"));
    }

    @Test
    void silenceAfterTheHelloIsToldAtTheDeadline() {
        Played played = new Played(Service.HTTPS, hello());
        played.pass(Duration.ofMillis(9_999));
        assertThat(played.connection.observed()).isNotDone();
        played.pass(Duration.ofMillis(1));

        assertThat(played.outcome()).isEqualTo(new Outcome.Silent("no answer within 10.0 s"));
    }

    @Test
    void halfAnAnswerIsToldWithTheSilence() {
        Played played = new Played(Service.HTTPS, hello());
        played.receive(Bytes.fromHex("160303"));
        played.pass(Duration.ofSeconds(10));

        assertThat(played.outcome()).isEqualTo(new Outcome.Silent("no answer within 10.0 s, only 3 bytes of one"));
    }

    @Test
    void aFlightThatDripsBehindTheChoiceIsNotWaitedForLongerThanTheRestMayTake() {
        Played played = new Played(Service.HTTPS, hello());
        played.receive(Flights.serverHello(0x0303, 0xc02f));
        played.receive(Bytes.fromHex("16030340000b003000"));
        for (int i = 0; i < 19; i++) {
            played.pass(Duration.ofMillis(100));
            played.receive(Flights.zeros(1));
            assertThat(played.connection.observed()).isNotDone();
        }
        played.pass(Duration.ofMillis(100));

        assertThat(played.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        selected -> assertThat(selected.stop()).isEqualTo(Stop.AS_ASKED));
    }

    @Test
    void theFirstEndIsTheOnlyOne() {
        Played played = new Played(Service.HTTPS, hello());
        played.receive(Flights.alert(2, 40));
        Observation first = played.observation();
        played.pass(Duration.ofMinutes(1));
        played.connection.failed(new Outcome.Reset());

        assertThat(played.connection.observed().join()).isSameAs(first);
        assertThat(first.outcome()).isInstanceOf(Outcome.Alerted.class);
    }

    @Test
    void finAndResetAreToldApartAtEveryStage() {
        Played hello = new Played(Service.HTTPS, hello());
        hello.channel.close();
        assertThat(hello.outcome()).isEqualTo(new Outcome.Closed());

        Played reset = new Played(Service.HTTPS, hello());
        reset.channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));
        reset.channel.close();
        assertThat(reset.outcome()).isEqualTo(new Outcome.Reset());

        Played greeting = new Played(Service.SMTP, hello());
        greeting.channel.close();
        assertThat(greeting.outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotReached.class,
                        missed -> assertThat(missed.trouble()).isEqualTo(Trouble.CLOSED_BEFORE_GREETING));

        Played enough = new Played(Service.SMTP, hello());
        enough.channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));
        enough.channel.close();
        assertThat(enough.outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotReached.class,
                        missed -> assertThat(missed.trouble()).isEqualTo(Trouble.THROTTLED));
    }

    @Test
    void aRouteThatIsLostSaysNothingAboutThePeer() {
        Played lost = new Played(Service.HTTPS, hello());
        lost.channel.pipeline().fireExceptionCaught(new java.io.IOException("No route to host"));
        lost.channel.close();

        assertThat(lost.outcome()).isEqualTo(new Outcome.Silent("the connection was lost"));
    }

    @Test
    void aNameThatCannotBeSentIsOurFaultAndNothingGoesOut() {
        Played played = new Played(Given.door(Service.HTTPS, "b\u00fccher.test", 1), hello());

        assertThat(played.outcome())
                .isEqualTo(new Outcome.NotOffered("the server name cannot stand in SNI: b\u00fccher.test"));
        assertThat(played.sent()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aBugLeavesNobodyWaitingAndNoChannelOpen() {
        Played played = new Played(Service.HTTPS, Given.handshake(ProtocolVersion.TLS_1_2));

        assertThatThrownBy(played.connection.observed()::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnsupportedOperationException.class);
        played.channel.runPendingTasks();
        assertThat(played.channel.isOpen()).isFalse();
    }

    @Test
    void aBugBehindADialogueIsToldToo() {
        Played played = new Played(Service.POP3, Given.handshake(ProtocolVersion.TLS_1_2));
        played.receive("+OK hi\r\n");
        played.receive("+OK\r\nSTLS\r\n.\r\n");
        played.receive("+OK go\r\n");
        played.channel.runPendingTasks();

        assertThat(played.connection.observed()).isCompletedExceptionally();
        assertThat(played.channel.isOpen()).isFalse();
    }

    @Test
    void noConnectionIsAnObservationWithoutTranscript() {
        Connection connection = new Connection(
                7,
                Question.VERSIONS,
                Given.door(Service.HTTPS, 1),
                hello(),
                () -> {
                    throw new UnsupportedOperationException();
                },
                new SessionTickets(),
                DEADLINES,
                Conduct.PLAIN,
                new RunClock());
        connection.failed(new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "so"));

        Observation seen = connection.observed().join();
        assertThat(seen.id()).isEqualTo("o7");
        assertThat(seen.localAddress()).isEmpty();
        assertThat(seen.transcript().sent()).isEqualTo(Bytes.EMPTY);
    }
}
