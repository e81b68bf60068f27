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

    private KnownGroups() {}

    /**
     * The groups for a version.
     *
     * @param version any version
     * @return none for SSL, whose hellos have no extensions
     */
    public static List<NamedGroup> of(ProtocolVersion version) {
        return version.before(ProtocolVersion.TLS_1_0) ? List.of() : LIKELY;
    }
}
