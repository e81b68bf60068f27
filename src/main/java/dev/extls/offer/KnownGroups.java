package dev.extls.offer;

import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;

/** Which key-exchange groups are listed in supported_groups. */
public final class KnownGroups {
    /**
     * Every group that some server can insist on and BouncyCastle can compute: Windows' own first (Microsoft, "TLS Elliptic Curves in
     * Windows 10 version 1607 and later"), the post-quantum hybrids last, so that no share of theirs is sent unasked.
     */
    public static final List<NamedGroup> LIKELY = Stream.of(
                    0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104, 0x001a, 0x001b,
                    0x001c, 0x0016, 0x0015, 0x0013, 0x11ec, 0x11eb, 0x11ed)
            .map(NamedGroup::new)
            .toList();

    /**
     * Curves that RFC 8422 section 5.1.1 and RFC 8446 section 4.2.7 have retired, the larger first: a server of up to TLS 1.2 that has
     * nothing else refuses every suite with ECDHE to those who do not list them.
     */
    private static final List<NamedGroup> RETIRED = Stream.of(
                    0x000e, 0x000d, 0x000c, 0x000b, 0x000a, 0x0009, 0x0008, 0x0007, 0x0006, 0x0005, 0x0004, 0x0003,
                    0x0002, 0x0001, 0x0014, 0x0012, 0x0011, 0x0010, 0x000f)
            .map(NamedGroup::new)
            .toList();

    private static final List<NamedGroup> UP_TO_TLS_1_2 =
            Stream.concat(LIKELY.stream(), RETIRED.stream()).toList();

    /** What nearly every server has one of. */
    private static final List<NamedGroup> FEWEST = LIKELY.subList(0, 5);

    private KnownGroups() {}

    /**
     * The groups for a version.
     *
     * @param version any version
     * @return none for SSL, whose hellos have no extensions
     */
    public static List<NamedGroup> of(ProtocolVersion version) {
        if (version.before(ProtocolVersion.TLS_1_0)) {
            return List.of();
        }
        return version.before(ProtocolVersion.TLS_1_3) ? UP_TO_TLS_1_2 : LIKELY;
    }

    /**
     * The groups of a short hello.
     *
     * @param version any version
     * @return X25519, the curves of NIST and X448; none for SSL
     */
    static List<NamedGroup> fewest(ProtocolVersion version) {
        return version.before(ProtocolVersion.TLS_1_0) ? List.of() : FEWEST;
    }
}
