package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180) // against hanging only
class HostileBytesTest {
    @Test
    void randomBytesAreReadOrRefused() {
        Randomly randomly = Randomly.seeded("randomBytesAreReadOrRefused");
        for (int round = 0; round < 5_000; round++) {
            feed(randomly.bytes(randomly.below(round % 100 == 0 ? 3000 : 80)));
        }
    }

    @Test
    void mutatedFlightsAreReadOrRefused() throws IOException {
        Randomly randomly = Randomly.seeded("mutatedFlightsAreReadOrRefused");
        List<Bytes> valid = new ArrayList<>();
        for (Flow flow : Flow.all()) {
            valid.add(flow.server());
            valid.add(flow.client());
            valid.add(flow.client().slice(5, flow.client().length()));
        }
        for (int round = 0; round < 5_000; round++) {
            feed(randomly.mutated(valid.get(randomly.below(valid.size()))));
        }
    }

    @Test
    void mutatedMessagesAreReadOrRefused() {
        Randomly randomly = Randomly.seeded("mutatedMessagesAreReadOrRefused");
        for (int round = 0; round < 1_500; round++) {
            feed(randomly.mutated(randomly.clientHello().message()));
            feed(randomly.mutated(randomly.serverHello().message()));
            feed(randomly.mutated(randomly.serverHello().records(0x0303)));
            feed(randomly.mutated(randomly.sslv2ClientHello().framed()));
            feed(randomly.mutated(randomly.sslv2ServerHello().framed()));
        }
    }

    @Test
    void aMegabyteInRecordsOfOneByteTakesLinearWork() {
        Bytes message = new ServerHello(
                        0x0303, Bytes.of(new byte[32]), Bytes.EMPTY, new CipherSuite(0x002f), 0, List.of())
                .message();
        byte[] certificates = new byte[1 << 20];
        Bytes flight = message.plus(new ByteWriter()
                .u8(HandshakeType.CERTIFICATE)
                .vector24(Bytes.of(certificates).slice(0, certificates.length - 8))
                .written());

        ServerAnswer answer = ServerAnswer.read(ServerFlights.inRecordsOf(1, flight));

        assertThat(answer.hello()).isPresent();
        assertThat(answer.problem()).contains("Certificate");
    }

    @Test
    void endlessHelloRequestsTakeLinearWork() {
        Bytes requests = Bytes.of(new byte[1 << 20]);

        assertThat(ServerAnswer.read(ServerFlights.inRecordsOf(1 << 14, requests))
                        .state())
                .isEqualTo(ServerAnswer.State.INCOMPLETE);
    }

    private static void feed(Bytes input) {
        for (Consumer<Bytes> entry : WireFuzz.ENTRIES) {
            try {
                entry.accept(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("on " + input, e);
            }
        }
    }
}
