package dev.extls.dialogue;

import java.util.regex.Pattern;

/** What may stand behind EHLO, RFC 5321 section 4.1.1.1. */
final class ClientName {
    /** RFC 5321 section 4.1.2, Domain. */
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /** RFC 5321 section 4.1.3, IPv4-address-literal and IPv6-address-literal. */
    private static final Pattern LITERAL = Pattern.compile(
            "\\[([0-9]{1,3}(\\.[0-9]{1,3}){3}|IPv6:[0-9A-Fa-f:]{2,39}(:?[0-9]{1,3}(\\.[0-9]{1,3}){3})?)]");

    private static final int MAX_OCTETS = 255;

    private ClientName() {}

    static String checked(String name) {
        boolean legal = name.length() <= MAX_OCTETS
                && (DOMAIN.matcher(name).matches() || LITERAL.matcher(name).matches());
        if (!legal) {
            throw new IllegalArgumentException("neither a host name nor an address literal: " + name);
        }
        return name;
    }
}
