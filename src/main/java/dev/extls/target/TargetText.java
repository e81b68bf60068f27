package dev.extls.target;

import dev.extls.written.Complaint;
import dev.extls.written.Shown;
import java.util.Locale;
import java.util.Optional;

/**
 * One target in one word: {@code [scheme://][name@]host[:port][/]}.
 *
 * @param scheme lower case, empty for a bare name
 * @param serverName what stood before {@code @}, or empty
 * @param host a name or an address literal
 * @param port 1 to 65535, or 0 when none is written
 */
record TargetText(String scheme, String serverName, String host, int port) {
    private static final String NOTHING_BEHIND = "nothing behind host and port: only these are used";

    static Optional<TargetText> read(String text, Complaint complaint) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (Character.isWhitespace(character)
                    || !Shown.visible(character)
                    || "\"'`<>\\,;".indexOf(character) >= 0) {
                complaint.at(
                        at,
                        Shown.characterAt(text, at, text.length()),
                        "one target, without spaces, quotes, separators and control characters");
                return Optional.empty();
            }
        }
        int separator = text.indexOf("://");
        if (separator < 0) {
            return authority(text, "", 0, complaint);
        }
        for (int at = 0; at < Math.max(separator, 1); at++) {
            char character = text.charAt(at);
            if (character >= 0x80 || !(Character.isLetterOrDigit(character) || "-_+.".indexOf(character) >= 0)) {
                complaint.at(at, Shown.characterAt(text, at, text.length()), "a scheme such as smtp before \"://\"");
                return Optional.empty();
            }
        }
        return authority(text, text.substring(0, separator).toLowerCase(Locale.ROOT), separator + 3, complaint);
    }

    private static Optional<TargetText> authority(String text, String scheme, int from, Complaint complaint) {
        int end = from;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean onlySlash = end == text.length() - 1 && text.charAt(end) == '/' && !scheme.isEmpty();
        if (end < text.length() && !onlySlash) {
            complaint.at(end, Shown.quoted(text.substring(end)), NOTHING_BEHIND);
            return Optional.empty();
        }
        int at = text.indexOf('@', from);
        if (at < 0) {
            return hostAndPort(text, scheme, "", from, end, complaint);
        }
        int colon = text.indexOf(':', from);
        if (colon >= 0 && colon < at) {
            complaint.at(colon, "\":\" before \"@\"", "a server name before \"@\": there is no login");
            return Optional.empty();
        }
        Optional<String> serverName = HostName.read(text, from, at, complaint);
        if (serverName.isEmpty()) {
            return Optional.empty();
        }
        return hostAndPort(text, scheme, serverName.get(), at + 1, end, complaint);
    }

    private static Optional<TargetText> hostAndPort(
            String text, String scheme, String serverName, int from, int end, Complaint complaint) {
        int hostEnd;
        Optional<String> host;
        if (from < end && text.charAt(from) == '[') {
            int close = text.indexOf(']', from);
            if (close < 0 || close >= end) {
                complaint.at(end, Shown.characterAt(text, end, end), "\"]\" behind the IPv6 address");
                return Optional.empty();
            }
            host = IpAddress.v6(text, from + 1, close, complaint);
            hostEnd = close + 1;
        } else {
            int colon = text.indexOf(':', from);
            boolean several = colon >= 0 && text.indexOf(':', colon + 1) >= 0 && text.indexOf(':', colon + 1) < end;
            hostEnd = several || colon < 0 || colon >= end ? end : colon;
            host = several ? IpAddress.v6(text, from, end, complaint) : HostName.orIpv4(text, from, hostEnd, complaint);
        }
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (hostEnd == end) {
            return Optional.of(new TargetText(scheme, serverName, host.get(), 0));
        }
        if (text.charAt(hostEnd) != ':') {
            complaint.at(hostEnd, Shown.characterAt(text, hostEnd, end), "\":\" and a port, or the end");
            return Optional.empty();
        }
        return port(text, hostEnd + 1, end, complaint)
                .map(port -> new TargetText(scheme, serverName, host.get(), port));
    }

    /** A port number. */
    static Optional<Integer> port(String text, int from, int end, Complaint complaint) {
        int value = 0;
        for (int at = from; at < end; at++) {
            if (!IpAddress.isDigit(text.charAt(at))) {
                complaint.at(at, Shown.characterAt(text, at, end), "a port of 1 to 65535");
                return Optional.empty();
            }
            value = Math.min(value * 10 + text.charAt(at) - '0', 100_000);
        }
        if (value < 1 || value > 65535) {
            String found = from == end ? "no port" : Shown.quoted(text.substring(from, end));
            complaint.at(from, found, "a port of 1 to 65535");
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
