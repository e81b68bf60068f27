package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.net.SessionTicket.Hash;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTicketTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionTicket TICKET =
            new SessionTicket(Bytes.fromHex("0102030405"), 0xffff_fff0L, key(), Hash.SHA_256, THEN);

    /** RFC 8448 section 3: the resumption secret of the session, the nonce 0000 of its ticket, and the key that follows. */
    @Test
    void theKeyOfATicketIsThatOfTheExampleInTheRfc() {
        Bytes resumptionMasterSecret =
                Bytes.fromHex("7df235f2031d2a051287d02b0241b0bfdaf86cc856231f2d5aba46c434ec196c");

        assertThat(Hash.SHA_256.expanded(resumptionMasterSecret, "resumption", Bytes.fromHex("0000")))
                .isEqualTo(key());
    }

    /** RFC 8448 section 4: the early secret of the session that is taken up. */
    @Test
    void theEarlySecretIsThatOfTheExampleInTheRfc() {
        assertThat(Hash.SHA_256.mac(Bytes.of(new byte[32]), key()))
                .isEqualTo(Bytes.fromHex("9b2188e9b2fc6d64d71dc329900e20bb41915000f678aa839cbb797cb7d8332c"));
    }

    @Test
    void theTicketStandsBehindEverythingElseWithItsAgeAndABinder() {
        Offer offer = offer();

        ClientHello hello = sent(HelloBytes.of(offer, DOOR, plain -> TICKET.namedIn(plain, THEN.plusMillis(0x20))));

        List<Extension> extensions = hello.extensions();
        Extension last = extensions.get(extensions.size() - 1);
        assertThat(last.type()).isEqualTo(Extensions.PRE_SHARED_KEY);
        // identities: the ticket, and 0xfffffff0 + 0x20 in 32 bits; binders: one of 32 bytes
        assertThat(last.content().hex()).startsWith("000b" + "0005" + "0102030405" + "00000010" + "0021" + "20");
        assertThat(last.content().length()).isEqualTo(2 + 11 + 2 + 1 + 32);
    }

    @Test
    void theBinderBelongsToThisHelloAlone() {
        assertThat(binder(THEN)).isNotEqualTo(binder(THEN)).isNotEqualTo(Bytes.of(new byte[32]));
    }

    @Test
    void aHelloWithoutTheTicketThatWasOfferedIsAFault() {
        Bytes with = HelloBytes.of(offer(), DOOR, plain -> TICKET.namedIn(plain, THEN));
        Bytes without = HelloBytes.of(offer(), DOOR);

        assertThat(SentHello.fault(offer(), Optional.of("mail.contoso.test"), with))
                .isEmpty();
        assertThat(SentHello.fault(offer(), Optional.of("mail.contoso.test"), without))
                .isPresent();
        assertThat(SentHello.fault(
                        offer().with(Extras.NONE.withKeyShares(KeyShares.EVERY_CURVE)),
                        Optional.of("mail.contoso.test"),
                        with))
                .isPresent();
    }

    @Test
    void aTicketIsNamedOnceAndTheLatestCounts() {
        SessionTickets tickets = new SessionTickets();
        SessionTicket later = new SessionTicket(Bytes.fromHex("06"), 0, key(), Hash.SHA_384, THEN);
        tickets.keep(DOOR, TICKET);
        tickets.keep(DOOR, later);

        assertThat(tickets.take(DOOR)).contains(later);
        assertThat(tickets.take(DOOR)).isEmpty();
    }

    private static final Endpoint DOOR = Given.door(Service.HTTPS, "mail.contoso.test", 443);

    private static Offer offer() {
        return Given.hello(ProtocolVersion.TLS_1_3)
                .with(Extras.NONE.withTicket(Bytes.EMPTY).withKeyShares(KeyShares.EVERY_CURVE));
    }

    private static Bytes binder(Instant now) {
        ClientHello hello = sent(HelloBytes.of(offer(), DOOR, plain -> TICKET.namedIn(plain, now)));
        Bytes content = hello.extension(Extensions.PRE_SHARED_KEY).orElseThrow().content();
        return content.slice(content.length() - 32, content.length());
    }

    private static ClientHello sent(Bytes records) {
        ClientHelloReader.Reading reading = ClientHelloReader.read(records);
        assertThat(reading).isInstanceOf(ClientHelloReader.Reading.Whole.class);
        return ((ClientHelloReader.Reading.Whole) reading).hello();
    }

    private static Bytes key() {
        return Bytes.fromHex("4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
    }
}
