package dev.extls.observation;

import java.net.IDN;
import java.util.Locale;

/** The comparison of a presented DNS name with the name we asked for, RFC 9525 section 6.3. */
final class ServerNameMatch {
    private ServerNameMatch() {}

    /** A wildcard counts only as the whole left-most label, and stands for exactly one label. */
    static boolean matches(String presented, String serverName) {
        String pattern = canonical(presented);
        String name = canonical(serverName);
        if (pattern.isEmpty() || name.isEmpty()) {
            return false;
        }
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && pattern.indexOf('*', 1) < 0 && pattern.substring(1).equals(name.substring(dot));
    }

    /** Lower case, A-labels (RFC 9525 section 6.3: names are compared in their ASCII form), no root dot. */
    private static String canonical(String name) {
        String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (relative.chars().allMatch(c -> c < 0x80)) {
            return relative.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(relative).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
