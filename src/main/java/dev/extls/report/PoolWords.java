package dev.extls.report;

import dev.extls.endpoint.Role;
import dev.extls.inquiry.AnswerKind;
import dev.extls.verdict.PoolNode;

/** The words in which every paper speaks of pools. */
final class PoolWords {
    private PoolWords() {}

    /** Behind the name of a node. */
    static String role(PoolNode node) {
        return node.endpoint().role() == Role.VIRTUAL ? " (virtual)" : "";
    }

    static String of(AnswerKind answer) {
        return switch (answer) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN -> "unknown";
        };
    }
}
