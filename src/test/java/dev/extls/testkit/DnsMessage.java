package dev.extls.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A reply of a name server, put together byte by byte (RFC 1035 section 4.1) with compressed names (section 4.1.4). A character of
 * a name is one byte of it, whatever it is.
 */
public final class DnsMessage {
    /** Types by their numbers: RFC 1035 section 3.2.2, RFC 3596, RFC 2782. */
    static final Map<String, Integer> TYPES = Map.of("A", 1, "CNAME", 5, "MX", 15, "AAAA", 28, "SRV", 33);

    private static final int RESPONSE_RECURSION_AVAILABLE = 0x8180;
    private static final int TRUNCATED = 0x0200;
    private static final int IN = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();
    private int answers;

    private DnsMessage() {}

    /**
     * A reply to a question.
     *
     * @param query the message of the client
     * @param code the response code
     * @return without answers
     */
    public static DnsMessage reply(byte[] query, int code) {
        DnsMessage message = new DnsMessage();
        message.two(ByteBuffer.wrap(query).getShort(0) & 0xffff);
        message.two(RESPONSE_RECURSION_AVAILABLE | code);
        message.two(1);
        message.two(0);
        message.two(0);
        message.two(0);
        message.name(nameIn(query));
        message.two(typeIn(query));
        message.two(IN);
        return message;
    }

    /**
     * An answer whose data is an address or anything else without names.
     *
     * @param owner the name
     * @param type such as A
     * @param data as it stands on the wire
     * @return this
     */
    public DnsMessage answer(String owner, String type, byte... data) {
        begin(owner, type);
        two(data.length);
        out.writeBytes(data);
        return this;
    }

    /**
     * An answer whose data is some numbers and a name, which is compressed.
     *
     * @param owner the name
     * @param type such as MX
     * @param host the name in the data
     * @param numbers before it, 16 bits each
     * @return this
     */
    public DnsMessage naming(String owner, String type, String host, int... numbers) {
        begin(owner, type);
        int lengthAt = out.size();
        two(0);
        for (int number : numbers) {
            two(number);
        }
        name(host);
        byte[] written = out.toByteArray();
        ByteBuffer.wrap(written).putShort(lengthAt, (short) (written.length - lengthAt - 2));
        out.reset();
        out.writeBytes(written);
        return this;
    }

    /**
     * The whole message.
     *
     * @return its bytes
     */
    public byte[] bytes() {
        byte[] message = out.toByteArray();
        ByteBuffer.wrap(message).putShort(6, (short) answers);
        return message;
    }

    /** The message cut after its question, and marked so. */
    static byte[] truncated(byte[] query) {
        byte[] message = reply(query, 0).bytes();
        ByteBuffer.wrap(message).putShort(2, (short) (RESPONSE_RECURSION_AVAILABLE | TRUNCATED));
        return message;
    }

    /** The name in question, lower case. */
    static String nameIn(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.ISO_8859_1));
            at += query[at] + 1;
        }
        return name.toString();
    }

    /** The type in question. */
    static int typeIn(byte[] query) {
        int at = 12;
        while (query[at] != 0) {
            at += query[at] + 1;
        }
        return ByteBuffer.wrap(query).getShort(at + 1) & 0xffff;
    }

    private void begin(String owner, String type) {
        answers++;
        name(owner);
        two(Objects.requireNonNull(TYPES.get(type)));
        two(IN);
        two(0);
        two(60); // a minute to live
    }

    private void name(String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            Integer before = offsets.get(rest);
            if (before != null) {
                two(0xc000 | before);
                return;
            }
            if (out.size() < 0x4000) {
                offsets.put(rest, out.size());
            }
            int dot = rest.indexOf('.');
            byte[] label = (dot < 0 ? rest : rest.substring(0, dot)).getBytes(StandardCharsets.ISO_8859_1);
            out.write(label.length);
            out.writeBytes(label);
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        out.write(0);
    }

    private void two(int number) {
        out.write(number >> 8);
        out.write(number);
    }
}
