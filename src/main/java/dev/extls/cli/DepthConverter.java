package dev.extls.cli;

import dev.extls.run.Depth;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code versions} or {@code suites}. */
final class DepthConverter implements ITypeConverter<Depth> {
    @Override
    public Depth convert(String text) {
        return Arrays.stream(Depth.values())
                .filter(depth -> depth.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected versions or suites, found " + text));
    }
}
