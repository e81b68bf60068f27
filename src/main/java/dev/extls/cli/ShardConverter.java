package dev.extls.cli;

import dev.extls.endpoint.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 3/8}. */
final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
        return Shard.of(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected a part such as 3/8, with at most " + Shard.MOST + " parts, found '" + text + "'"));
    }
}
