package dev.extls.observation;

import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ByteWriter;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server of SSL 3.0 to TLS 1.2 says in clear, to be put into a transcript.
 *
 * @param version the version chosen
 * @param suite the suite chosen
 * @param sessionId of the ServerHello
 * @param compression of the ServerHello
 * @param extensions of the ServerHello
 * @param prime of the ServerKeyExchange; no bits for one with a curve, or for none
 * @param ticket of the NewSessionTicket
 * @param resumed whether ChangeCipherSpec follows at once
 */
public record SampleFlight(
        ProtocolVersion version,
        CipherSuite suite,
        Bytes sessionId,
        int compression,
        List<Extension> extensions,
        DhPrime prime,
        Optional<Bytes> ticket,
        boolean resumed) {
    private static final Bytes RANDOM = Bytes.of(new byte[32]);
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.fromHex("140303000101");
    private static final Bytes FINISHED = Bytes.fromHex("1603030010").plus(Bytes.of(new byte[16]));

    /** A full handshake with nothing special. */
    public static SampleFlight of(ProtocolVersion version, CipherSuite suite) {
        return new SampleFlight(version, suite, Bytes.EMPTY, 0, List.of(), DhPrime.NONE, Optional.empty(), false);
    }

    public SampleFlight session(Bytes id) {
        return new SampleFlight(version, suite, id, compression, extensions, prime, ticket, resumed);
    }

    public SampleFlight compressing(int method) {
        return new SampleFlight(version, suite, sessionId, method, extensions, prime, ticket, resumed);
    }

    public SampleFlight saying(Extension... more) {
        List<Extension> all = new ArrayList<>(extensions);
        all.addAll(List.of(more));
        return new SampleFlight(version, suite, sessionId, compression, all, prime, ticket, resumed);
    }

    public SampleFlight with(DhPrime other) {
        return new SampleFlight(version, suite, sessionId, compression, extensions, other, ticket, resumed);
    }

    public SampleFlight issuing(Bytes content) {
        return new SampleFlight(
                version, suite, sessionId, compression, extensions, prime, Optional.of(content), resumed);
    }

    public SampleFlight resuming(Bytes id) {
        return new SampleFlight(version, suite, id, compression, extensions, prime, ticket, true);
    }

    /** The bytes of the server. */
    public Bytes bytes() {
        ServerHello hello = new ServerHello(version.code(), RANDOM, sessionId, suite, compression, extensions);
        Bytes messages = hello.message();
        if (!resumed) {
            messages = messages.plus(message(11, Bytes.fromHex("000000")));
            if (prime.bits() > 0) {
                messages = messages.plus(message(
                        12,
                        new ByteWriter()
                                .vector16(prime.value())
                                .vector16(Bytes.fromHex("02"))
                                .vector16(Bytes.fromHex("04"))
                                .written()));
            }
            messages = messages.plus(message(14, Bytes.EMPTY));
        }
        if (ticket.isPresent()) {
            messages = messages.plus(message(
                    4,
                    new ByteWriter()
                            .bytes(Bytes.fromHex("00000e10"))
                            .vector16(ticket.get())
                            .written()));
        }
        Bytes record =
                new ByteWriter().u8(22).u16(version.code()).vector16(messages).written();
        return resumed || ticket.isPresent() ? record.plus(CHANGE_CIPHER_SPEC).plus(FINISHED) : record;
    }

    /** What crosses the wire when an offer is answered so. */
    public Transcript answering(Offer offer) {
        return new Transcript(List.of(), sent(offer), bytes(), false);
    }

    /** The hello of an offer, with renegotiation and extended master secret asked for. */
    public static Bytes sent(Offer offer) {
        List<Extension> extensions = new ArrayList<>();
        if (!offer.version().before(ProtocolVersion.TLS_1_0)) {
            extensions.add(Extensions.extendedMasterSecret());
            List<NamedGroup> groups = offer.groups();
            if (!groups.isEmpty()) {
                extensions.add(Extensions.supportedGroups(groups));
            }
            offer.extras().ticket().map(Extensions::sessionTicket).ifPresent(extensions::add);
        }
        List<CipherSuite> suites = new ArrayList<>(offer.suites());
        suites.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        return new ClientHello(
                        Math.min(offer.version().code(), 0x0303),
                        RANDOM,
                        offer.extras().sessionId(),
                        suites,
                        offer.extras().compressions(),
                        extensions)
                .records(0x0301);
    }

    private static Bytes message(int type, Bytes body) {
        return new ByteWriter().u8(type).vector24(body).written();
    }
}
