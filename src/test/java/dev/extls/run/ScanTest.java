package dev.extls.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.Proof;
import dev.extls.inquiry.RunAnswers;
import dev.extls.net.LookedUp;
import dev.extls.net.Names;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScanTest {
    private static final Outcome REFUSED = new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "Connection refused");

    /** Nothing is asked again: what waits has tests of its own, in virtual time. */
    private static final Pacing ONCE = new Pacing(
            Limits.DEFAULT, Pacing.LaneOf.ADDRESS, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, Optional.empty());

    private final FakeProber prober = new FakeProber();
    private final Map<String, CompletableFuture<LookedUp<String>>> names = new HashMap<>();
    private final List<String> lookedUp = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Observation> sink = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<Observation>> archive = new ConcurrentHashMap<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    private Scan scan(Limits limits) {
        Progress progress = new Progress() {
            @Override
            public void known(int endpoints) {
                told.add("known " + endpoints);
            }

            @Override
            public void observed(Observation observation) {
                told.add("observed " + observation.id());
            }

            @Override
            public void heard(Endpoint endpoint, EndpointAnswers answers) {
                told.add("heard " + kind(answers, ProtocolVersion.TLS_1_3) + " "
                        + kind(answers, ProtocolVersion.SSL_3_0));
            }

            @Override
            public void answered(Endpoint endpoint, EndpointAnswers answers) {
                told.add("answered " + endpoint.address());
            }
        };
        Names lookup = host -> {
            lookedUp.add(host);
            return names.getOrDefault(
                    host, CompletableFuture.completedFuture(LookedUp.nothing(host + " has no address")));
        };
        Scan scan = new Scan(
                prober,
                lookup,
                Depth.VERSIONS,
                ONCE.withLimits(limits),
                new Random(1),
                new RunClock(),
                new Archive() {
                    @Override
                    public void keep(Observation one) {
                        sink.add(one);
                        archive.computeIfAbsent(one.endpoint().key(), key -> new ArrayList<>())
                                .add(one);
                        told.add("sink " + one.id());
                    }

                    @Override
                    public List<Observation> of(Endpoint endpoint) {
                        return List.copyOf(archive.getOrDefault(endpoint.key(), List.of()));
                    }
                },
                progress);
        toClose.add(scan);
        return scan;
    }

    private static Endpoint door(String host, String address, Service service) {
        return new Endpoint(host, service, host, host, address, service.port(), Map.of(), "", Role.STANDALONE);
    }

    private static AnswerKind kind(EndpointAnswers answers, ProtocolVersion version) {
        return Objects.requireNonNull(answers.versions().get(version)).kind();
    }

    private static Endpoint at(String address) {
        return door(address, address, Service.SMTP);
    }

    private static List<Endpoint> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> at("10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff)))
                .toList();
    }

    /** Ends connections in the order of their start, while others are being started. */
    private void answerInTheBackground() {
        ExecutorService server = Executors.newSingleThreadExecutor();
        toClose.add(server::shutdownNow);
        prober.whenStarted(probe -> server.execute(() -> prober.answer(probe)));
    }

    @Test
    void nothingToAskIsFinishedAtOnce() {
        assertThat(scan(Limits.DEFAULT).run(List.of()).join()).isEmpty();
        assertThat(told).containsExactly("known 0");
    }

    @Test
    void hellosFirstTellsWhatTheyShowBeforeTheFirstHandshake() {
        prober.whenStarted(prober::answer);

        List<EndpointAnswers> answers = scan(Limits.DEFAULT)
                .run(List.of(at("10.0.0.1")), Handshakes.LATER)
                .join();

        assertThat(told)
                .containsSubsequence("observed o6", "heard YES NO", "observed o7", "observed o10", "answered 10.0.0.1");
        assertThat(Collections.frequency(told, "heard YES NO")).isOne();
        assertThat(prober.started().stream().map(probe -> probe.offer().way()))
                .startsWith(Way.HELLO, Way.HELLO, Way.HELLO, Way.HELLO, Way.HELLO, Way.HELLO, Way.HANDSHAKE)
                .hasSize(10);
        assertThat(answers)
                .singleElement()
                .satisfies(one -> assertThat(
                                Objects.requireNonNull(one.versions().get(ProtocolVersion.TLS_1_0))
                                        .proof())
                        .isEqualTo(Proof.CONFIRMED));
    }

    @Test
    void handshakesFirstTellNothingBeforeTheEnd() {
        prober.whenStarted(prober::answer);

        scan(Limits.DEFAULT).run(List.of(at("10.0.0.1"))).join();

        assertThat(told).noneMatch(line -> line.startsWith("heard"));
    }

    @Test
    void takesAnEndpointThroughItsInquiryAndGivesItsAnswers() {
        prober.whenStarted(prober::answer);

        List<EndpointAnswers> answers =
                scan(Limits.DEFAULT).run(List.of(at("10.0.0.1"))).join();

        assertThat(answers).singleElement().satisfies(one -> {
            assertThat(kind(one, ProtocolVersion.TLS_1_0)).isEqualTo(AnswerKind.YES);
            assertThat(kind(one, ProtocolVersion.TLS_1_3)).isEqualTo(AnswerKind.YES);
            assertThat(kind(one, ProtocolVersion.SSL_3_0)).isEqualTo(AnswerKind.NO);
            assertThat(one.observations()).hasSize(6);
        });
    }

    @Test
    void offersHttpProtocolsWhereHttpIsSpokenOnly() {
        prober.whenStarted(probe -> prober.end(probe, REFUSED));

        scan(Limits.DEFAULT)
                .run(List.of(
                        door("a", "10.0.0.1", Service.HTTPS),
                        door("a", "10.0.0.1", Service.BACKEND_HTTPS),
                        door("a", "10.0.0.1", Service.IMAPS)))
                .join();

        assertThat(prober.started())
                .extracting(probe -> probe.offer().alpn())
                .containsExactly(List.of("h2", "http/1.1"), List.of("h2", "http/1.1"), List.of());
    }

    @Test
    void neverMoreThanTwoConnectionsAreOpenToOneAddressWhateverTheService() {
        CompletableFuture<RunAnswers> run = scan(Limits.DEFAULT)
                .run(List.of(
                        door("ex01", "10.0.0.1", Service.SMTP),
                        door("ex01", "10.0.0.1", Service.HTTPS),
                        door("ex01", "10.0.0.1", Service.IMAPS),
                        door("mail", "10.0.0.1", Service.POP3S),
                        door("ex02", "10.0.0.2", Service.SMTP)));
        prober.await(3);
        answerInTheBackground();
        prober.open().forEach(prober::answer);
        run.join();

        assertThat(prober.mostOpen("10.0.0.1")).isEqualTo(2);
        assertThat(prober.mostOpen("10.0.0.2")).isLessThanOrEqualTo(2);
        assertThat(prober.started()).hasSize(5 * 6);
    }

    @Test
    void theOverallLimitAndThatOfHandshakesHold() {
        CompletableFuture<RunAnswers> run = scan(new Limits(2, 10, 3)).run(many(60));
        prober.await(3);
        answerInTheBackground();
        prober.open().forEach(prober::answer);
        run.join();

        assertThat(prober.mostOverall()).isBetween(3, 10);
        assertThat(prober.mostHandshakes()).isEqualTo(3);
        assertThat(sink).hasSize(60 * 6);
    }

    @Test
    void theOverallLimitIsReached() {
        CompletableFuture<RunAnswers> run = scan(new Limits(2, 5, 64)).run(many(20));

        prober.await(5);
        prober.whenStarted(prober::answer);
        prober.started().forEach(prober::answer);
        run.join();

        assertThat(prober.mostOverall()).isEqualTo(5);
    }

    @Test
    void whileHandshakesWaitForRoomHellosGoOn() {
        List<Endpoint> endpoints = many(20);
        AtomicInteger ofTheFirst = new AtomicInteger();
        prober.whenStarted(probe -> {
            if (probe.offer().way() == Way.HANDSHAKE && ofTheFirst.get() < 4) {
                ofTheFirst.addAndGet(probe.endpoint().equals(endpoints.get(0)) ? 1 : 0);
                prober.answer(probe);
            }
        });
        CompletableFuture<RunAnswers> run = scan(new Limits(1, 256, 1)).run(endpoints);

        // the one place for a handshake goes to another address, and only hellos are left for the first
        FakeProber.Probe held = prober.await(
                probe -> probe.offer().way() == Way.HANDSHAKE && !probe.result().isDone());
        FakeProber.Probe hello = prober.await(probe -> isHelloTo(endpoints.get(0), probe));
        prober.answer(hello);
        prober.await(probe -> isHelloTo(endpoints.get(0), probe) && probe.number() > hello.number());

        assertThat(held.result()).isNotDone();
        prober.whenStarted(prober::answer);
        prober.open().forEach(prober::answer);
        run.join();
        assertThat(prober.mostHandshakes()).isEqualTo(1);
    }

    private static boolean isHelloTo(Endpoint endpoint, FakeProber.Probe probe) {
        return probe.offer().way() == Way.HELLO && probe.endpoint().equals(endpoint);
    }

    @Test
    void aSlowAddressDoesNotHoldUpOthers() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Service service : Service.OF_A_BARE_NAME) {
            endpoints.add(door("slow", "10.0.0.1", service));
        }
        endpoints.addAll(many(1).stream().map(one -> at("10.0.0.2")).toList());
        prober.whenStarted(probe -> {
            if (probe.endpoint().address().equals("10.0.0.2")) {
                prober.answer(probe);
            }
        });
        CompletableFuture<RunAnswers> run = scan(Limits.DEFAULT).run(endpoints);

        prober.await(2 + 6);
        assertThat(prober.open()).extracting(probe -> probe.endpoint().host()).containsExactly("slow", "slow");

        prober.whenStarted(prober::answer);
        prober.open().forEach(prober::answer);
        assertThat(run.join()).hasSize(5);
        assertThat(told).contains("answered 10.0.0.2").startsWith("known 5");
        assertThat(told.indexOf("answered 10.0.0.2")).isLessThan(told.indexOf("answered 10.0.0.1"));
    }

    @Test
    void addressesTakeTurns() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String address : List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")) {
            Service.OF_A_BARE_NAME.forEach(service -> endpoints.add(door(address, address, service)));
        }
        prober.whenStarted(probe -> prober.end(probe, REFUSED));

        scan(new Limits(1, 1, 1)).run(endpoints).join();

        List<String> turns = prober.started().stream()
                .map(probe -> probe.endpoint().address())
                .toList();
        assertThat(turns)
                .hasSize(12)
                .containsSequence("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.1", "10.0.0.2", "10.0.0.3")
                .endsWith("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void aBugOnOneConnectionIsAnObservationAndTheOthersGoOn() {
        prober.whenStarted(probe -> {
            if (probe.endpoint().address().equals("10.0.0.1")) {
                prober.fail(probe, new IllegalStateException("a planted bug"));
            } else if (probe.endpoint().address().equals("10.0.0.3")) {
                throw new IllegalArgumentException("thrown in place of a future");
            } else {
                prober.answer(probe);
            }
        });

        List<EndpointAnswers> answers = scan(Limits.DEFAULT)
                .run(List.of(at("10.0.0.1"), at("10.0.0.2"), at("10.0.0.3")))
                .join();

        assertThat(answers.get(0).observations())
                .allSatisfy(one -> assertThat(one.outcome())
                        .isEqualTo(new Outcome.NotOffered(
                                "a bug of extls: java.lang.IllegalStateException: a planted bug")));
        assertThat(answers.get(0).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.OUR_FAULT));
        assertThat(answers.get(1).trouble()).isEmpty();
        assertThat(answers.get(2).observations())
                .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.NotOffered.class));
        assertThat(sink).hasSize(prober.started().size());
    }

    @Test
    void aNameWithSeveralAddressesIsSeveralEndpointsInTheirOrder() {
        names.put("mail", CompletableFuture.completedFuture(LookedUp.of(List.of("10.0.0.7", "fd00::7"))));
        prober.whenStarted(probe -> prober.end(probe, REFUSED));

        List<EndpointAnswers> answers = scan(Limits.DEFAULT)
                .run(List.of(at("10.0.0.1"), door("mail", "", Service.SMTP), door("mail", "", Service.IMAPS)))
                .join();

        assertThat(answers)
                .extracting(one -> one.endpoint().key())
                .containsExactly(
                        "smtp://10.0.0.1:25",
                        "smtp://mail@10.0.0.7:25",
                        "smtp://mail@[fd00::7]:25",
                        "imaps://mail@10.0.0.7:993",
                        "imaps://mail@[fd00::7]:993");
        assertThat(lookedUp).as("once for both services").containsExactly("mail");
        assertThat(told).contains("known 5");
    }

    @Test
    void aNameWithoutAddressIsToldAndNobodyIsConnectedTo() {
        List<EndpointAnswers> answers = scan(Limits.DEFAULT)
                .run(List.of(door("nowhere", "", Service.SMTP)))
                .join();

        assertThat(answers).singleElement().satisfies(one -> {
            assertThat(one.trouble()).hasValueSatisfying(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Trouble.NAME_NOT_RESOLVED);
                assertThat(trouble.detail()).isEqualTo("nowhere has no address");
            });
        });
        assertThat(prober.started()).isEmpty();
        assertThat(told).containsExactly("known 1", "sink o1", "observed o1", "answered ");
    }

    @Test
    void whyAHostHasNoAddressIsTheReasonOfItsEndpoints() {
        names.put(
                "mail",
                CompletableFuture.completedFuture(LookedUp.unanswered("no answer from the name server in 5 s")));

        List<EndpointAnswers> answers = scan(Limits.DEFAULT)
                .run(List.of(door("mail", "", Service.SMTP), door("mail", "", Service.IMAPS)))
                .join();

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.trouble()).hasValueSatisfying(trouble -> {
                    assertThat(trouble.kind()).isEqualTo(Trouble.OUR_FAULT);
                    assertThat(trouble.detail()).isEqualTo("no answer from the name server in 5 s");
                }));
    }

    @Test
    void aNameThatIsLookedUpSlowlyHoldsUpNobodyElse() {
        CompletableFuture<LookedUp<String>> slow = new CompletableFuture<>();
        names.put("slow", slow);
        prober.whenStarted(probe -> prober.end(probe, REFUSED));
        CompletableFuture<RunAnswers> run =
                scan(Limits.DEFAULT).run(List.of(door("slow", "", Service.SMTP), at("10.0.0.2")));

        prober.await(probe -> probe.endpoint().address().equals("10.0.0.2"));
        assertThat(run).isNotDone();
        slow.complete(LookedUp.of(List.of("10.0.0.1")));

        assertThat(run.join()).extracting(one -> one.endpoint().address()).containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void idsAreNumberedInTheOrderOfStart() {
        answerInTheBackground();

        scan(new Limits(2, 8, 4)).run(many(10)).join();

        assertThat(prober.started())
                .extracting(probe -> "o" + probe.number())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 60)
                        .mapToObj(number -> "o" + number)
                        .toList());
    }

    @Test
    void theSinkGetsEachObservationOnceBeforeAnybodyHearsOfTheAnswer() {
        answerInTheBackground();

        scan(Limits.DEFAULT).run(many(20)).join();

        assertThat(sink).extracting(Observation::id).doesNotHaveDuplicates().hasSize(120);
        for (Endpoint endpoint : many(20)) {
            int answered = told.indexOf("answered " + endpoint.address());
            assertThat(sink.stream().filter(one -> one.endpoint().equals(endpoint)))
                    .hasSize(6)
                    .allSatisfy(one -> {
                        assertThat(told.indexOf("sink " + one.id())).isLessThan(told.indexOf("observed " + one.id()));
                        assertThat(told.indexOf("observed " + one.id())).isLessThan(answered);
                    });
        }
        assertThat(told.stream().filter(line -> line.startsWith("answered"))).hasSize(20);
    }

    @Test
    void theAnswersStandInTheOrderOfTheEndpointsHoweverTheyEnd() {
        List<Endpoint> endpoints = many(3);
        CompletableFuture<RunAnswers> run = scan(Limits.DEFAULT).run(endpoints);
        List<FakeProber.Probe> probes = prober.await(3);

        prober.end(probes.get(2), REFUSED);
        prober.end(probes.get(0), REFUSED);
        prober.end(probes.get(1), REFUSED);

        assertThat(run.join()).extracting(EndpointAnswers::endpoint).containsExactlyElementsOf(endpoints);
    }

    @Test
    void stopFinishesAtOnceWithWhatWasSeen() {
        Scan scan = scan(Limits.DEFAULT);
        CompletableFuture<RunAnswers> run = scan.run(List.of(at("10.0.0.1"), at("10.0.0.2")));
        List<FakeProber.Probe> probes = prober.await(2);
        prober.answer(probes.get(0));
        prober.await(4);

        scan.stop();
        List<EndpointAnswers> answers = run.join();

        assertThat(kind(answers.get(0), ProtocolVersion.TLS_1_2)).isEqualTo(AnswerKind.YES);
        assertThat(answers.get(1).observations()).isEmpty();
        prober.open().forEach(prober::answer);
        scan.stop();
        assertThat(prober.started()).as("nothing is started any more").hasSize(4);
        assertThat(sink).hasSize(1);
    }

    @Test
    void stopBeforeTheNamesAreKnownNamesWhatWasAsked() {
        names.put("slow", new CompletableFuture<>());
        Scan scan = scan(Limits.DEFAULT);
        CompletableFuture<RunAnswers> run = scan.run(List.of(door("slow", "", Service.SMTP)));

        scan.stop();

        assertThat(run.join()).extracting(one -> one.endpoint().host()).containsExactly("slow");
    }

    @Test
    void aSinkThatCannotWriteEndsTheRun() {
        prober.whenStarted(prober::answer);
        try (Scan scan = new Scan(
                prober,
                host -> CompletableFuture.completedFuture(LookedUp.of(List.of("10.0.0.1"))),
                Depth.VERSIONS,
                ONCE,
                new Random(1),
                new RunClock(),
                new Archive() {
                    @Override
                    public void keep(Observation one) {
                        throw new UncheckedIOException(new IOException("disk full"));
                    }

                    @Override
                    public List<Observation> of(Endpoint endpoint) {
                        return List.of();
                    }
                },
                Progress.NONE)) {
            CompletableFuture<RunAnswers> run = scan.run(many(50));

            assertThatThrownBy(run::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aScanThatIsClosedLetsNobodyWait() {
        Scan scan = scan(Limits.DEFAULT);
        CompletableFuture<RunAnswers> run = scan.run(many(3));
        List<FakeProber.Probe> open = prober.await(3);

        scan.close();

        assertThatThrownBy(run::join).isInstanceOf(CancellationException.class);
        open.forEach(prober::answer);
        scan.stop();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void twoThousandEndpointsAreNoTroubleEvenIfTheyWaitForHandshakes() {
        CompletableFuture<RunAnswers> run = scan(new Limits(2, 256, 8)).run(many(2000));
        prober.await(8);
        answerInTheBackground();
        prober.open().forEach(prober::answer);
        List<EndpointAnswers> answers = run.join();

        assertThat(answers)
                .hasSize(2000)
                .allSatisfy(one -> assertThat(one.observations()).hasSize(6));
        assertThat(prober.mostHandshakes()).isEqualTo(8);
    }

    @Test
    void aPoolIsComparedByOneSeriesOfHellosAndItsSessionsAreMadeWhenAllElseIsKnown() {
        prober.whenStarted(prober::answer);

        scan(Limits.DEFAULT)
                .run(List.of(
                        inPool("10.0.0.80", Role.VIRTUAL),
                        inPool("10.0.0.11", Role.MEMBER),
                        inPool("10.0.0.12", Role.MEMBER)))
                .join();

        List<FakeProber.Probe> compared = prober.started().stream()
                .filter(probe -> probe.question() == Question.PASSAGE)
                .toList();
        assertThat(compared)
                .filteredOn(probe -> probe.endpoint().role() == Role.MEMBER)
                .hasSize(2 * 4);
        assertThat(compared)
                .filteredOn(probe -> probe.endpoint().address().equals("10.0.0.11"))
                .extracting(FakeProber.Probe::offer)
                .doesNotHaveDuplicates()
                .allMatch(offer -> compared.stream()
                                .filter(probe -> probe.endpoint().role() == Role.VIRTUAL
                                        && probe.offer().equals(offer))
                                .count()
                        == 2);
        // this prober has no sessions, so there is nothing to name to the members
        assertThat(prober.started()
                        .subList(prober.started().size() - 2, prober.started().size()))
                .allMatch(probe -> probe.endpoint().role() == Role.VIRTUAL
                        && probe.question() == Question.PASSAGE
                        && probe.offer().way() == Way.HANDSHAKE);
    }

    @Test
    void everyPoolOfALongListIsCompared() {
        answerInTheBackground();
        List<Endpoint> pools = IntStream.range(0, 70)
                .boxed()
                .flatMap(i -> Stream.of(
                        inPool("pool" + i, "10.1.0." + i, Role.VIRTUAL),
                        inPool("pool" + i, "10.2.0." + i, Role.MEMBER)))
                .toList();

        scan(Limits.DEFAULT).run(pools).join();

        assertThat(prober.started().stream()
                        .filter(probe -> probe.question() == Question.PASSAGE
                                && probe.offer().way() == Way.HANDSHAKE)
                        .map(probe -> probe.endpoint().address())
                        .distinct())
                .hasSize(70);
    }

    @Test
    void aPoolThatWasComparedIsNotComparedAgainWhenTheRunIsGoneOnWith() {
        prober.whenStarted(prober::answer);
        List<Endpoint> pool = List.of(inPool("10.0.0.80", Role.VIRTUAL), inPool("10.0.0.11", Role.MEMBER));
        scan(Limits.DEFAULT).run(pool).join();
        int before = prober.started().size();

        scan(Limits.DEFAULT).after(before).run(pool).join();

        assertThat(prober.started()).hasSize(before);
    }

    @Test
    void whoStandsAloneIsNotCompared() {
        prober.whenStarted(prober::answer);

        scan(Limits.DEFAULT).run(List.of(at("10.0.0.1"))).join();

        assertThat(prober.started()).noneMatch(probe -> probe.question() == Question.PASSAGE);
    }

    @Test
    void aPoolOfWhichNobodyAnswersIsNotCompared() {
        prober.whenStarted(probe -> prober.end(probe, REFUSED));

        scan(Limits.DEFAULT)
                .run(List.of(inPool("10.0.0.80", Role.VIRTUAL), inPool("10.0.0.11", Role.MEMBER)))
                .join();

        assertThat(prober.started()).noneMatch(probe -> probe.question() == Question.PASSAGE);
    }

    private static Endpoint inPool(String address, Role role) {
        return inPool("mail.contoso.test", address, role);
    }

    private static Endpoint inPool(String pool, String address, Role role) {
        return new Endpoint(address, Service.IMAPS, pool, address, address, 993, Map.of(), pool, role);
    }
}
