package dev.extls.offer;

import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;

/** Which key-exchange groups are listed in supported_groups, and which are asked for one after the other. */
public final class KnownGroups {
    /** The finite fields of RFC 7919. */
    public static final List<NamedGroup> FINITE_FIELDS = groups(0x0100, 0x0101, 0x0102, 0x0103, 0x0104);

    /** The curves of which a key share can be made up without cryptography. */
    public static final List<NamedGroup> WITH_MADE_UP_SHARE = groups(0x001d, 0x0017, 0x0018, 0x0019, 0x001e);

    /**
     * Every group that some server can insist on and BouncyCastle can compute: Windows' own first (Microsoft, "TLS Elliptic Curves in
     * Windows 10 version 1607 and later"), the post-quantum hybrids last, so that no share of theirs is sent unasked.
     */
    public static final List<NamedGroup> LIKELY = groups(
            0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104, 0x001a, 0x001b, 0x001c,
            0x0016, 0x0015, 0x0013, 0x11ec, 0x11eb, 0x11ed);

    /**
     * Curves that RFC 8422 section 5.1.1 and RFC 8446 section 4.2.7 have retired, the larger first: a server of up to TLS 1.2 that has
     * nothing else refuses every suite with ECDHE to those who do not list them.
     */
    private static final List<NamedGroup> RETIRED = groups(
            0x000e, 0x000d, 0x000c, 0x000b, 0x000a, 0x0009, 0x0008, 0x0007, 0x0006, 0x0005, 0x0004, 0x0003, 0x0002,
            0x0001, 0x0014, 0x0012, 0x0011, 0x0010, 0x000f);

    private static final List<NamedGroup> UP_TO_TLS_1_2 =
            Stream.concat(LIKELY.stream(), RETIRED.stream()).toList();

    /** The curves of up to TLS 1.2, likely ones first: every number that is a curve there (RFC 8422 section 5.1.1, RFC 7027). */
    public static final List<NamedGroup> CURVES =
            UP_TO_TLS_1_2.stream().filter(group -> group.code() < 0x0100).toList();

    /**
     * The groups of TLS 1.3, likely ones first: curves and finite fields (RFC 8446 section 4.2.7), hybrids and ML-KEM (draft-ietf-tls-ecdhe-mlkem,
     * draft-ietf-tls-mlkem, draft-tls-westerbaan-xyber768d00), brainpool (RFC 8734), SM2 (RFC 8998), GOST (RFC 9367); last the curves that RFC 8446
     * reserves as obsolete, as there are servers that take them.
     */
    public static final List<NamedGroup> OF_TLS_1_3 = Stream.concat(
                    groups(
                            0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104, 0x11ec,
                            0x11eb, 0x11ed, 0x001f, 0x0020, 0x0021, 0x0029, 0x11ee, 0x0200, 0x0201, 0x0202, 0x6399,
                            0x639a, 0x0022, 0x0023, 0x0024, 0x0025, 0x0026, 0x0027, 0x0028)
                            .stream(),
                    CURVES.stream())
            .distinct()
            .toList();

    /** Those of which a server of TLS 1.3 can have nothing else: brainpool under its numbers of TLS 1.3 (RFC 8734), and ML-KEM. */
    private static final List<NamedGroup> LIKELY_OF_TLS_1_3 = Stream.concat(
                    LIKELY.stream(), groups(0x001f, 0x0020, 0x0021, 0x0200, 0x0201, 0x0202).stream())
            .toList();

    /** What nearly every server has one of. */
    private static final List<NamedGroup> FEWEST = LIKELY.subList(0, 5);

    private KnownGroups() {}

    private static List<NamedGroup> groups(Integer... codes) {
        return Stream.of(codes).map(NamedGroup::new).toList();
    }

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
        return version.before(ProtocolVersion.TLS_1_3) ? UP_TO_TLS_1_2 : LIKELY_OF_TLS_1_3;
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
