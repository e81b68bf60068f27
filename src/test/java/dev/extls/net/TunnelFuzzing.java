package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.observation.Outcome;
import dev.extls.tls.Bytes;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Entries for Jazzer: what any bytes at all must not do to the readers of what proxies reply. */
class TunnelFuzzing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final InetSocketAddress ENDPOINT = new InetSocketAddress(endpoint(), 443);

    /** The first byte tells how the others are cut. */
    @FuzzTest(maxDuration = "10m")
    void socks(byte[] input) {
        dig(Proxy.of("socks5://127.0.0.1:1080"), input);
        dig(Proxy.of("socks5://extls@127.0.0.1:1080").withPassword("secret"), input);
    }

    /** The first byte tells how the others are cut. */
    @FuzzTest(maxDuration = "10m")
    void http(byte[] input) {
        dig(Proxy.of("http://extls@127.0.0.1:3128").withPassword("secret"), input);
    }

    /**
     * What became of a tunnel.
     *
     * @param stood whether the endpoint was reached
     * @param failed what was told otherwise
     * @param behind what was passed on of the endpoint's bytes
     */
    record Dug(boolean stood, List<Outcome> failed, Bytes behind) {}

    /** Digs until the deadline has passed, and holds what must hold whatever the proxy says. */
    static Dug dig(Proxy written, byte[] input) {
        List<String> stood = new ArrayList<>();
        List<Outcome> failed = new ArrayList<>();
        Tap tap = new Tap();
        tap.open();
        NotConnected channel = new NotConnected();
        channel.pipeline().addLast(tap);
        new Tunnel(lookedUp(written), PATIENCE, () -> stood.add("stands"), failed::add).dig(channel.pipeline());
        channel.connect(ENDPOINT);
        channel.connected();

        Fed fed = Fed.to(channel, input);
        channel.advanceTimeBy(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        Bytes behind = tap.received();
        assertThat(channel.isOpen()).isEqualTo(failed.isEmpty());
        channel.finishAndReleaseAll();

        fed.released();
        assertThat(stood).hasSizeLessThanOrEqualTo(1);
        assertThat(failed.isEmpty()).isNotEqualTo(stood.isEmpty());
        assertThat(failed.toString()).doesNotContain("secret");
        if (!stood.isEmpty()) {
            // what the proxy sent behind its reply is the endpoint's, and nothing else is
            assertThat(Bytes.of(Arrays.copyOfRange(input, input.length - behind.length(), input.length)))
                    .isEqualTo(behind);
        }
        return new Dug(!stood.isEmpty(), failed, behind);
    }

    /** A channel of which a test says when it is connected. */
    private static final class NotConnected extends EmbeddedChannel {
        private boolean connected;

        void connected() {
            connected = true;
            pipeline().fireChannelActive();
            runPendingTasks();
        }

        @Override
        public boolean isActive() {
            return connected && super.isActive();
        }
    }

    private static Proxy lookedUp(Proxy written) {
        try {
            return written.lookedUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress endpoint() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, 11});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
