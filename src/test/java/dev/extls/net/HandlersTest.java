package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Learned;
import dev.extls.endpoint.TlsStart;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {
    private static final Bytes FLIGHT = Flights.flight(ProtocolVersion.TLS_1_2, 0xc02f, Bytes.fromHex("3003020101"));

    private final List<String> told = new ArrayList<>();
    private final List<ByteBuf> given = new ArrayList<>();

    private final class Told implements HelloHandler.Events {
        @Override
        public void chosen() {
            told.add("chosen");
        }

        @Override
        public void enough() {
            told.add("enough");
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    }

    /** Gives bytes in pieces of one size; every buffer must have been released when it returns. */
    private void give(EmbeddedChannel channel, Bytes bytes, int piece) {
        for (int from = 0; from < bytes.length(); from += piece) {
            ByteBuf buffer = Unpooled.wrappedBuffer(
                    bytes.slice(from, Math.min(bytes.length(), from + piece)).toArray());
            given.add(buffer);
            channel.writeInbound(buffer);
        }
        assertThat(given).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
    }

    private EmbeddedChannel waitingFor(Offer offer) {
        Tap tap = new Tap();
        tap.open();
        return new EmbeddedChannel(tap, new HelloHandler(offer, tap, new Told()));
    }

    @Test
    void aWholeAnswerInOnePieceIsEnough() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));

        give(channel, FLIGHT.plus(FLIGHT), FLIGHT.length());
        channel.close();

        assertThat(told).containsExactly("enough");
    }

    @Test
    void aWholeAnswerByteByByteIsEnoughWithItsLastByte() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));

        give(channel, FLIGHT.slice(0, FLIGHT.length() - 1), 1);
        assertThat(told).isEmpty();
        give(channel, FLIGHT.slice(FLIGHT.length() - 1, FLIGHT.length()), 1);
        channel.close();

        assertThat(told).containsExactly("enough");
    }

    @Test
    void aChoiceWithoutItsFlightIsToldOnce() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));

        give(channel, Flights.serverHello(0x0303, 0xc02f), 1);
        assertThat(told).containsExactly("chosen");
        give(channel, Bytes.fromHex("160303ffff".substring(0, 8)), 1);
        channel.close();

        assertThat(told).containsExactly("chosen", "ended");
    }

    @Test
    void anEndBeforeAnAnswerIsToldOnce() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));

        channel.close();
        channel.close();

        assertThat(told).containsExactly("ended");
    }

    @Test
    void moreThanIsKeptIsEnough() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));

        give(
                channel,
                Flights.record(22, Flights.message(2, Flights.zeros(0xff))).slice(0, 9),
                9);
        give(channel, Flights.zeros(Tap.KEPT_BYTES), 10_000);

        assertThat(told).containsExactly("enough");
    }

    @Test
    @Timeout(20)
    void aPeerThatSendsManySmallPiecesCostsNoMoreThanTheBound() {
        EmbeddedChannel channel = waitingFor(Given.hello(ProtocolVersion.TLS_1_2));
        Bytes hello = Flights.serverHello(0x0303, 0xc02f);

        give(channel, hello, hello.length());
        // a certificate that takes 16 MiB to come, in records of one byte
        Bytes begin = Flights.record(22, Bytes.fromHex("0b0fffff"));
        give(channel, begin, begin.length());
        for (int i = 0; i < 40_000; i++) {
            channel.writeInbound(
                    Unpooled.wrappedBuffer(Flights.record(22, Flights.zeros(1)).toArray()));
        }
        channel.close();

        assertThat(told).containsExactly("chosen", "ended");
    }

    private EmbeddedChannel greetedBy(TlsStart start, List<Learned> learned) {
        return new EmbeddedChannel(new GreetingHandler(Dialogue.begin(start, "localhost"), one -> {
            learned.add(one);
            told.add("done");
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aGreetingInsideTlsIsReadInWhateverPiecesAndNothingIsSaid(int piece) {
        List<Learned> learned = new ArrayList<>();
        EmbeddedChannel channel = greetedBy(TlsStart.IMAP_STARTTLS, learned);

        give(channel, Flights.text("* OK The Microsoft Exchange IMAP4 service is ready.\r\n* more\r\n"), piece);
        channel.close();

        assertThat(learned)
                .singleElement()
                .satisfies(one -> assertThat(one.greeting()).contains("IMAP4 service is ready"));
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void aGreetingThatIsNoneOrNeverWholeIsAnEndToo() {
        List<Learned> learned = new ArrayList<>();
        give(greetedBy(TlsStart.POP3_STLS, learned), Flights.text("-ERR go away\r\n"), 100);
        EmbeddedChannel half = greetedBy(TlsStart.POP3_STLS, learned);
        give(half, Flights.text("+OK half"), 100);
        half.close();
        greetedBy(TlsStart.IMAP_STARTTLS, learned).close();

        assertThat(told).containsExactly("done", "done", "done");
        assertThat(learned).allSatisfy(one -> assertThat(one.capabilities()).isEmpty());
    }

    @Test
    void aDeadlineEndsTheWaitForAGreetingAndTheEndOfTheConnectionAddsNothing() {
        GreetingHandler greeting =
                new GreetingHandler(Dialogue.begin(TlsStart.POP3_STLS, "localhost"), one -> told.add("done"));
        EmbeddedChannel channel = new EmbeddedChannel(greeting);
        channel.freezeTime();
        channel.eventLoop().schedule(greeting::finish, 1, java.util.concurrent.TimeUnit.SECONDS);

        channel.advanceTimeBy(Duration.ofSeconds(1).toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        give(channel, Flights.text("+OK late\r\n"), 100);
        channel.close();

        assertThat(told).containsExactly("done");
    }

    @Test
    void theEndOfAHandshakeIsToldOnceAndPassedOn() {
        for (SslHandshakeCompletionEvent event :
                List.of(SslHandshakeCompletionEvent.SUCCESS, new SslHandshakeCompletionEvent(new SSLException("no")))) {
            EmbeddedChannel channel = new EmbeddedChannel(
                    new HandshakeHandler(() -> told.add("finished"), cause -> told.add(cause.getMessage())));

            channel.pipeline().fireUserEventTriggered("something else");
            channel.pipeline().fireUserEventTriggered(event);
            channel.pipeline().fireUserEventTriggered(event);
        }
        assertThat(told).containsExactly("finished", "no");
    }

    @Test
    void theBorderTellsBugsAndNotTheDoingsOfThePeer() {
        EmbeddedChannel channel = new EmbeddedChannel(new Border(bug -> told.add(bug.getMessage())));

        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        channel.pipeline().fireExceptionCaught(new DecoderException("a handshake that failed"));
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));
        channel.pipeline().fireExceptionCaught(new AssertionError("another"));
        channel.checkException();

        assertThat(told).containsExactly("a bug", "another");
    }
}
