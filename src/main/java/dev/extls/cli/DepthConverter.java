package dev.extls.cli;

import dev.extls.run.Depth;

/** {@code versions} or {@code suites}. */
final class DepthConverter extends NameConverter<Depth> {
    DepthConverter() {
        super(Depth.values());
    }
}
