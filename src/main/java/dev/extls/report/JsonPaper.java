package dev.extls.report;

import java.io.OutputStream;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Indented JSON in ASCII, the same on every platform. Every text passes {@link Escaped#forMachine}; what lies beyond ASCII is
 * written as {@code \}{@code uXXXX}, so that the file is harmless on a terminal and reads the same in every encoding.
 */
final class JsonPaper implements AutoCloseable {
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    JsonPaper(Writer out) {
        this(JSON.createGenerator(new Indented(), out));
    }

    private JsonPaper(JsonGenerator json) {
        this.json = json;
    }

    /** In one line, for programs alone. */
    static JsonPaper compact(OutputStream out) {
        return new JsonPaper(JSON.createGenerator(ObjectWriteContext.empty(), out));
    }

    @Override
    public void close() {
        json.close();
    }

    void begin() {
        json.writeStartObject();
    }

    void begin(String name) {
        json.writeObjectPropertyStart(name);
    }

    void end() {
        json.writeEndObject();
    }

    void beginList(String name) {
        json.writeArrayPropertyStart(name);
    }

    void endList() {
        json.writeEndArray();
    }

    void text(String name, String text) {
        json.writeStringProperty(name, Escaped.forMachine(text));
    }

    void number(String name, long number) {
        json.writeNumberProperty(name, number);
    }

    void fraction(String name, double number) {
        json.writeNumberProperty(name, number);
    }

    void flag(String name, boolean flag) {
        json.writeBooleanProperty(name, flag);
    }

    /** A list of texts in a list. */
    void row(String... texts) {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(Escaped.forMachine(text));
        }
        json.writeEndArray();
    }

    void texts(String name, Collection<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(text -> json.writeString(Escaped.forMachine(text)));
        json.writeEndArray();
    }

    void texts(String name, Map<String, String> texts) {
        // Two names that differ only in what is cut or no character become one.
        Map<String, String> kept = new TreeMap<>();
        texts.forEach((key, text) -> kept.put(Escaped.forMachine(key), Escaped.forMachine(text)));
        json.writeObjectPropertyStart(name);
        kept.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(INDENTER);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
