package dev.extls.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** One line of JSON as maps, lists, strings, longs and booleans. */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(BoundedLines.LONGEST_LINE_BYTES)
                    .maxNameLength(BoundedLines.LONGEST_LINE_BYTES)
                    .build())
            .build();

    private JsonTree() {}

    /** The one object that the line is; JacksonException if it is no JSON. */
    static Fields read(String line) throws DamagedLine {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            Object value = value(parser);
            if (!(value instanceof Map<?, ?> properties)) {
                throw new DamagedLine("the line is no JSON object");
            }
            if (parser.nextToken() != null) {
                throw new DamagedLine("something follows the JSON object");
            }
            return new Fields(properties);
        }
    }

    private static Object value(JsonParser parser) throws DamagedLine {
        @Nullable JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> properties = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                properties.put(name, value(parser));
            }
            return properties;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        throw new DamagedLine("a journal holds no " + (token == null ? "empty line" : token.name()));
    }
}
