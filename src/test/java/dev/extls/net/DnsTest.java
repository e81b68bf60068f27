package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.testkit.Await;
import dev.extls.testkit.DnsMessage;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.NameServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DnsTest {
    /** Longer than any test: what is answered is answered at once. */
    private static final Duration PATIENT = Duration.ofSeconds(50);

    private static final Duration IMPATIENT = Duration.ofMillis(250);

    private final NameServer server = NameServer.start();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<Dns> toClose = new ArrayList<>();

    @AfterEach
    void close() {
        toClose.forEach(Dns::close);
        server.close();
    }

    @Test
    void everyAddressOfBothKindsIsFoundIpv4First() {
        server.addresses("mail.test", "fd00::1", "10.0.0.2", "10.0.0.1", "fd00:0:0:0:0:0:0:2");

        assertThat(addresses("mail.test").found()).containsExactly("10.0.0.2", "10.0.0.1", "fd00::1", "fd00::2");
        assertThat(server.asked()).containsExactlyInAnyOrder("A mail.test", "AAAA mail.test");
    }

    @Test
    void anAddressIsItsOwnAddress() {
        assertThat(addresses("10.0.0.1").found()).containsExactly("10.0.0.1");
        assertThat(addresses("fd00::1").found()).containsExactly("fd00::1");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anAliasIsFollowedWithinTheAnswerAndBeyond() {
        server.addresses("ex01.test", "10.0.0.1")
                .alias("mail.test", "ex01.test")
                .behaves(
                        "A far.test",
                        query -> Optional.of(DnsMessage.reply(query, 0)
                                .naming("far.test", "CNAME", "EX01.test")
                                .bytes()))
                .behaves(
                        "AAAA far.test",
                        query -> Optional.of(DnsMessage.reply(query, 0)
                                .naming("far.test", "CNAME", "ex01.test")
                                .bytes()));

        assertThat(addresses("mail.test").found()).containsExactly("10.0.0.1");
        assertThat(addresses("far.test").found()).containsExactly("10.0.0.1");
        assertThat(server.asked()).contains("A ex01.test", "AAAA ex01.test");
    }

    @Test
    void aNameThatDoesNotExistIsToldFromOneWithoutAddresses() {
        server.mail("contoso.test", 10, "mx.contoso.test").alias("old.test", "gone.test");

        assertThat(failure("nosuch.test"))
                .isEqualTo(
                        new Outcome.NotReached(Trouble.NAME_NOT_RESOLVED, "there is no name nosuch.test (NXDOMAIN)"));
        assertThat(failure("contoso.test"))
                .isEqualTo(new Outcome.NotReached(
                        Trouble.NAME_NOT_RESOLVED, "contoso.test has no A record; contoso.test has no AAAA record"));
        assertThat(failure("old.test"))
                .isEqualTo(new Outcome.NotReached(
                        Trouble.NAME_NOT_RESOLVED,
                        "there is no name gone.test (NXDOMAIN), to which the CNAME record of old.test leads"));
    }

    @Test
    void silenceIsNotTakenForANameThatDoesNotExist() {
        server.silentAbout("A mail.test").silentAbout("AAAA mail.test");

        assertThat(failure(dns(IMPATIENT), "mail.test"))
                .isEqualTo(new Outcome.NotReached(
                        Trouble.OUR_FAULT, "no answer from the name server " + server.option() + " in 0.25 s"));
    }

    @Test
    void aQuestionThatWasLostIsAskedAgain() {
        server.addresses("mail.test", "10.0.0.1", "fd00::1")
                .loses("A mail.test", 1)
                .loses("AAAA mail.test", 2);

        assertThat(dns(Duration.ofSeconds(3)).addresses("mail.test").join().found())
                .containsExactly("10.0.0.1", "fd00::1");
        assertThat(server.asked().stream().filter("AAAA mail.test"::equals)).hasSize(3);
    }

    @Test
    void silenceAboutOneKindOfAddressDoesNotHideTheOtherAndIsSaid() {
        server.addresses("mail.test", "10.0.0.1").silentAbout("AAAA mail.test");

        assertThat(dns(IMPATIENT).addresses("mail.test").join().found()).containsExactly("10.0.0.1");
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("mail.test: only its IPv4 addresses are known: no answer");
    }

    @Test
    void silenceAboutOneKindIsNotTakenForNothingWhereTheOtherHasNothing() {
        server.addresses("mail.test", "10.0.0.1").silentAbout("A mail.test");

        assertThat(failure(dns(IMPATIENT), "mail.test").trouble()).isEqualTo(Trouble.OUR_FAULT);
    }

    @Test
    void aServerThatCannotSaySaysNothingAboutTheName() {
        server.fails("A mail.test", 2).fails("AAAA mail.test", 2);
        server.fails("A ex01.test", 5).fails("AAAA ex01.test", 5);

        assertThat(failure("mail.test").trouble()).isEqualTo(Trouble.OUR_FAULT);
        assertThat(failure("mail.test").detail()).contains("answers SERVFAIL(2) for mail.test");
        assertThat(failure("ex01.test").detail()).contains("answers REFUSED(5) for ex01.test");
    }

    @Test
    void aSecondServerIsAskedWhereTheFirstCannotSayOrIsSilent() {
        server.addresses("mail.test", "10.0.0.1");
        try (NameServer broken = NameServer.start().fails("A mail.test", 2).silentAbout("AAAA mail.test")) {
            Dns dns = dns(Duration.ofSeconds(5), broken.address(), server.address());

            assertThat(dns.addresses("mail.test").join().found()).containsExactly("10.0.0.1");
            assertThat(broken.asked()).hasSize(2);
        }
    }

    @Test
    void nothingListensWhereTheServerShouldBe() {
        Dns dns = dns(IMPATIENT, new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next()));

        assertThat(failure(dns, "mail.test").trouble()).isEqualTo(Trouble.OUR_FAULT);
    }

    @Test
    void withoutAnyServerNothingIsKnown() {
        assertThat(failure(new Dns(List.of(), PATIENT, notes::add), "mail.test"))
                .isEqualTo(new Outcome.NotReached(Trouble.OUR_FAULT, "no name server is configured on this system"));
    }

    @Test
    void anAnswerThatDoesNotFitADatagramIsFetchedByTcp() {
        server.truncates();
        String[] many = IntStream.range(0, 1_000)
                .mapToObj(number -> "10.1." + number / 256 + "." + number % 256)
                .toArray(String[]::new);
        server.addresses("big.test", many);

        assertThat(addresses("big.test").found()).containsExactly(many);
        assertThat(server.asked()).contains("tcp A big.test");
    }

    @Test
    void circlesAndLongChainsOfAliasesEnd() {
        server.aliasAlone("a.test", "b.test").aliasAlone("b.test", "c.test").aliasAlone("c.test", "a.test");
        for (int number = 0; number < 20; number++) {
            server.aliasAlone("n" + number + ".test", "n" + (number + 1) + ".test");
        }
        server.aliasAlone("self.test", "self.test");

        assertThat(failure("a.test"))
                .isEqualTo(new Outcome.NotReached(
                        Trouble.NAME_NOT_RESOLVED, "the CNAME record of a.test leads in a circle"));
        assertThat(failure("self.test").detail()).isEqualTo("the CNAME record of self.test leads in a circle");
        assertThat(failure("n0.test").detail())
                .isEqualTo("the CNAME record of n0.test leads through more than 8 names");
    }

    @Test
    void aliasesToWhatIsNoNameEnd() {
        for (String host : List.of("a b.test", "\u001b[2J.test", "a\u007f.test")) {
            server.behaves(
                            "A odd.test",
                            query -> Optional.of(DnsMessage.reply(query, 0)
                                    .naming("odd.test", "CNAME", host)
                                    .bytes()))
                    .behaves(
                            "AAAA odd.test",
                            query -> Optional.of(DnsMessage.reply(query, 0).bytes()));

            assertThat(failure("odd.test").detail())
                    .isEqualTo("the CNAME record of odd.test leads to no name; odd.test has no AAAA record");
        }
    }

    @Test
    void recordsOfOtherNamesAndOddLengthsAreNotBelieved() {
        server.behaves(
                        "A mail.test",
                        query -> Optional.of(DnsMessage.reply(query, 0)
                                .answer("evil.test", "A", (byte) 10, (byte) 6, (byte) 6, (byte) 6)
                                .answer("mail.test", "A", (byte) 10)
                                .answer("mail.test", "AAAA", new byte[16])
                                .answer("mail.test", "A", (byte) 10, (byte) 0, (byte) 0, (byte) 1)
                                .bytes()))
                .behaves(
                        "AAAA mail.test",
                        query -> Optional.of(DnsMessage.reply(query, 0)
                                .answer("mail.test", "AAAA", new byte[17])
                                .bytes()));

        assertThat(addresses("mail.test").found()).containsExactly("10.0.0.1");
    }

    @Test
    void mailExchangersComeInTheOrderOfTheirPreferenceWithCompressedNames() {
        server.mail("contoso.test", 20, "mx2.contoso.test")
                .mail("contoso.test", 10, "MX1.contoso.test")
                .mail("contoso.test", 10, "mx.fabrikam.test");

        assertThat(dns(PATIENT).mailExchangers("contoso.test").join().found())
                .containsExactly(
                        new MailExchanger(10, "mx1.contoso.test"),
                        new MailExchanger(10, "mx.fabrikam.test"),
                        new MailExchanger(20, "mx2.contoso.test"));
    }

    @Test
    void aDomainThatTakesNoMailHasAnExchangerWithoutName() {
        server.mail("contoso.test", 0, "");

        assertThat(dns(PATIENT).mailExchangers("contoso.test").join().found())
                .containsExactly(new MailExchanger(0, ""));
    }

    @Test
    void aDomainWithoutMailExchangersIsToldFromSilence() {
        server.addresses("contoso.test", "10.0.0.1").silentAbout("MX fabrikam.test");

        assertThat(dns(PATIENT).mailExchangers("contoso.test").join())
                .isEqualTo(LookedUp.nothing("contoso.test has no MX record"));
        assertThat(dns(IMPATIENT).mailExchangers("fabrikam.test").join().certainlyNothing())
                .isFalse();
    }

    @Test
    void servicesHaveTheirPort() {
        server.service("_autodiscover._tcp.contoso.test", 5, 443, "mail.contoso.test")
                .service("_autodiscover._tcp.contoso.test", 0, 8443, "ad.contoso.test");

        assertThat(dns(PATIENT)
                        .services("_autodiscover._tcp.contoso.test")
                        .join()
                        .found())
                .containsExactly(
                        new ServiceRecord(0, 8443, "ad.contoso.test"), new ServiceRecord(5, 443, "mail.contoso.test"));
    }

    /** RFC 1035 section 2.3.4: a label has 63 bytes at most. */
    @Test
    void aRecordWithANameThatIsTooLongIsLeftOutAndTheOthersAreRead() {
        server.service("_autodiscover._tcp.contoso.test", 0, 443, "x".repeat(95) + ".test")
                .service("_autodiscover._tcp.contoso.test", 0, 443, "ad.contoso.test");

        assertThat(dns(PATIENT)
                        .services("_autodiscover._tcp.contoso.test")
                        .join()
                        .found())
                .containsExactly(new ServiceRecord(0, 443, "ad.contoso.test"));
    }

    @Test
    void hostileNamesInRecordsComeAsTheyAre() {
        String hostile = "\u001b[2J\r\n@10.0.0.1:25";
        server.mail("contoso.test", 10, hostile);

        assertThat(dns(PATIENT).mailExchangers("contoso.test").join().found())
                .singleElement()
                .satisfies(one -> assertThat(one.host()).contains("\u001b[2j"));
    }

    @Test
    void noReplyWhateverItsBytesThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Dns dns = dns(Duration.ofMillis(100));
        for (int round = 0; round < 300; round++) {
            String name = "r" + round + ".test";
            for (String type : List.of("A", "AAAA", "MX")) {
                server.behaves(type + " " + name, query -> {
                    byte[] reply = DnsMessage.reply(query, 0)
                            .naming(name, "CNAME", "ex01.test")
                            .naming(name, "MX", "mx.test", 10)
                            .answer(name, type, new byte[type.equals("A") ? 4 : 16])
                            .bytes();
                    for (int damages = random.nextInt(6); damages > 0; damages--) {
                        reply[2 + random.nextInt(reply.length - 2)] = (byte) random.nextInt(256);
                    }
                    return Optional.of(
                            random.nextInt(4) == 0
                                    ? Arrays.copyOf(reply, 12 + random.nextInt(reply.length - 12))
                                    : reply);
                });
            }
        }
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            all.add(dns.addresses("r" + round + ".test"));
            all.add(dns.mailExchangers("r" + round + ".test"));
        }

        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                .as("seed %d", seed)
                .succeedsWithin(Duration.ofSeconds(50));
    }

    @Test
    void aLongListOfNamesIsAskedBitByBit() {
        int names = 100;
        for (int number = 0; number < names; number++) {
            server.addresses("n" + number + ".test", "10.0.0.1");
        }
        server.holdsBack();
        Dns dns = dns(Duration.ofHours(1));

        List<CompletableFuture<LookedUp<String>>> all = IntStream.range(0, names)
                .mapToObj(number -> dns.addresses("n" + number + ".test"))
                .toList();
        for (int answered = 0; answered < 2 * names; answered++) {
            int expected = Math.min(answered + Dns.AT_ONCE, 2 * names);
            Await.until(
                    "a question for each answer",
                    PATIENT,
                    () -> server.asked().size() == expected && server.held() > 0);
            server.answersOne();
        }

        all.forEach(one -> assertThat(one.join().found()).containsExactly("10.0.0.1"));
        assertThat(server.asked()).hasSize(2 * names);
    }

    private Dns dns(Duration patience, InetSocketAddress... servers) {
        Dns dns = new Dns(servers.length == 0 ? List.of(server.address()) : List.of(servers), patience, notes::add);
        toClose.add(dns);
        return dns;
    }

    private LookedUp<String> addresses(String host) {
        return dns(PATIENT).addresses(host).join();
    }

    private Outcome.NotReached failure(String host) {
        return failure(dns(PATIENT), host);
    }

    private static Outcome.NotReached failure(Dns dns, String host) {
        return dns.addresses(host).join().failure().orElseThrow();
    }
}
