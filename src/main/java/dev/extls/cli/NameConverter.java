package dev.extls.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of a closed set in lower case: reads one, and lists them for help and completion. */
abstract class NameConverter<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> all;

    NameConverter(E[] all) {
        this.all = Arrays.asList(all);
    }

    @Override
    public E convert(String text) {
        return all.stream()
                .filter(one -> name(one).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + expected() + ", found '" + text + "'"));
    }

    @Override
    public Iterator<String> iterator() {
        return all.stream().map(NameConverter::name).iterator();
    }

    private String expected() {
        List<String> names = all.stream().map(NameConverter::name).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
