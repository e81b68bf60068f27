package dev.extls.report;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.Proof;
import dev.extls.tls.ProtocolVersion;

/**
 * One answer in the table.
 *
 * @param text symbol and word
 * @param paint its colour
 */
record Cell(String text, Paint paint) {
    /** The widest text. */
    static final int WIDTH = 6;

    static Cell of(Answer answer, Symbols symbols) {
        if (answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN) {
            return new Cell(symbols.both() + " both", Paint.BAD);
        }
        return switch (answer.kind()) {
            case YES ->
                new Cell(
                        symbols.yes() + (answer.proof() == Proof.CONFIRMED ? " " : symbols.selected()) + "yes",
                        spoken(answer.version()));
            case NO ->
                new Cell(symbols.no() + " no", answer.version() == ProtocolVersion.TLS_1_2 ? Paint.BAD : Paint.QUIET);
            case UNKNOWN -> new Cell(symbols.unknown() + " unk", Paint.UNSURE);
        };
    }

    private static Paint spoken(ProtocolVersion version) {
        return switch (version) {
            case SSL_2_0, SSL_3_0 -> Paint.BAD;
            case TLS_1_0, TLS_1_1 -> Paint.FAIR;
            case TLS_1_2, TLS_1_3 -> Paint.GOOD;
        };
    }
}
