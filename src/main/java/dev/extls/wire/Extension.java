package dev.extls.wire;

import dev.extls.tls.Bytes;

/**
 * One extension of a hello, RFC 8446 section 4.2; {@link Extensions} knows the types and makes the contents.
 *
 * @param type the number of the IANA registry "TLS ExtensionType Values", 0 to 0xffff
 * @param content at most 0xffff bytes
 */
public record Extension(int type, Bytes content) {
    /** Checks the ranges. */
    public Extension {
        if (type < 0 || type > 0xffff || content.length() > 0xffff) {
            throw new IllegalArgumentException("no extension " + type + " of " + content.length() + " bytes");
        }
    }

    /** Name and content, such as {@code supported_versions(43) 020304}. */
    @Override
    public String toString() {
        return Extensions.label(type) + " " + content;
    }
}
