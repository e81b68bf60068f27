package dev.extls.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a name server answered. Bounded by the size of a DNS message, 65,535 bytes; a record that cannot be read is left out.
 *
 * @param code the response code
 * @param truncated whether a part is missing
 * @param records the answers
 */
record DnsReply(DnsResponseCode code, boolean truncated, List<Resource> records) {
    DnsReply {
        records = List.copyOf(records);
    }

    /**
     * A resource record of one of the types that are asked for.
     *
     * @param owner the name that it belongs to, lower case, without a dot at its end
     * @param type its type
     * @param name the address or the host that it names
     * @param preference of an MX, priority of an SRV, else 0
     * @param port of an SRV, else 0
     */
    record Resource(String owner, DnsRecordType type, String name, int preference, int port) {}

    /** Reads a reply, which stays the caller's to release. */
    static DnsReply read(DnsResponse response) {
        List<Resource> records = new ArrayList<>();
        for (int at = 0; at < response.count(DnsSection.ANSWER); at++) {
            record(response.recordAt(DnsSection.ANSWER, at)).ifPresent(records::add);
        }
        return new DnsReply(response.code(), response.isTruncated(), records);
    }

    /** Whether it says what there is: a name that exists, or that none does. */
    boolean conclusive() {
        return !truncated && (code.equals(DnsResponseCode.NOERROR) || code.equals(DnsResponseCode.NXDOMAIN));
    }

    List<Resource> of(String owner, DnsRecordType type) {
        return records.stream()
                .filter(record -> record.type().equals(type) && record.owner().equals(owner))
                .toList();
    }

    private static Optional<Resource> record(DnsRecord record) {
        if (!(record instanceof DnsRawRecord raw)) {
            return Optional.empty();
        }
        DnsRecordType type = record.type();
        String owner = plain(record.name());
        // a duplicate, whose indexes are ours to move; compressed names point into the message behind it
        ByteBuf data = raw.content().duplicate();
        try {
            if (type.equals(DnsRecordType.A) || type.equals(DnsRecordType.AAAA)) {
                return address(data, type.equals(DnsRecordType.A) ? 4 : 16)
                        .map(address -> new Resource(owner, type, address, 0, 0));
            }
            if (type.equals(DnsRecordType.CNAME)) {
                return Optional.of(new Resource(owner, type, name(data), 0, 0));
            }
            if (type.equals(DnsRecordType.MX)) {
                int preference = data.readUnsignedShort();
                return Optional.of(new Resource(owner, type, name(data), preference, 0));
            }
            if (type.equals(DnsRecordType.SRV)) {
                int priority = data.readUnsignedShort();
                data.skipBytes(Short.BYTES); // the weight, which only balances load
                int port = data.readUnsignedShort();
                return Optional.of(new Resource(owner, type, name(data), priority, port));
            }
            return Optional.empty();
        } catch (DecoderException | IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<String> address(ByteBuf data, int length) {
        if (data.readableBytes() != length) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        data.readBytes(bytes);
        try {
            return Optional.of(NetUtil.toAddressString(InetAddress.getByAddress(bytes)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is right
        }
    }

    private static String name(ByteBuf data) {
        return plain(DefaultDnsRecordDecoder.decodeName(data));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
