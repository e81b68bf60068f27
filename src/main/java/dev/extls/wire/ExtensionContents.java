package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the contents of extensions say; each reads its content to the last byte or fails. */
final class ExtensionContents {
    private ExtensionContents() {}

    /** RFC 6066 section 3: the first host_name(0); what a host name is allowed to be is not asked. */
    static String serverName(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader names = reader.vector16("names");
        reader.end("names");
        String found = "";
        while (names.remaining() > 0) {
            int type = names.u8("name type");
            Bytes name = names.vector16("name").rest();
            if (type == 0 && found.isEmpty()) {
                found = new String(name.toArray(), StandardCharsets.ISO_8859_1);
            }
        }
        if (found.isEmpty()) {
            throw new WireException("no host name", 0);
        }
        return found;
    }

    /** RFC 8446 section 4.2.7. */
    static List<NamedGroup> groups(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader list = reader.vector16("groups");
        reader.end("groups");
        return numbers(list, "group").stream().map(NamedGroup::new).toList();
    }

    /** RFC 8446 section 4.2.3: numbers of signature schemes. */
    static List<Integer> signatureSchemes(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader list = reader.vector16("schemes");
        reader.end("schemes");
        return numbers(list, "scheme");
    }

    /** RFC 8446 section 4.2.8, the form of a ClientHello: the groups of its shares, none to ask for a HelloRetryRequest. */
    static List<NamedGroup> shares(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader list = reader.vector16("shares");
        reader.end("shares");
        List<NamedGroup> groups = new ArrayList<>();
        while (list.remaining() > 0) {
            groups.add(new NamedGroup(list.u16("group")));
            list.vector16("key");
        }
        return List.copyOf(groups);
    }

    /** RFC 8446 section 4.2.1, the form of a ClientHello. */
    static List<Integer> versions(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader list = reader.vector8("versions");
        reader.end("versions");
        return numbers(list, "version");
    }

    /** RFC 8446 section 4.2.1, the form of a ServerHello. */
    static int selectedVersion(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        int version = reader.u16("selected version");
        reader.end("selected version");
        return version;
    }

    /** RFC 7301 section 3.1; a byte is a character (ISO 8859-1). */
    static List<String> protocols(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        ByteReader list = reader.vector16("protocols");
        reader.end("protocols");
        List<String> names = new ArrayList<>();
        while (list.remaining() > 0) {
            Bytes name = list.vector8("protocol").rest();
            if (name.length() == 0) {
                throw new WireException("empty protocol name", list.offset());
            }
            names.add(new String(name.toArray(), StandardCharsets.ISO_8859_1));
        }
        if (names.isEmpty()) {
            throw new WireException("no protocol", 0);
        }
        return List.copyOf(names);
    }

    /** RFC 7301 section 3.1: a server names exactly one. */
    static String selectedProtocol(Bytes content) throws WireException {
        List<String> names = protocols(content);
        if (names.size() != 1) {
            throw new WireException(names.size() + " protocols in place of one", 0);
        }
        return names.get(0);
    }

    /** RFC 8446 section 4.2.8, the form of a ServerHello. */
    static NamedGroup selectedShare(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        int group = reader.u16("group");
        reader.vector16("key");
        reader.end("key");
        return new NamedGroup(group);
    }

    /** RFC 8446 section 4.2.8, the form of a HelloRetryRequest. */
    static NamedGroup retryGroup(Bytes content) throws WireException {
        ByteReader reader = new ByteReader(content);
        int group = reader.u16("group");
        reader.end("group");
        return new NamedGroup(group);
    }

    private static List<Integer> numbers(ByteReader list, String what) throws WireException {
        if (list.remaining() == 0) {
            throw new WireException("no " + what, list.offset());
        }
        List<Integer> numbers = new ArrayList<>(list.remaining() / 2);
        while (list.remaining() > 0) {
            numbers.add(list.u16(what));
        }
        return List.copyOf(numbers);
    }
}
