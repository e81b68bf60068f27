package dev.extls.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The name that Exchange puts into the greeting of IMAP and POP3: in brackets at its end, base64 of the server's name in UTF-16LE,
 * as Exchange Online does and Exchange Server may (published transcripts).
 */
final class ServerName {
    private static final Pattern BRACKET = Pattern.compile("\\[([A-Za-z0-9+/]{4,1024}={0,2})]\\s*$");

    /** RFC 1123 section 2.1. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

    private ServerName() {}

    /** The name in a greeting, or empty if there is none that could be a host. */
    static String in(String greeting) {
        var bracket = BRACKET.matcher(greeting);
        if (!bracket.find()) {
            return "";
        }
        byte[] name;
        try {
            name = Base64.getDecoder().decode(bracket.group(1));
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
        if (name.length % 2 != 0) {
            return "";
        }
        String host = new String(name, StandardCharsets.UTF_16LE);
        return HOST.matcher(host).matches() ? host : "";
    }
}
