package dev.extls.report;

/** Colours of a terminal: ECMA-48 SGR parameters. */
enum Paint {
    GOOD("32"),
    FAIR("33"),
    BAD("31"),
    UNSURE("35"),
    STRONG("1"),
    QUIET("2"),
    PLAIN("");

    private final String parameter;

    Paint(String parameter) {
        this.parameter = parameter;
    }

    String on(String text, TerminalStyle style) {
        return style.colour() && !parameter.isEmpty() ? "\u001b[" + parameter + "m" + text + "\u001b[0m" : text;
    }
}
