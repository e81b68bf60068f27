package dev.extls.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key-exchange group: a number, with the name that the IANA registry gives it, if any.
 *
 * @param code 0 to 0xffff
 */
public record NamedGroup(int code) {
    private static final Map<Integer, String> NAMES = CodePoints.table("supported-groups.tsv");

    /** NIST P-256. */
    public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);

    /** NIST P-384. */
    public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);

    /** NIST P-521. */
    public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);

    /** RFC 7748. */
    public static final NamedGroup X25519 = new NamedGroup(0x001d);

    /** RFC 7748. */
    public static final NamedGroup X448 = new NamedGroup(0x001e);

    /** An elliptic curve over a prime field that the server spells out (RFC 8422 section 5.4). */
    public static final NamedGroup EXPLICIT_PRIME_CURVE = new NamedGroup(0xff01);

    /** An elliptic curve over a binary field that the server spells out (RFC 8422 section 5.4). */
    public static final NamedGroup EXPLICIT_BINARY_CURVE = new NamedGroup(0xff02);

    /** Checks the range. */
    public NamedGroup {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("no group has the number " + code);
        }
    }

    /**
     * The registered name, or the number as {@code 0x1234}.
     *
     * @return a name that is unique to the number
     */
    public String label() {
        String name = NAMES.get(code);
        return name != null ? name : String.format("0x%04X", code);
    }

    /**
     * The group with a name.
     *
     * @param label a name as in {@link #label()}
     * @return the group, or empty if no such name is registered
     */
    public static Optional<NamedGroup> named(String label) {
        Optional<NamedGroup> registered = registered().stream()
                .filter(group -> group.label().equals(label))
                .findFirst();
        return registered.isEmpty() && label.matches("0x[0-9A-Fa-f]{4}")
                ? Optional.of(new NamedGroup(Integer.decode(label)))
                : registered;
    }

    /**
     * Every registered group, by number.
     *
     * @return an immutable list
     */
    public static List<NamedGroup> registered() {
        return NAMES.keySet().stream().map(NamedGroup::new).toList();
    }

    // Spelt out, like hashCode: what a record gets by itself is put together at run time, which costs each start
    // milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedGroup group && group.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** The label. */
    @Override
    public String toString() {
        return label();
    }
}
