package dev.extls.cli;

import dev.extls.report.Format;

/** {@code json}, {@code csv} and so on. */
final class FormatConverter extends NameConverter<Format> {
    FormatConverter() {
        super(Format.values());
    }
}
