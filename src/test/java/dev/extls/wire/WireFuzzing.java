package dev.extls.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.tls.Bytes;

/** Entries for Jazzer: what any bytes at all must not do to the readers of TLS and SSL 2.0. */
class WireFuzzing {
    @FuzzTest(maxDuration = "10m")
    void records(byte[] input) {
        WireFuzz.serverAnswer(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void serverHello(byte[] input) {
        WireFuzz.serverHello(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void helloRetryRequest(byte[] input) {
        WireFuzz.helloRetryRequest(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void clientHello(byte[] input) {
        WireFuzz.clientHelloReader(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void sslv2ServerHello(byte[] input) {
        WireFuzz.sslv2ServerHello(Bytes.of(input));
        WireFuzz.sslv2Answer(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void certificateMessage(byte[] input) {
        WireFuzz.certificates(Bytes.of(input));
    }

    @FuzzTest(maxDuration = "10m")
    void dissection(byte[] input) {
        WireFuzz.dissection(Bytes.of(input));
    }
}
