package dev.extls.target;

import dev.extls.written.Complaint;
import dev.extls.written.Shown;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** Reads host names: letters, digits, hyphens and underscores, international ones converted to A-labels. */
final class HostName {
    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    /** RFC 1035 section 2.3.4: 255 octets on the wire are 253 characters. */
    private static final int LONGEST_NAME = 253;

    private static final String CHARACTERS = "a letter, a digit, \"-\", \"_\" or \".\" of a host name";
    private static final String NAME = "a host name";

    private HostName() {}

    /** A name, or an IPv4 address where the last label is a number (no top-level domain is, RFC 3696 section 2). */
    static Optional<String> orIpv4(String text, int from, int to, Complaint complaint) {
        int lastDot = text.lastIndexOf('.', to - 1);
        String lastLabel = text.substring(Math.max(lastDot + 1, from), to);
        if (!lastLabel.isEmpty() && lastLabel.chars().allMatch(c -> IpAddress.isDigit((char) c))) {
            return IpAddress.v4(text, from, to, complaint);
        }
        return read(text, from, to, complaint);
    }

    /** Whether a host that was read is an IPv4 address. */
    static boolean isIpv4(String host) {
        return host.chars().allMatch(c -> c == '.' || IpAddress.isDigit((char) c));
    }

    /** A name only: lower case, no dot at the end. */
    static Optional<String> read(String text, int from, int to, Complaint complaint) {
        int end = to > from + 1 && text.charAt(to - 1) == '.' ? to - 1 : to;
        if (from >= end) {
            complaint.at(from, "nothing", NAME);
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        int start = from;
        while (start <= end) {
            int dot = text.indexOf('.', start);
            int labelEnd = dot < 0 || dot > end ? end : dot;
            Optional<String> label = label(text, start, labelEnd, complaint);
            if (label.isEmpty()) {
                return label;
            }
            name.append(name.length() == 0 ? "" : ".").append(label.get());
            if (name.length() > LONGEST_NAME) {
                complaint.at(start, "a name of more than " + LONGEST_NAME + " characters", NAME);
                return Optional.empty();
            }
            start = labelEnd + 1;
        }
        String last = name.substring(name.lastIndexOf(".") + 1);
        if (last.chars().allMatch(c -> IpAddress.isDigit((char) c))) {
            complaint.at(from, Shown.quoted(text.substring(from, to)), NAME);
            return Optional.empty();
        }
        return Optional.of(name.toString());
    }

    private static Optional<String> label(String text, int start, int end, Complaint complaint) {
        boolean ascii = true;
        for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (!mayStand(character)) {
                complaint.at(at, Shown.characterAt(text, at, end), CHARACTERS);
                return Optional.empty();
            }
            ascii &= character < 0x80;
        }
        if (start == end) {
            complaint.at(start, Shown.characterAt(text, start, text.length()), "a part of the host name here");
            return Optional.empty();
        }
        if (end - start > LONGEST_LABEL) {
            complaint.at(start, "a part of " + (end - start) + " characters", "at most " + LONGEST_LABEL);
            return Optional.empty();
        }
        String label = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (!ascii) {
            Optional<String> converted = toALabel(label);
            if (converted.isEmpty()) {
                complaint.at(start, Shown.quoted(label), "a host name that converts to A-labels (RFC 3490)");
                return converted;
            }
            label = converted.get();
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            complaint.at(label.startsWith("-") ? start : end - 1, "\"-\" at an edge", "a letter or a digit");
            return Optional.empty();
        }
        return Optional.of(label);
    }

    private static boolean mayStand(int character) {
        if (character >= 0x80) {
            int type = Character.getType(character);
            return character != 0xFFFD
                    && (Character.isLetterOrDigit(character)
                            || type == Character.NON_SPACING_MARK
                            || type == Character.COMBINING_SPACING_MARK);
        }
        return character == '-' || character == '_' || Character.isLetterOrDigit(character);
    }

    /** Nameprep may bring forth any ASCII, even dots and slashes, so the result is checked like a name that was typed. */
    private static Optional<String> toALabel(String label) {
        try {
            String converted = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            boolean right = !converted.isEmpty()
                    && converted.length() <= LONGEST_LABEL
                    && converted.chars().allMatch(c -> c < 0x80 && mayStand(c));
            return right ? Optional.of(converted) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
