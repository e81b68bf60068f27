package dev.extls.tls;

import java.util.Arrays;
import java.util.Optional;

/**
 * The six protocol versions that a question can be about, oldest first.
 *
 * <p>Numbers: SSL 2.0 draft (Hickman, 1995), RFC 6101, RFC 2246, RFC 4346, RFC 5246, RFC 8446 section 4.2.1.
 */
public enum ProtocolVersion {
    /** SSL 2.0. */
    SSL_2_0(0x0002, "SSLv2", "SSL 2.0"),
    /** SSL 3.0, RFC 6101. */
    SSL_3_0(0x0300, "SSLv3", "SSL 3.0"),
    /** TLS 1.0, RFC 2246. */
    TLS_1_0(0x0301, "TLSv1.0", "TLS 1.0"),
    /** TLS 1.1, RFC 4346. */
    TLS_1_1(0x0302, "TLSv1.1", "TLS 1.1"),
    /** TLS 1.2, RFC 5246. */
    TLS_1_2(0x0303, "TLSv1.2", "TLS 1.2"),
    /** TLS 1.3, RFC 8446. */
    TLS_1_3(0x0304, "TLSv1.3", "TLS 1.3");

    private final int code;
    private final String label;
    private final String title;

    ProtocolVersion(int code, String label, String title) {
        this.code = code;
        this.label = label;
        this.title = title;
    }

    /**
     * The number on the wire.
     *
     * @return 0x0002 to 0x0304
     */
    public int code() {
        return code;
    }

    /**
     * The name in every report: SSLv2, SSLv3, TLSv1.0 to TLSv1.3.
     *
     * @return the name
     */
    public String label() {
        return label;
    }

    /**
     * The name as people write it: SSL 2.0, TLS 1.2.
     *
     * @return the name in a sentence
     */
    public String title() {
        return title;
    }

    /**
     * Whether this version is older than another.
     *
     * @param other the other version
     * @return true if strictly older
     */
    public boolean before(ProtocolVersion other) {
        return compareTo(other) < 0;
    }

    /**
     * The version with a number.
     *
     * @param code a number from the wire, 0 to 0xffff
     * @return the version, or empty if the number names none of the six
     */
    public static Optional<ProtocolVersion> of(int code) {
        return Arrays.stream(values()).filter(version -> version.code == code).findFirst();
    }

    /**
     * The version with a name.
     *
     * @param label a name as in {@link #label()}
     * @return the version, or empty
     */
    public static Optional<ProtocolVersion> named(String label) {
        return Arrays.stream(values())
                .filter(version -> version.label.equals(label))
                .findFirst();
    }
}
