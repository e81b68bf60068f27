package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.endpoint.Service;
import dev.extls.observation.WebPage;
import dev.extls.observation.WebPage.End;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** Entry for Jazzer: what any bytes at all must not do to the reader of a web page. */
class PageFuzzing {
    /** The first byte tells how the others are cut. */
    @FuzzTest(maxDuration = "10m")
    void pages(byte[] input) {
        List<WebPage> told = new ArrayList<>();
        List<Throwable> bugs = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast(Border.NAME, new Border(bugs::add));
        PageReading reading = PageReading.ask(channel, Given.door(Service.HTTPS, 443), told::add);

        Fed fed = Fed.to(channel, input);
        if (told.isEmpty()) {
            reading.timeIsOver();
        }
        channel.finishAndReleaseAll();

        fed.released();
        assertThat(bugs).isEmpty();
        assertThat(told).hasSize(1);
        WebPage page = told.get(0);
        assertThat(page.status()).matches(status -> status == 0 || WebPage.isStatus(status), "is a status");
        assertThat(page.end()).isNotEqualTo(page.status() == 0 ? End.WHOLE : End.NOT_ASKED);
    }
}
