package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Flight.Course;
import dev.extls.observation.Flight.Echo;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.DhPrimes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlightTest {
    private static final CipherSuite DHE = new CipherSuite(0x0033);
    private static final Bytes ID = Bytes.fromHex("0102030405060708");
    private static final Offer OFFER = Offer.hello(ProtocolVersion.TLS_1_2, List.of(DHE), List.of());
    private static final SampleFlight FULL = SampleFlight.of(ProtocolVersion.TLS_1_2, DHE);

    private static Observation observation(Offer offer, Bytes sent, Bytes received) {
        Outcome chosen = new Outcome.Selected(new Selection(offer.version(), DHE, -1, "", false), Stop.AS_ASKED, "");
        Observation plain = Samples.observation(
                1, Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11"), offer.version(), chosen);
        return new Observation(
                plain.number(),
                plain.question(),
                plain.endpoint(),
                offer,
                chosen,
                plain.started(),
                plain.took(),
                plain.localAddress(),
                plain.learned(),
                plain.certificates(),
                plain.trust(),
                new Transcript(List.of(), sent, received, false));
    }

    private static Flight flight(Offer offer, SampleFlight answer) {
        return Flight.of(observation(offer, SampleFlight.sent(offer), answer.bytes()))
                .orElseThrow();
    }

    /** RFC 8446 section 4.2.11: the ServerHello names the key that it took. */
    @Test
    void aSessionOfTls13IsTakenUpWhereTheServerHelloHasAPreSharedKey() {
        Extension taken = new Extension(Extensions.PRE_SHARED_KEY, Bytes.fromHex("0000"));

        assertThat(Flight.resumedByKey(tls13(true, taken))).contains(true);
        assertThat(Flight.resumedByKey(tls13(true))).contains(false);
        assertThat(Flight.resumedByKey(tls13(false, taken)))
                .as("none was named")
                .isEmpty();
        assertThat(Flight.resumedByKey(observation(OFFER, SampleFlight.sent(OFFER), FULL.bytes())))
                .as("TLS 1.2")
                .isEmpty();
    }

    private static Observation tls13(boolean named, Extension... said) {
        CipherSuite suite = new CipherSuite(0x1301);
        Offer offer = Offer.hello(ProtocolVersion.TLS_1_3, List.of(suite), List.of());
        List<Extension> asked =
                new ArrayList<>(List.of(Extensions.supportedVersions(List.of(ProtocolVersion.TLS_1_3))));
        if (named) {
            asked.add(Extensions.preSharedKey(ID, 0, Bytes.of(new byte[32])));
        }
        Bytes random = Bytes.of(new byte[32]);
        Bytes sent = new ClientHello(0x0303, random, ID, List.of(suite), List.of(0), asked).records(0x0301);
        List<Extension> answered = new ArrayList<>(List.of(Extensions.selectedVersion(ProtocolVersion.TLS_1_3)));
        answered.addAll(List.of(said));
        Bytes message = new ServerHello(0x0303, random, ID, suite, 0, answered).message();
        return observation(
                offer,
                sent,
                Bytes.fromHex("160303")
                        .plus(Bytes.of((byte) (message.length() >> 8), (byte) message.length()))
                        .plus(message));
    }

    @Test
    void whatWasAskedForIsGivenOrWithheld() {
        Offer withTicket = OFFER.with(Extras.NONE.withTicket(Bytes.EMPTY));
        Flight all = flight(
                withTicket,
                FULL.saying(
                        Extensions.renegotiationInfo(),
                        Extensions.extendedMasterSecret(),
                        Extensions.sessionTicket(Bytes.EMPTY)));
        Flight none = flight(withTicket, FULL);

        assertThat(List.of(all.secureRenegotiation(), all.extendedMasterSecret(), all.ticketPromised()))
                .containsOnly(Echo.GIVEN);
        assertThat(List.of(none.secureRenegotiation(), none.extendedMasterSecret(), none.ticketPromised()))
                .containsOnly(Echo.WITHHELD);
        assertThat(flight(OFFER, FULL).ticketPromised()).isEqualTo(Echo.NOT_ASKED);
    }

    @Test
    void ssl3AsksForNoExtension() {
        Offer ssl3 = Offer.hello(ProtocolVersion.SSL_3_0, List.of(DHE), List.of());

        Flight flight = flight(ssl3, SampleFlight.of(ProtocolVersion.SSL_3_0, DHE));

        assertThat(flight.extendedMasterSecret()).isEqualTo(Echo.NOT_ASKED);
        assertThat(flight.secureRenegotiation()).isEqualTo(Echo.WITHHELD);
    }

    @Test
    void aSessionIsTakenUpIfItsIdComesBackAndNoFullHandshakeFollows() {
        Offer again = OFFER.with(Extras.NONE.withSession(ID));

        assertThat(flight(again, FULL.resuming(ID)).resumed()).isTrue();
        assertThat(flight(again, FULL.resuming(ID)).course()).isEqualTo(Course.ABBREVIATED);
        assertThat(flight(again, FULL.session(ID)).resumed())
                .as("its id comes back, but with a certificate")
                .isFalse();
        assertThat(flight(again, FULL.resuming(Bytes.fromHex("ff"))).resumed())
                .as("another id")
                .isFalse();
        assertThat(flight(OFFER, FULL.resuming(Bytes.EMPTY)).resumed())
                .as("none was asked for")
                .isFalse();
    }

    @Test
    void theRestOfTheFlightIsRead() {
        DhPrime prime = DhPrimes.named("rfc3526-modp2048");

        Flight flight =
                flight(OFFER, FULL.with(prime).compressing(1).session(ID).issuing(Bytes.fromHex("7469")));

        assertThat(flight.prime()).isEqualTo(prime);
        assertThat(flight.compression()).isEqualTo(1);
        assertThat(flight.sessionId()).isEqualTo(ID);
        assertThat(flight.ticket()).contains(Bytes.fromHex("7469"));
        assertThat(flight.course()).isEqualTo(Course.FULL);
    }

    @Test
    void everyPrefixSaysLessAndNothingElse() {
        Offer again = OFFER.with(Extras.NONE.withSession(ID));
        Bytes sent = SampleFlight.sent(again);
        Bytes whole = FULL.resuming(ID).issuing(Bytes.fromHex("7469")).bytes();
        for (int length = 0; length < whole.length(); length++) {
            Flight.of(observation(again, sent, whole.slice(0, length))).ifPresent(flight -> {
                assertThat(flight.course()).isNotEqualTo(Course.FULL);
                assertThat(flight.resumed()).isEqualTo(flight.course() == Course.ABBREVIATED);
                assertThat(flight.sessionId()).isEqualTo(ID);
            });
        }
        for (int length = 0; length < sent.length(); length++) {
            assertThat(Flight.of(observation(again, sent.slice(0, length), whole)))
                    .isEmpty();
        }
    }

    @Test
    void tls13AndWhatChoseNothingHaveNoFlight() {
        Bytes tls13 = SampleFlight.of(ProtocolVersion.TLS_1_2, new CipherSuite(0x1301))
                .saying(Extensions.selectedVersion(ProtocolVersion.TLS_1_3))
                .bytes();

        assertThat(Flight.of(observation(OFFER, SampleFlight.sent(OFFER), tls13)))
                .isEmpty();
        assertThat(Flight.of(Samples.observation(
                        1,
                        Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11"),
                        ProtocolVersion.TLS_1_2,
                        new Outcome.Closed())))
                .isEmpty();
    }

    @Test
    void randomAndMutatedBytesNeverThrow() {
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println("randomAndMutatedBytesNeverThrow: seed " + seed);
        Random random = new Random(seed);
        Bytes sent = SampleFlight.sent(OFFER);
        byte[] flight = FULL.with(DhPrimes.named("ffdhe2048"))
                .issuing(Bytes.fromHex("7469"))
                .bytes()
                .toArray();
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = round % 2 == 0 ? new byte[random.nextInt(200)] : flight.clone();
            if (round % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Observation hostile = observation(OFFER, sent, Bytes.of(bytes));
            Flight.of(hostile).ifPresent(read -> assertThat(read.prime().name()).isNotNull());
        }
    }
}
