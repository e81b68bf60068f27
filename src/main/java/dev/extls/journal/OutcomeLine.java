package dev.extls.journal;

import dev.extls.observation.Outcome;
import dev.extls.observation.Outcome.Alerted;
import dev.extls.observation.Outcome.Closed;
import dev.extls.observation.Outcome.Garbled;
import dev.extls.observation.Outcome.Injected;
import dev.extls.observation.Outcome.Negotiated;
import dev.extls.observation.Outcome.NotOffered;
import dev.extls.observation.Outcome.NotReached;
import dev.extls.observation.Outcome.Reset;
import dev.extls.observation.Outcome.Selected;
import dev.extls.observation.Outcome.Silent;
import dev.extls.observation.Outcome.Sslv2Error;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import tools.jackson.core.JsonGenerator;

/** An outcome as the property {@code outcome}: its kind, and what belongs to the kind. */
final class OutcomeLine {
    private OutcomeLine() {}

    static void write(JsonGenerator json, Outcome outcome) {
        json.writeObjectPropertyStart("outcome");
        outcome.fold(new Outcome.Cases<>(
                it -> json.writeStringProperty("kind", "NOT_REACHED")
                        .writeStringProperty("trouble", it.trouble().name())
                        .writeStringProperty("detail", it.detail()),
                it -> json.writeStringProperty("kind", "INJECTED")
                        .writeStringProperty("bytes", it.bytes().hex()),
                it -> selection(json.writeStringProperty("kind", "NEGOTIATED"), it.selection()),
                it -> selection(json.writeStringProperty("kind", "SELECTED"), it.selection())
                        .writeStringProperty("stop", it.stop().name())
                        .writeStringProperty("detail", it.detail()),
                it -> json.writeStringProperty("kind", "ALERTED")
                        .writeNumberProperty("level", it.alert().level())
                        .writeNumberProperty("description", it.alert().description()),
                it -> json.writeStringProperty("kind", "SSLV2_ERROR").writeNumberProperty("code", it.code()),
                it -> json.writeStringProperty("kind", "CLOSED"),
                it -> json.writeStringProperty("kind", "RESET"),
                it -> json.writeStringProperty("kind", "SILENT").writeStringProperty("detail", it.detail()),
                it -> json.writeStringProperty("kind", "GARBLED").writeStringProperty("detail", it.detail()),
                it -> json.writeStringProperty("kind", "NOT_OFFERED").writeStringProperty("detail", it.detail())));
        json.writeEndObject();
    }

    static Outcome read(Fields outcome) throws DamagedLine {
        String kind = outcome.text("kind");
        return switch (kind) {
            case "NOT_REACHED" -> new NotReached(Trouble.valueOf(outcome.text("trouble")), outcome.text("detail"));
            case "INJECTED" -> new Injected(outcome.bytes("bytes"));
            case "NEGOTIATED" -> new Negotiated(selection(outcome));
            case "SELECTED" ->
                new Selected(selection(outcome), Stop.valueOf(outcome.text("stop")), outcome.text("detail"));
            case "ALERTED" -> new Alerted(new Alert(outcome.number("level"), outcome.number("description")));
            case "SSLV2_ERROR" -> new Sslv2Error(outcome.number("code"));
            case "CLOSED" -> new Closed();
            case "RESET" -> new Reset();
            case "SILENT" -> new Silent(outcome.text("detail"));
            case "GARBLED" -> new Garbled(outcome.text("detail"));
            case "NOT_OFFERED" -> new NotOffered(outcome.text("detail"));
            default -> throw new DamagedLine("no outcome is called " + kind);
        };
    }

    private static JsonGenerator selection(JsonGenerator json, Selection selection) {
        return json.writeStringProperty("version", selection.version().label())
                .writeNumberProperty("suite", selection.suite().code())
                // For the reader's eye; the number is what counts.
                .writeStringProperty("suiteName", selection.suite().label())
                .writeNumberProperty("group", selection.groupCode())
                .writeStringProperty("alpn", selection.alpn())
                .writeBooleanProperty("retried", selection.retried());
    }

    private static Selection selection(Fields fields) throws DamagedLine {
        ProtocolVersion version = fields.version("version");
        return new Selection(
                version,
                new CipherSuite(fields.number("suite")),
                fields.number("group"),
                fields.text("alpn"),
                fields.flag("retried"));
    }
}
