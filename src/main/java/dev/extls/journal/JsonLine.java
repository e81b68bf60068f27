package dev.extls.journal;

import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Approach;
import dev.extls.observation.MergedRun;
import dev.extls.observation.Observation;
import dev.extls.observation.Transcript;
import dev.extls.observation.WebPage;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Values as one line of JSON in ASCII, its line feed with it. Everything beyond ASCII is escaped, so that lone surrogates survive and no
 * editor or shell changes a line.
 */
final class JsonLine {
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Of a hello with its answer. */
    private static final int USUAL_BYTES = 8192;

    private JsonLine() {}

    static byte[] of(Header header) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("schema", Header.SCHEMA);
            json.writeStringProperty("tool", header.tool());
            json.writeStringProperty("runId", header.runId());
            json.writeStringProperty("runName", header.runName());
            json.writeStringProperty("started", header.started().toString());
            texts(json, "sourceAddresses", header.sourceAddresses());
            texts(json, "options", header.options());
            texts(json, "offers", header.offers());
            json.writeStringProperty("vantage", header.vantage());
            texts(json, "arguments", header.arguments());
            if (!header.merged().isEmpty()) {
                json.writeArrayPropertyStart("merged");
                header.merged().forEach(run -> merged(json, run));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void merged(JsonGenerator json, MergedRun run) {
        json.writeStartObject();
        json.writeStringProperty("id", run.id());
        json.writeStringProperty("name", run.name());
        json.writeStringProperty("vantage", run.vantage());
        json.writeStringProperty("shard", run.shard());
        json.writeStringProperty("tool", run.tool());
        json.writeStringProperty("started", run.started().toString());
        json.writeStringProperty("ended", run.ended().toString());
        json.writeNumberProperty("connections", run.connections());
        texts(json, "sourceAddresses", run.sourceAddresses());
        json.writeNumberProperty("idOffset", run.idOffset());
        json.writeEndObject();
    }

    /** A door of the run; what it is tells it from an observation. */
    static byte[] of(String what, int place, Endpoint endpoint) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty(what, place);
            endpoint(json, endpoint);
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    static byte[] ofMistake(String sentence) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty(AssignmentLines.MISTAKE, sentence);
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** The last line of an assignment. */
    static byte[] ofEnd(Assignment assignment) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty(AssignmentLines.END, assignment.endpoints().size());
            json.writeNumberProperty(
                    AssignmentLines.MISTAKES, assignment.mistakes().size());
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    static byte[] of(Observation observation) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("id", observation.id());
            json.writeStringProperty("question", observation.question().name());
            endpoint(json, observation.endpoint());
            offer(json, observation.offer());
            OutcomeLine.write(json, observation.outcome());
            json.writeStringProperty("started", observation.started().toString());
            json.writeStringProperty("took", observation.took().toString());
            json.writeStringProperty("localAddress", observation.localAddress());
            learned(json, observation.learned());
            json.writeArrayPropertyStart("certificates");
            observation.certificates().forEach(one -> hex(json, one));
            json.writeEndArray();
            json.writeObjectPropertyStart("trust");
            json.writeStringProperty("kind", observation.trust().kind().name());
            json.writeStringProperty("detail", observation.trust().detail());
            json.writeEndObject();
            transcript(json, observation.transcript());
            approach(json, observation.approach());
            page(json, observation.page());
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void approach(JsonGenerator json, Approach approach) {
        if (approach.announced() || approach.proxied()) {
            json.writeObjectPropertyStart("approach");
            json.writeStringProperty("header", approach.header());
            json.writeStringProperty("proxy", approach.proxy());
            json.writeEndObject();
        }
    }

    private static void page(JsonGenerator json, WebPage page) {
        if (page.asked()) {
            json.writeObjectPropertyStart("page");
            json.writeStringProperty("path", page.path());
            json.writeNumberProperty("status", page.status());
            texts(json, "headers", page.headers());
            json.writeStringProperty("body", page.body());
            json.writeStringProperty("end", page.end().name());
            json.writeEndObject();
        }
    }

    private static void endpoint(JsonGenerator json, Endpoint endpoint) {
        json.writeObjectPropertyStart("endpoint");
        json.writeStringProperty("target", endpoint.target());
        json.writeStringProperty("service", endpoint.service().name());
        json.writeStringProperty("serverName", endpoint.serverName());
        json.writeStringProperty("host", endpoint.host());
        json.writeStringProperty("address", endpoint.address());
        json.writeNumberProperty("port", endpoint.port());
        texts(json, "labels", endpoint.labels());
        json.writeStringProperty("pool", endpoint.pool());
        json.writeStringProperty("role", endpoint.role().name());
        if (!endpoint.pace().ofTheRun()) {
            json.writeObjectPropertyStart("pace");
            json.writeNumberProperty("atOnce", endpoint.pace().atOnce());
            json.writeStringProperty("gap", endpoint.pace().gap().toString());
            json.writeEndObject();
        }
        if (!endpoint.vantage().isEmpty()) {
            json.writeStringProperty("vantage", endpoint.vantage());
        }
        json.writeEndObject();
    }

    private static void offer(JsonGenerator json, Offer offer) {
        json.writeObjectPropertyStart("offer");
        json.writeStringProperty("way", offer.way().name());
        json.writeStringProperty("version", offer.version().label());
        texts(json, "lower", offer.lower().stream().map(ProtocolVersion::label).toList());
        numbers(json, "suites", offer.suites(), CipherSuite::code);
        numbers(json, "groups", offer.groups(), NamedGroup::code);
        texts(json, "alpn", offer.alpn());
        json.writeStringProperty("shape", offer.shape().name());
        if (!Objects.equals(offer.extras(), Extras.NONE)) {
            extras(json, offer.extras());
        }
        json.writeEndObject();
    }

    private static void extras(JsonGenerator json, Extras extras) {
        json.writeObjectPropertyStart("extras");
        json.writeStringProperty("sessionId", extras.sessionId().hex());
        extras.ticket().ifPresent(content -> json.writeStringProperty("ticket", content.hex()));
        numbers(json, "compressions", extras.compressions(), Integer::intValue);
        json.writeBooleanProperty("fallback", extras.fallback());
        json.writeStringProperty("keyShares", extras.keyShares().name());
        numbers(json, "signatureSchemes", extras.signatureSchemes(), Integer::intValue);
        json.writeEndObject();
    }

    private static void learned(JsonGenerator json, Learned learned) {
        json.writeObjectPropertyStart("learned");
        json.writeStringProperty("greeting", learned.greeting());
        json.writeStringProperty("name", learned.name());
        json.writeStringProperty("seenAddress", learned.seenAddress());
        texts(json, "capabilities", learned.capabilities());
        json.writeEndObject();
    }

    private static void transcript(JsonGenerator json, Transcript transcript) {
        json.writeObjectPropertyStart("transcript");
        json.writeArrayPropertyStart("lines");
        for (Line line : transcript.lines()) {
            json.writeStartObject();
            json.writeBooleanProperty("ours", line.ours());
            json.writeStringProperty("text", line.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeName("sent");
        hex(json, transcript.sent());
        json.writeName("received");
        hex(json, transcript.received());
        json.writeBooleanProperty("cut", transcript.cut());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Pairs, not properties: JSON parsers refuse lone surrogates in names. */
    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach((key, text) ->
                json.writeStartArray().writeString(key).writeString(text).writeEndArray());
        json.writeEndArray();
    }

    private static <T> void numbers(JsonGenerator json, String name, List<T> list, ToIntFunction<T> number) {
        json.writeArrayPropertyStart(name);
        for (T one : list) {
            json.writeNumber(number.applyAsInt(one));
        }
        json.writeEndArray();
    }

    /** Most of a line: digits, in which nothing has to be escaped. */
    private static void hex(JsonGenerator json, Bytes bytes) {
        byte[] digits = bytes.hexDigits();
        json.writeRawUTF8String(digits, 0, digits.length);
    }
}
