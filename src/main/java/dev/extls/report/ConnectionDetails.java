package dev.extls.report;

import dev.extls.dialogue.Line;
import dev.extls.observation.Approach;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Transcript;
import dev.extls.observation.WebPage;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.wire.Dissection;
import dev.extls.wire.Field;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The connections of an endpoint for {@link EndpointDetails}, with their transcripts field by field. */
final class ConnectionDetails {
    /** The journal has all of them. */
    private static final int MOST_CONNECTIONS = 600;

    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 500;

    private ConnectionDetails() {}

    /** How many connections were made. */
    static long made(List<Observation> observations) {
        return observations.stream()
                .filter(one -> !one.localAddress().isEmpty())
                .count();
    }

    static void write(JsonPaper json, List<Observation> observations, List<Observation> withTranscripts) {
        Map<String, Transcript> transcripts = new HashMap<>();
        withTranscripts.forEach(one -> transcripts.put(one.id(), one.transcript()));
        json.beginList("connections");
        for (Observation one : observations.stream().limit(MOST_CONNECTIONS).toList()) {
            json.begin();
            json.text("id", one.id());
            json.text("question", one.question().name().toLowerCase(Locale.ROOT));
            json.text("offer", offer(one.offer()));
            json.text("outcome", Escaped.forPaper(outcome(one.outcome())));
            json.text("started", one.started().truncatedTo(ChronoUnit.MILLIS).toString());
            json.number("took", one.took().toMillis());
            json.text("local", one.localAddress() + through(one.approach()));
            Transcript transcript = transcripts.getOrDefault(one.id(), Transcript.EMPTY);
            if (!transcript.equals(Transcript.EMPTY)) {
                transcript(json, one, transcript);
            }
            json.end();
        }
        json.endList();
        json.number("left", Math.max(0, observations.size() - MOST_CONNECTIONS));
    }

    private static String offer(Offer offer) {
        String lower = offer.lower().isEmpty() ? "" : " or lower";
        String way = offer.way() == Way.HANDSHAKE
                ? " by handshake"
                : " by " + offer.shape().sentence();
        int suites = offer.suites().size();
        return offer.version().title() + lower + way + ", " + suites + (suites == 1 ? " suite" : " suites");
    }

    private static String outcome(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                it -> it.trouble().sentence() + (it.detail().isEmpty() ? "" : ": " + it.detail()),
                it -> it.bytes().length() + " bytes came before our hello",
                it -> "finished: " + selection(it.selection()),
                it -> "chosen: " + selection(it.selection()) + (it.detail().isEmpty() ? "" : "; " + it.detail()),
                it -> it.alert().toString(),
                it -> it.label(),
                it -> "closed (FIN) straight after the hello",
                it -> "reset (RST) straight after the hello",
                it -> "silence: " + it.detail(),
                it -> "no TLS: " + it.detail(),
                it -> "not offered: " + it.detail()));
    }

    private static String selection(Selection selection) {
        return selection.version().title() + ", " + selection.suite().label()
                + selection.group().map(group -> ", " + group.label()).orElse("");
    }

    private static String through(Approach approach) {
        return approach.proxied() ? " through " + Escaped.forPaper(approach.proxy()) : "";
    }

    private static void transcript(JsonPaper json, Observation one, Transcript transcript) {
        json.beginList("lines");
        if (one.approach().announced()) {
            json.row("us", Escaped.forTerminal(one.approach().header(), LONGEST_LINE, true));
        }
        for (Line line : transcript.lines().stream().limit(MOST_LINES).toList()) {
            json.row(line.ours() ? "us" : "server", Escaped.forTerminal(line.text(), LONGEST_LINE, true));
        }
        if (one.page().asked()) {
            page(json, one.page());
        }
        json.endList();
        fields(json, "sent", transcript.sent());
        fields(json, "received", transcript.received());
        json.flag("cut", transcript.cut());
    }

    /** As lines of a dialogue, which it is, inside TLS. */
    private static void page(JsonPaper json, WebPage page) {
        json.row("us", "inside TLS: GET " + page.path());
        json.row(
                "server",
                "inside TLS: " + (page.status() == 0 ? "" : page.status() + ", ")
                        + page.end().sentence());
        page.headers().forEach(header -> json.row("server", Escaped.forTerminal(header, LONGEST_LINE, true)));
        if (!page.body().isEmpty()) {
            json.row("server", Escaped.forTerminal(page.body(), LONGEST_LINE, true));
        }
    }

    private static void fields(JsonPaper json, String name, Bytes bytes) {
        json.beginList(name);
        for (Field field : Dissection.of(bytes)) {
            json.row(
                    String.valueOf(field.depth()),
                    String.valueOf(field.offset()),
                    String.valueOf(field.length()),
                    field.name(),
                    Escaped.forPaper(field.value()));
        }
        json.endList();
    }
}
