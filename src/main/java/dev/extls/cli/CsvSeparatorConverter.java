package dev.extls.cli;

import dev.extls.report.CsvSeparator;

/** {@code comma}, {@code semicolon} or {@code tab}. */
final class CsvSeparatorConverter extends NameConverter<CsvSeparator> {
    CsvSeparatorConverter() {
        super(CsvSeparator.values());
    }
}
