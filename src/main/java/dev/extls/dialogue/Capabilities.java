package dev.extls.dialogue;

import java.util.List;

/** Capabilities as the server lists them: a keyword, and perhaps parameters behind a space. */
final class Capabilities {
    private Capabilities() {}

    /** Whether one of them has this keyword, whole and in either case. */
    static boolean name(String keyword, List<String> capabilities) {
        return capabilities.stream().anyMatch(one -> keyword(one).equalsIgnoreCase(keyword));
    }

    private static String keyword(String capability) {
        int space = capability.indexOf(' ');
        return space < 0 ? capability : capability.substring(0, space);
    }
}
