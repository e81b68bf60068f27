package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Valid values by chance; the seed is printed, and {@code -Dextls.seed=N} brings them back. */
final class Randomly {
    private static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.values());

    private final Random random;

    private Randomly(long seed) {
        random = new Random(seed);
    }

    static Randomly seeded(String test) {
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println(test + ": seed " + seed);
        return new Randomly(seed);
    }

    Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    ClientHello clientHello() {
        return new ClientHello(
                below(0x10000),
                bytes(32),
                bytes(below(33)),
                several(1, 40, () -> new CipherSuite(below(0x10000))),
                several(1, 4, () -> below(0x100)),
                some(List.of(
                        Extensions.serverName("ex" + below(1000) + ".contoso.test"),
                        Extensions.supportedGroups(several(1, 9, () -> new NamedGroup(below(0x10000)))),
                        Extensions.ecPointFormats(),
                        Extensions.signatureAlgorithms(several(1, 9, () -> below(0x10000))),
                        Extensions.extendedMasterSecret(),
                        Extensions.renegotiationInfo(),
                        Extensions.supportedVersions(several(1, 6, this::version)),
                        below(2) == 0
                                ? Extensions.emptyKeyShare()
                                : Extensions.keyShare(NamedGroup.X25519, bytes(below(1200))),
                        Extensions.alpn(several(1, 3, () -> "h" + below(100))),
                        Extensions.pskKeyExchangeModes(),
                        Extensions.sessionTicket(bytes(below(200))),
                        new Extension(0x7000 + below(0x1000), bytes(below(50))))));
    }

    ServerHello serverHello() {
        boolean retry = below(4) == 0;
        NamedGroup group = new NamedGroup(below(0x10000));
        return new ServerHello(
                below(0x10000),
                retry ? ServerHello.RETRY_RANDOM : bytes(32),
                bytes(below(33)),
                new CipherSuite(below(0x10000)),
                below(0x100),
                some(List.of(
                        Extensions.selectedVersion(version()),
                        retry ? Extensions.retryGroup(group) : Extensions.selectedKeyShare(group, bytes(below(200))),
                        Extensions.alpn(List.of("h" + below(100))),
                        Extensions.renegotiationInfo(),
                        new Extension(0x7000 + below(0x1000), bytes(below(50))))));
    }

    Sslv2ClientHello sslv2ClientHello() {
        return new Sslv2ClientHello(
                below(0x10000),
                several(1, 20, () -> new CipherSuite(below(0x1000000))),
                bytes(16 * below(2)),
                bytes(16 + below(17)));
    }

    Sslv2ServerHello sslv2ServerHello() {
        return new Sslv2ServerHello(
                below(2) == 0,
                below(0x100),
                below(0x10000),
                bytes(below(900)),
                several(0, 7, () -> new CipherSuite(below(0x1000000))),
                bytes(below(33)));
    }

    /** The same bytes with a few places changed, cut out, doubled or cut off. */
    Bytes mutated(Bytes valid) {
        Bytes mutant = valid;
        for (int i = below(4); i >= 0 && mutant.length() > 0; i--) {
            int at = below(mutant.length());
            Bytes head = mutant.slice(0, at);
            Bytes tail = mutant.slice(at, mutant.length());
            mutant = switch (below(5)) {
                case 0 -> head.plus(bytes(1)).plus(tail.slice(1, tail.length()));
                case 1 -> head.plus(tail.slice(1, tail.length()));
                case 2 -> head.plus(bytes(1 + below(4))).plus(tail);
                case 3 -> head;
                default -> head.plus(tail.slice(0, 1 + below(tail.length()))).plus(tail);
            };
        }
        return mutant;
    }

    private ProtocolVersion version() {
        return VERSIONS.get(below(VERSIONS.size()));
    }

    private <T> List<T> several(int least, int most, Supplier<T> one) {
        return IntStream.range(0, least + below(most - least + 1))
                .mapToObj(i -> one.get())
                .toList();
    }

    private List<Extension> some(List<Extension> all) {
        List<Extension> some =
                new ArrayList<>(all.stream().filter(each -> below(3) > 0).toList());
        Collections.shuffle(some, random);
        return some;
    }
}
