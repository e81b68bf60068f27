package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of extensions at the end of a hello, RFC 8446 section 4.2. */
final class ExtensionBlock {
    private ExtensionBlock() {}

    /**
     * The extensions that end a hello. A hello may end without a list (RFC 5246 section 7.4.1.2); an empty list reads as
     * none.
     */
    static List<Extension> read(ByteReader hello, String what) throws WireException {
        if (hello.remaining() == 0) {
            return List.of();
        }
        ByteReader block = hello.vector16(what + " extensions");
        hello.end(what);
        List<Extension> extensions = new ArrayList<>();
        Set<Integer> types = new HashSet<>();
        while (block.remaining() > 0) {
            int at = block.offset();
            int type = block.u16(what + " extension type");
            // RFC 8446 section 4.2: there MUST NOT be more than one extension of the same type in a given block.
            if (!types.add(type)) {
                throw new WireException(what + " " + Extensions.label(type) + " stands there twice", at);
            }
            extensions.add(new Extension(
                    type, block.vector16(what + " " + Extensions.label(type)).rest()));
        }
        return extensions;
    }

    /** Nothing at all for no extensions, as every server before TLS 1.2 understands it (RFC 6101 section 5.6.1.2). */
    static void write(List<Extension> extensions, ByteWriter hello) {
        if (extensions.isEmpty()) {
            return;
        }
        ByteWriter block = new ByteWriter();
        extensions.forEach(extension -> block.u16(extension.type()).vector16(extension.content()));
        hello.vector16(block.written());
    }

    static void requireDistinct(List<Extension> extensions) {
        Set<Integer> types = new HashSet<>();
        for (Extension extension : extensions) {
            if (!types.add(extension.type())) {
                throw new IllegalArgumentException(Extensions.label(extension.type()) + " stands there twice");
            }
        }
    }

    static Optional<Extension> find(List<Extension> extensions, int type) {
        return extensions.stream().filter(extension -> extension.type() == type).findFirst();
    }

    /** What a content says, or empty where the extension is missing or malformed. */
    static <T> Optional<T> view(List<Extension> extensions, int type, Content<T> content) {
        Optional<Extension> found = find(extensions, type);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(content.read(found.get().content()));
        } catch (WireException malformed) {
            return Optional.empty();
        }
    }

    /** Fails if the extension is there and its content malformed; the extensions end the message. */
    static <T> void check(String what, List<Extension> extensions, int type, Content<T> content, Bytes message)
            throws WireException {
        int end = message.length();
        for (int i = extensions.size() - 1; i >= 0; i--) {
            Extension extension = extensions.get(i);
            int begin = end - extension.content().length();
            if (extension.type() == type) {
                try {
                    content.read(extension.content());
                } catch (WireException e) {
                    throw e.within(what + " " + Extensions.label(type), begin);
                }
            }
            end = begin - 4; // before the content: type and length, two bytes each
        }
    }

    /** Reads the content of one type of extension. */
    interface Content<T> {
        T read(Bytes content) throws WireException;
    }
}
