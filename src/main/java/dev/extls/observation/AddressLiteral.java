package dev.extls.observation;

import dev.extls.tls.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numeric addresses as bytes, so that two spellings of one address are equal. Never asks a name server. */
final class AddressLiteral {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private AddressLiteral() {}

    /** The 4 or 16 bytes of a literal, IPv6 with or without brackets and zone; empty for everything else. */
    static Optional<Bytes> parse(String text) {
        String literal = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = literal.indexOf('%');
        literal = zone > 0 ? literal.substring(0, zone) : literal;
        if (IPV4.matcher(literal).matches()) {
            return ipv4(literal);
        }
        if (literal.indexOf(':') < 0 || !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets the JDK takes it for a literal: a wrong one is refused, never looked up.
            return Optional.of(
                    Bytes.of(InetAddress.getByName("[" + literal + "]").getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** By hand: the JDK would ask a name server for 999.1.1.1. */
    private static Optional<Bytes> ipv4(String literal) {
        byte[] address = new byte[4];
        String[] parts = literal.split("\\.", -1);
        for (int i = 0; i < address.length; i++) {
            int octet = Integer.parseInt(parts[i]);
            if (octet > 0xff) {
                return Optional.empty();
            }
            address[i] = (byte) octet;
        }
        return Optional.of(Bytes.of(address));
    }

    /** The address of {@code 127.0.0.1:40312}, {@code [::1]:40312} or {@code ::1:40312}. */
    static Optional<Bytes> ofSocket(String addressAndPort) {
        int colon = addressAndPort.lastIndexOf(':');
        return colon < 0 ? Optional.empty() : parse(addressAndPort.substring(0, colon));
    }
}
