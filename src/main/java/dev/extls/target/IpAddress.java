package dev.extls.target;

import dev.extls.written.Complaint;
import dev.extls.written.Shown;
import java.util.Optional;

/** Reads address literals strictly and writes them in one way only, so that two spellings of an address are one door. */
final class IpAddress {
    private static final String FOUR_NUMBERS = "an IPv4 address: four numbers of 0 to 255, without leading zeros";
    private static final String IPV6 = "an IPv6 address, written [2001:db8::1] when a port follows";
    private static final int GROUPS = 8;

    private IpAddress() {}

    /** Four decimal numbers (RFC 6943 section 3.1.1, strict form: no octal, no fewer than four). */
    static Optional<String> v4(String text, int from, int to, Complaint complaint) {
        int at = from;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int value = 0;
            while (at < to && at - start < 4 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean last = part == 3;
            if (at == start || (last ? at < to : at == to || text.charAt(at) != '.')) {
                complaint.at(at, Shown.characterAt(text, at, to), FOUR_NUMBERS);
                return Optional.empty();
            }
            if (value > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                complaint.at(start, Shown.quoted(text.substring(start, at)), FOUR_NUMBERS);
                return Optional.empty();
            }
            at += last ? 0 : 1;
        }
        return Optional.of(text.substring(from, to));
    }

    /** The text forms of RFC 4291 section 2.2, without zone; the result is as in RFC 5952, a mapped IPv4 address as that. */
    static Optional<String> v6(String text, int from, int to, Complaint complaint) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        if (text.startsWith("::", from) && from + 2 <= to) {
            gap = 0;
            at += 2;
        }
        while (at < to) {
            int start = at;
            int value = 0;
            while (at < to && at - start < 4 && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80) {
                value = value * 16 + Character.digit(text.charAt(at++), 16);
            }
            if (at < to && text.charAt(at) == '.' && count <= GROUPS - 2) {
                Optional<String> tail = v4(text, start, to, complaint);
                if (tail.isEmpty()) {
                    return tail;
                }
                String[] parts = tail.get().split("\\.", -1);
                groups[count++] = Integer.parseInt(parts[0]) << 8 | Integer.parseInt(parts[1]);
                groups[count++] = Integer.parseInt(parts[2]) << 8 | Integer.parseInt(parts[3]);
                break;
            }
            if (at == start || count == GROUPS || (at < to && text.charAt(at) != ':')) {
                int wrong = count == GROUPS ? start : at;
                complaint.at(wrong, Shown.characterAt(text, wrong, to), IPV6);
                return Optional.empty();
            }
            groups[count++] = value;
            if (at == to) {
                break;
            }
            at++;
            if (at < to && text.charAt(at) == ':') {
                if (gap >= 0) {
                    complaint.at(at, "a second \"::\"", IPV6);
                    return Optional.empty();
                }
                gap = count;
                at++;
            } else if (at == to) {
                complaint.at(at - 1, Shown.quoted(":"), IPV6);
                return Optional.empty();
            }
        }
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            complaint.at(from, count + " groups" + (gap < 0 ? "" : " and \"::\""), IPV6);
            return Optional.empty();
        }
        return Optional.of(written(spread(groups, count, gap)));
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int[] spread(int[] groups, int count, int gap) {
        int[] all = new int[GROUPS];
        int head = gap < 0 ? count : gap;
        System.arraycopy(groups, 0, all, 0, head);
        System.arraycopy(groups, head, all, GROUPS - (count - head), count - head);
        return all;
    }

    private static String written(int[] groups) {
        // RFC 4291 section 2.5.5.2: ::ffff:0:0/96 holds IPv4 addresses, and a socket connects to them by IPv4.
        if ((groups[0] | groups[1] | groups[2] | groups[3] | groups[4]) == 0 && groups[5] == 0xffff) {
            return (groups[6] >> 8) + "." + (groups[6] & 0xff) + "." + (groups[7] >> 8) + "." + (groups[7] & 0xff);
        }
        // RFC 5952 section 4.2: the longest run of two or more zero groups, the first of equals, becomes "::".
        int runStart = -1;
        int runLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > runLength) {
                runStart = start;
                runLength = end - start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group == runStart) {
                text.append("::");
                group += runLength - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[group]));
        }
        return text.toString();
    }
}
