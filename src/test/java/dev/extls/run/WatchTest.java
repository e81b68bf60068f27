package dev.extls.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.net.LookedUp;
import dev.extls.observation.Moment;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that go down and come back, in virtual time. */
class WatchTest {
    private static final Outcome STARTING =
            new Outcome.NotReached(Trouble.REFUSED_BY_GREETING, "421 4.3.2 Service not available");

    private static final int MOST_IN_TWENTY_MINUTES = 250;

    private final VirtualAgenda agenda = new VirtualAgenda();
    private final SimulatedNetwork network = new SimulatedNetwork(agenda);
    private final List<String> told = new ArrayList<>();
    private final List<Observation> kept = new ArrayList<>();

    private final Scan scan = new Scan(
            network,
            host -> CompletableFuture.completedFuture(LookedUp.nothing("there are no names here")),
            Depth.VERSIONS,
            SimulatedRun.pacing(Limits.DEFAULT, Duration.ZERO, 0, Optional.empty()),
            new Random(4711),
            agenda,
            new Archive() {
                @Override
                public void keep(Observation observation) {
                    kept.add(observation);
                }

                @Override
                public List<Observation> of(Endpoint endpoint) {
                    return kept.stream()
                            .filter(one -> one.endpoint().equals(endpoint))
                            .toList();
                }
            },
            new Progress() {
                @Override
                public void became(Endpoint endpoint, Moment moment) {
                    told.add(endpoint.address() + " " + agenda.passed().toSeconds() + " s: " + moment.phase());
                }
            });

    /** What an address does, by the time that has passed. */
    private void server(String address, Function<Duration, Outcome> byTime) {
        network.server(address, (nth, made) -> {
            Outcome outcome = byTime.apply(made.at());
            return outcome instanceof Outcome.Closed ? SimulatedNetwork.modern(made.offer()) : outcome;
        });
    }

    private static final Outcome UP = new Outcome.Closed();

    private static Function<Duration, Outcome> upFrom(long second) {
        return passed -> passed.toSeconds() >= second ? UP : SimulatedNetwork.REFUSED;
    }

    private List<EndpointAnswers> run(String... addresses) {
        CompletableFuture<RunAnswers> run = scan.waiting(Patience.DEFAULT)
                .run(List.of(addresses).stream().map(SimulatedRun::at).toList());
        agenda.untilNothingIsLeft();
        return run.join();
    }

    private static Endpoint inPool(String address, Role role) {
        return new Endpoint(
                address, Service.HTTPS, address, address, address, 443, Map.of(), "mail.contoso.test", role);
    }

    private List<Duration> looks(String address) {
        return kept.stream()
                .filter(one -> one.question() == Question.REACHABLE
                        && one.endpoint().address().equals(address))
                .map(one -> Duration.between(VirtualAgenda.BEGIN, one.started()))
                .toList();
    }

    private static AnswerKind tls12(EndpointAnswers answers) {
        return Objects.requireNonNull(answers.versions().get(ProtocolVersion.TLS_1_2))
                .kind();
    }

    @Test
    void aServiceThatComesBackIsScannedWhenItHasAnsweredThreeTimesOverTenSeconds() {
        server("10.0.0.1", upFrom(60));

        List<EndpointAnswers> answers = run("10.0.0.1");

        assertThat(told).hasSize(3).first().isEqualTo("10.0.0.1 0 s: DOWN");
        Duration back = looks("10.0.0.1").stream()
                .filter(at -> at.toSeconds() >= 60)
                .findFirst()
                .orElseThrow();
        assertThat(told.get(1)).isEqualTo("10.0.0.1 " + back.toSeconds() + " s: TLS");
        assertThat(told.get(2)).isEqualTo("10.0.0.1 " + back.plusSeconds(10).toSeconds() + " s: STEADY");
        assertThat(looks("10.0.0.1").stream().filter(at -> at.toSeconds() >= 60))
                .hasSize(3);
        assertThat(tls12(answers.get(0))).isEqualTo(AnswerKind.YES);
        assertThat(answers.get(0).observations()).noneMatch(one -> one.question() == Question.REACHABLE);
    }

    @Test
    void aServiceThatFlapsIsNotSteady() {
        server(
                "10.0.0.1",
                passed -> passed.toSeconds() < 8 || passed.toSeconds() >= 40 ? UP : SimulatedNetwork.REFUSED);

        run("10.0.0.1");

        assertThat(told).hasSize(4);
        assertThat(told.get(0)).isEqualTo("10.0.0.1 0 s: TLS");
        assertThat(told.get(1)).endsWith("s: DOWN");
        assertThat(told.get(2)).endsWith("s: TLS");
        assertThat(told.get(3)).endsWith("s: STEADY");
    }

    @Test
    void eachIsScannedWithoutWaitingForTheOthers() {
        server("10.0.0.1", upFrom(0));
        server("10.0.0.2", upFrom(600));

        run("10.0.0.1", "10.0.0.2");

        List<Observation> scanned = kept.stream()
                .filter(one -> one.question() == Question.VERSIONS
                        && one.endpoint().address().equals("10.0.0.1"))
                .toList();
        assertThat(scanned).isNotEmpty().allMatch(one -> one.started().isBefore(VirtualAgenda.BEGIN.plusSeconds(30)));
    }

    @Test
    void aServiceThatNeverComesBackIsLookedAtUntilTheTimeIsOverAndThenAskedOnce() {
        server("10.0.0.1", upFrom(100_000));

        List<EndpointAnswers> answers = run("10.0.0.1");

        assertThat(told).containsExactly("10.0.0.1 0 s: DOWN", "10.0.0.1 1200 s: OVERDUE");
        assertThat(answers.get(0).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.CONNECTION_REFUSED));
        assertThat(kept.stream().filter(one -> one.question() == Question.VERSIONS))
                .hasSize(1);
    }

    @Test
    void theConnectionsOfTwentyMinutesAreBounded() {
        server("10.0.0.1", upFrom(100_000));
        server("10.0.0.2", passed -> passed.toSeconds() / 7 % 2 == 0 ? UP : SimulatedNetwork.REFUSED);

        run("10.0.0.1", "10.0.0.2");

        List<Duration> down = looks("10.0.0.1");
        assertThat(down).hasSizeBetween(75, 90);
        assertThat(down.get(1).minus(down.get(0))).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
        for (int look = 6; look < down.size(); look++) {
            assertThat(down.get(look).minus(down.get(look - 1)))
                    .isBetween(Duration.ofSeconds(15), Duration.ofMillis(15_100));
        }
        assertThat(looks("10.0.0.2")).hasSizeLessThanOrEqualTo(MOST_IN_TWENTY_MINUTES);
    }

    /** Whatever a service does: README says so. */
    @ParameterizedTest
    @ValueSource(strings = {"refuses", "closes", "flaps", "answers otherwise each time", "closes and answers"})
    void noServiceIsConnectedToMoreOftenThanIsPromised(String manner) {
        network.server("10.0.0.1", (nth, made) -> switch (manner) {
            case "refuses" -> SimulatedNetwork.REFUSED;
            case "closes" -> new Outcome.Closed();
            case "flaps" -> nth % 2 == 0 ? SimulatedNetwork.REFUSED : SimulatedNetwork.modern(made.offer());
            case "closes and answers" -> nth % 3 == 0 ? SimulatedNetwork.modern(made.offer()) : new Outcome.Reset();
            default ->
                nth % 2 == 0
                        ? new Outcome.NotReached(Trouble.STARTTLS_NOT_OFFERED, "")
                        : SimulatedNetwork.modern(made.offer());
        });

        run("10.0.0.1");

        assertThat(told).last().asString().endsWith("OVERDUE");
        assertThat(looks("10.0.0.1")).hasSizeBetween(70, MOST_IN_TWENTY_MINUTES);
    }

    @Test
    void servicesOfOneAddressAreLookedAtOneAfterTheOther() {
        network.server("10.0.0.1", new SimulatedNetwork.Server() {
            @Override
            public Outcome answer(int nth, SimulatedNetwork.Made made) {
                return SimulatedNetwork.REFUSED;
            }

            @Override
            public Duration latency(SimulatedNetwork.Made made) {
                return Duration.ofSeconds(1);
            }
        });
        scan.waiting(Patience.DEFAULT.waiting(Duration.ofMinutes(2)))
                .run(List.of(
                        SimulatedRun.door("10.0.0.1", Service.SMTP),
                        SimulatedRun.door("10.0.0.1", Service.HTTPS),
                        SimulatedRun.door("10.0.0.1", Service.IMAPS)));
        agenda.pass(Duration.ofSeconds(119));

        assertThat(network.mostOpen("10.0.0.1")).isEqualTo(1);
        assertThat(network.to("10.0.0.1")).hasSizeGreaterThan(15);
    }

    /** Windows 2008 R2 without the registry file closes a hello of TLS 1.2 (openssl/openssl#28284), and is there all the same. */
    @Test
    void aServerThatClosesHellosOfTls12IsNotTakenForOneThatIsDown() {
        network.server("10.0.0.1", (nth, made) -> {
            boolean seen = made.offer().version() == ProtocolVersion.TLS_1_0;
            return seen ? SimulatedNetwork.modern(made.offer()) : new Outcome.Closed();
        });

        run("10.0.0.1");

        assertThat(told).containsExactly("10.0.0.1 0 s: TLS", "10.0.0.1 10 s: STEADY");
        assertThat(kept.stream()
                        .filter(one -> one.question() == Question.REACHABLE)
                        .map(one -> one.offer().version()))
                .containsExactly(
                        ProtocolVersion.TLS_1_2,
                        ProtocolVersion.TLS_1_0,
                        ProtocolVersion.TLS_1_0,
                        ProtocolVersion.TLS_1_0);
    }

    @Test
    void aServerThatComesBackWithoutTls10IsLookedAtByTls12Again() {
        network.server("10.0.0.1", (nth, made) -> {
            boolean old = made.at().toSeconds() < 5;
            boolean down = !old && made.at().toSeconds() < 60;
            ProtocolVersion spoken = old ? ProtocolVersion.TLS_1_0 : ProtocolVersion.TLS_1_2;
            return down
                    ? SimulatedNetwork.REFUSED
                    : made.offer().version() == spoken ? SimulatedNetwork.modern(made.offer()) : new Outcome.Reset();
        });

        run("10.0.0.1");

        assertThat(told.stream().map(one -> one.replaceAll(".*: ", "")))
                .containsExactly("TLS", "DOWN", "TLS", "STEADY");
    }

    @Test
    void whoClosesEveryHelloTakesConnectionsAndNothingMore() {
        network.server(
                "10.0.0.1",
                (nth, made) ->
                        made.at().toSeconds() < 30 ? new Outcome.Closed() : SimulatedNetwork.modern(made.offer()));

        run("10.0.0.1");

        assertThat(told.stream().map(one -> one.replaceAll(".*: ", ""))).containsExactly("TCP", "TLS", "STEADY");
        assertThat(network.mostOpen("10.0.0.1")).isLessThanOrEqualTo(2);
    }

    @Test
    void whatStandsBeforeThePoolIsScannedWhenItsNodesAre() {
        server("10.0.0.1", upFrom(0));
        server("10.0.0.2", upFrom(300));
        server("10.0.0.3", upFrom(100_000));
        CompletableFuture<RunAnswers> run = scan.waiting(Patience.DEFAULT.waiting(Duration.ofMinutes(10)))
                .run(List.of(
                        inPool("10.0.0.1", Role.VIRTUAL),
                        inPool("10.0.0.2", Role.MEMBER),
                        inPool("10.0.0.3", Role.MEMBER)));
        agenda.pass(Duration.ofSeconds(590));

        assertThat(told).contains("10.0.0.1 0 s: TLS").noneMatch(one -> one.matches("10.0.0.1 .*STEADY"));
        assertThat(told).anyMatch(one -> one.matches("10.0.0.2 .*STEADY"));
        assertThat(looks("10.0.0.1")).hasSizeLessThanOrEqualTo(45);

        agenda.untilNothingIsLeft();

        assertThat(told).contains("10.0.0.3 600 s: OVERDUE", "10.0.0.1 600 s: STEADY");
        assertThat(tls12(run.join().get(0))).isEqualTo(AnswerKind.YES);
    }

    @Test
    void aServerThatIsStillToBeRestartedIsScannedWhenItWasDownAndCameBack() {
        network.server("10.0.0.1", (nth, made) -> {
            boolean neverStarted = made.endpoint().service() == Service.POP3S;
            long second = made.at().toSeconds();
            return neverStarted || (second >= 90 && second < 200)
                    ? SimulatedNetwork.REFUSED
                    : SimulatedNetwork.modern(made.offer());
        });
        CompletableFuture<RunAnswers> run = scan.waiting(Patience.DEFAULT.untilDown())
                .run(List.of(
                        SimulatedRun.door("10.0.0.1", Service.POP3S), SimulatedRun.door("10.0.0.1", Service.HTTPS)));
        agenda.pass(Duration.ofSeconds(199));

        assertThat(told.stream().map(one -> one.replaceAll(".*: ", ""))).containsExactly("DOWN", "TLS", "DOWN");
        assertThat(kept.stream().filter(one -> one.question() == Question.VERSIONS))
                .isEmpty();

        agenda.untilNothingIsLeft();

        assertThat(told.stream().map(one -> one.replaceAll(".*: ", "")))
                .containsExactly("DOWN", "TLS", "DOWN", "TLS", "STEADY", "OVERDUE");
        assertThat(tls12(run.join().get(1))).isEqualTo(AnswerKind.YES);
    }

    @Test
    void oneThatWasNotRestartedAfterAllIsScannedWhenTheTimeIsOver() {
        server("10.0.0.1", upFrom(0));
        CompletableFuture<RunAnswers> run =
                scan.waiting(Patience.DEFAULT.untilDown()).run(List.of(SimulatedRun.at("10.0.0.1")));
        agenda.untilNothingIsLeft();

        assertThat(told).containsExactly("10.0.0.1 0 s: TLS", "10.0.0.1 1200 s: STEADY");
        assertThat(tls12(run.join().get(0))).isEqualTo(AnswerKind.YES);
        assertThat(looks("10.0.0.1")).hasSizeBetween(75, 90);
    }

    @Test
    void servicesThatStartSayMoreThanDown() {
        server(
                "10.0.0.1",
                passed -> passed.toSeconds() < 10 ? SimulatedNetwork.REFUSED : passed.toSeconds() < 30 ? STARTING : UP);

        run("10.0.0.1");

        assertThat(told.stream().map(one -> one.replaceAll(".*: ", "")))
                .containsExactly("DOWN", "BANNER", "TLS", "STEADY");
    }

    @Test
    void nothingIsLookedAtAfterTheScanWasStopped() {
        server("10.0.0.1", upFrom(100_000));
        CompletableFuture<RunAnswers> run = scan.waiting(Patience.DEFAULT).run(List.of(SimulatedRun.at("10.0.0.1")));
        agenda.pass(Duration.ofSeconds(60));
        int before = network.made().size();
        scan.stop();
        agenda.untilNothingIsLeft();

        assertThat(network.made()).hasSize(before);
        assertThat(Objects.requireNonNull(run.join().get(0).versions().get(ProtocolVersion.TLS_1_2))
                        .why())
                .contains("the run was interrupted");
    }
}
