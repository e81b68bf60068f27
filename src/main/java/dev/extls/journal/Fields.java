package dev.extls.journal;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one JSON object. Every method that reads one wants its property to be there with its type and says which is not;
 * properties that nobody asks for are ignored, so that a later version may add some.
 */
record Fields(Map<?, ?> properties) {
    /** For what is left out where there is nothing to say. */
    boolean has(String name) {
        return properties.containsKey(name);
    }

    String text(String name) throws DamagedLine {
        return expect(name, properties.get(name), String.class);
    }

    int number(String name) throws DamagedLine {
        return intOf(name, properties.get(name));
    }

    long longNumber(String name) throws DamagedLine {
        return expect(name, properties.get(name), Long.class);
    }

    boolean flag(String name) throws DamagedLine {
        return expect(name, properties.get(name), Boolean.class);
    }

    Bytes bytes(String name) throws DamagedLine {
        return Bytes.fromHex(text(name));
    }

    ProtocolVersion version(String name) throws DamagedLine {
        return versionOf(text(name));
    }

    Fields fields(String name) throws DamagedLine {
        return new Fields(expect(name, properties.get(name), Map.class));
    }

    List<String> texts(String name) throws DamagedLine {
        return list(name, element -> expect(name, element, String.class));
    }

    List<Integer> numbers(String name) throws DamagedLine {
        return list(name, element -> intOf(name, element));
    }

    List<Fields> objects(String name) throws DamagedLine {
        return list(name, element -> new Fields(expect(name, element, Map.class)));
    }

    /** A list of pairs as a map. */
    Map<String, String> textByName(String name) throws DamagedLine {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Object element : expect(name, properties.get(name), List.class)) {
            if (!(element instanceof List<?> pair)
                    || pair.size() != 2
                    || !(pair.get(0) instanceof String key)
                    || !(pair.get(1) instanceof String text)) {
                throw new DamagedLine(name + " is no list of pairs");
            }
            texts.put(key, text);
        }
        return texts;
    }

    static ProtocolVersion versionOf(String label) throws DamagedLine {
        return ProtocolVersion.named(label).orElseThrow(() -> new DamagedLine("no version is called " + label));
    }

    private <T> List<T> list(String name, Reading<T> reading) throws DamagedLine {
        List<T> list = new ArrayList<>();
        for (Object element : expect(name, properties.get(name), List.class)) {
            list.add(reading.read(element));
        }
        return list;
    }

    private static int intOf(String name, @Nullable Object value) throws DamagedLine {
        long number = expect(name, value, Long.class);
        if (number != (int) number) {
            throw new DamagedLine(name + " is out of range");
        }
        return (int) number;
    }

    private static <T> T expect(String name, @Nullable Object value, Class<T> type) throws DamagedLine {
        if (!type.isInstance(value)) {
            throw new DamagedLine(name + (value == null ? " is missing" : " is no " + type.getSimpleName()));
        }
        return type.cast(value);
    }

    private interface Reading<T> {
        T read(Object element) throws DamagedLine;
    }
}
