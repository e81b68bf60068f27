package dev.extls.lab;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import java.util.List;

/**
 * A TLS stack as it comes: its suites and groups in its own order, and how it reads a hello.
 *
 * @param suites most preferred first, never empty
 * @param groups most preferred first, never empty
 * @param supportedVersions whether it knows the extension of RFC 8446 section 4.2.1
 * @param v2Framing whether it accepts a TLS hello in the frame of SSL 2.0 (RFC 5246 appendix E.2)
 * @param sslv2Kinds what it has for SSL 2.0, should a profile enable it
 */
record Stack(
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        SupportedVersions supportedVersions,
        boolean v2Framing,
        List<CipherSuite> sslv2Kinds) {
    /** What becomes of the supported_versions extension. */
    enum SupportedVersions {
        /** Only the version field of the hello counts. */
        IGNORED,
        /** The extension counts. */
        READ
    }

    Stack {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        sslv2Kinds = List.copyOf(sslv2Kinds);
        if (suites.isEmpty() || groups.isEmpty()) {
            throw new IllegalArgumentException("a stack without suites or groups");
        }
    }
}
