package dev.extls.report;

/** What stands between two cells: a spreadsheet program expects the one of its language. */
public enum CsvSeparator {
    /** As in RFC 4180, and in English. */
    COMMA(','),
    /** Where the comma is the decimal sign. */
    SEMICOLON(';'),
    /** Everywhere, in a program that asks. */
    TAB('\t');

    private final char sign;

    CsvSeparator(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }
}
