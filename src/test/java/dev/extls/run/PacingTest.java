package dev.extls.run;

import static dev.extls.run.SimulatedRun.at;
import static dev.extls.run.SimulatedRun.door;
import static dev.extls.run.SimulatedRun.many;
import static dev.extls.run.SimulatedRun.pacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Pacing usual() {
        return Pacing.DEFAULT;
    }

    private static AnswerKind tls12(EndpointAnswers answers) {
        return Objects.requireNonNull(answers.versions().get(ProtocolVersion.TLS_1_2))
                .kind();
    }

    private static Endpoint paced(String address, Service service, int atOnce, Duration gap) {
        return new Endpoint(
                address,
                service,
                address,
                address,
                address,
                service.port(),
                Map.of(),
                "",
                Role.STANDALONE,
                new Pace(atOnce, gap));
    }

    private static List<Duration> gaps(List<Duration> starts) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            gaps.add(starts.get(i).minus(starts.get(i - 1)));
        }
        return gaps;
    }

    @Test
    void aListTakesAsLongAsItsSlowestAddressAndNotLonger() {
        SimulatedRun run = new SimulatedRun(usual());
        run.network.slow("10.0.0.0", Duration.ofSeconds(30));
        List<EndpointAnswers> answers = run.of(many(2000));

        // TLS 1.2 alone, then the other five two by two
        assertThat(run.agenda.passed()).isBetween(Duration.ofSeconds(4 * 30), Duration.ofSeconds(4 * 30 + 1));
        assertThat(answers).hasSize(2000).allMatch(one -> tls12(one) == AnswerKind.YES);
        Duration lastOfOthers = run.network.made().stream()
                .filter(made -> !made.endpoint().address().equals("10.0.0.0"))
                .map(SimulatedNetwork.Made::at)
                .max(Duration::compareTo)
                .orElseThrow();
        // two thousand times 6 connections of 50 ms, 64 handshakes of 4 at a time, are over in 6.3 s
        assertThat(lastOfOthers).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void theLimitsAreReachedAndHold() {
        SimulatedRun run = new SimulatedRun(pacing(new Limits(2, 40, 10), Duration.ZERO, 0, Optional.empty()));
        List<Endpoint> endpoints = new ArrayList<>();
        for (Endpoint one : many(100)) {
            Service.OF_A_BARE_NAME.forEach(service -> endpoints.add(door(one.address(), service)));
        }
        run.of(endpoints);

        assertThat(run.network.mostInAll()).isLessThanOrEqualTo(40).isGreaterThan(15);
        assertThat(run.network.mostHandshakes()).isEqualTo(10);
        assertThat(many(100)).allMatch(one -> run.network.mostOpen(one.address()) <= 2);
    }

    @Test
    void anEndpointOfWhichSomethingIsKnownGoesBeforeOneThatHasNotBegun() {
        SimulatedRun run = new SimulatedRun(pacing(new Limits(2, 16, 16), Duration.ZERO, 0, Optional.empty()));
        run.of(many(500));

        Set<String> underWay = new TreeSet<>();
        int most = 0;
        Map<String, Integer> made = new java.util.HashMap<>();
        for (SimulatedNetwork.Made one : run.network.made()) {
            String address = one.endpoint().address();
            underWay.add(address);
            most = Math.max(most, underWay.size());
            if (made.merge(address, 1, Integer::sum) == 6) {
                underWay.remove(address);
            }
        }
        assertThat(most).as("endpoints under way").isLessThanOrEqualTo(2 * 16);
    }

    @Test
    void whatTheListSaysOfAnAddressGoesBeforeWhatTheRunIsToldAndTheStrictestHolds() {
        SimulatedRun run = new SimulatedRun(usual());
        run.of(List.of(
                paced("10.0.0.1", Service.SMTP, 1, Duration.ZERO),
                paced("10.0.0.1", Service.HTTPS, 3, Duration.ofMillis(200)),
                paced("10.0.0.2", Service.SMTP, 4, Duration.ZERO),
                paced("10.0.0.2", Service.HTTPS, 0, Duration.ZERO),
                at("10.0.0.3")));

        assertThat(run.network.mostOpen("10.0.0.1")).isEqualTo(1);
        assertThat(gaps(run.network.startsTo("10.0.0.1")))
                .hasSize(11)
                .allMatch(gap -> gap.compareTo(Duration.ofMillis(200)) >= 0);
        assertThat(run.network.mostOpen("10.0.0.2")).isEqualTo(4);
        assertThat(run.network.mostOpen("10.0.0.3")).isEqualTo(2);
    }

    @Test
    void betweenTheStartsToAnAddressLiesTheGapAndALittleMoreEachTime() {
        Pacing polite = pacing(Limits.DEFAULT, SECOND, 0, Optional.empty());
        SimulatedRun run = new SimulatedRun(polite, 1);
        run.of(List.of(door("10.0.0.1", Service.SMTP), door("10.0.0.1", Service.HTTPS), at("10.0.0.2")));

        List<Duration> gaps = gaps(run.network.startsTo("10.0.0.1"));
        assertThat(gaps)
                .hasSize(11)
                .allMatch(gap -> gap.compareTo(SECOND) >= 0 && gap.compareTo(Duration.ofMillis(1500)) <= 0);
        assertThat(Set.copyOf(gaps)).as("jitter").hasSizeGreaterThan(5);
        assertThat(run.network.startsTo("10.0.0.2").get(0))
                .as("others do not wait")
                .isZero();

        SimulatedRun same = new SimulatedRun(polite, 1);
        same.of(List.of(door("10.0.0.1", Service.SMTP), door("10.0.0.1", Service.HTTPS), at("10.0.0.2")));
        assertThat(same.network.startsTo("10.0.0.1"))
                .as("with the same seed")
                .isEqualTo(run.network.startsTo("10.0.0.1"));
    }

    @Test
    void anAddressThatHasEnoughOfUsIsLeftAloneForAMinuteThenGetsHalfAsManyWhileOthersGoOn() {
        SimulatedRun run = new SimulatedRun(pacing(new Limits(4, 256, 64), Duration.ZERO, 0, Optional.empty()));
        // of eight services: the 421 meets a busy address
        run.network.server(
                "10.0.0.1",
                (nth, made) ->
                        nth == 5 || nth == 6 ? SimulatedNetwork.THROTTLED : SimulatedNetwork.modern(made.offer()));
        List<Endpoint> endpoints = new ArrayList<>(many(300).subList(100, 300));
        Service.OF_A_BARE_NAME.forEach(service -> endpoints.add(door("10.0.0.1", service)));
        List<EndpointAnswers> answers = run.of(endpoints);

        List<SimulatedNetwork.Made> made = run.network.to("10.0.0.1");
        int before = (int)
                made.stream().filter(one -> one.at().compareTo(MINUTE) < 0).count();
        assertThat(before).as("started before it said so").isBetween(6, 8);
        assertThat(made.get(before).at()).isBetween(MINUTE, MINUTE.plusSeconds(31));
        int mostAfter = most(made.subList(before, made.size()));
        assertThat(mostAfter).as("at once from then on").isEqualTo(2);
        assertThat(answers).allMatch(one -> tls12(one) == AnswerKind.YES);
        assertThat(made).as("two were asked again").hasSize(4 * 6 + 2);
        assertThat(run.network.made().stream()
                        .filter(one -> !one.endpoint().address().equals("10.0.0.1"))
                        .map(SimulatedNetwork.Made::at))
                .as("the others")
                .allMatch(at -> at.compareTo(Duration.ofSeconds(5)) < 0);
    }

    /** Connections that take 50 ms each: how many are open at once. */
    private static int most(List<SimulatedNetwork.Made> made) {
        return made.stream()
                .mapToInt(one -> (int) made.stream()
                        .filter(other -> other.at().compareTo(one.at()) <= 0
                                && other.at().plusMillis(50).compareTo(one.at()) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void aDoorThatAlwaysHasEnoughOfUsIsTriedThreeTimesMoreAndItsNeighboursAreAnswered() {
        SimulatedRun run = new SimulatedRun(usual());
        run.network.server(
                "10.0.0.1",
                (nth, made) -> made.endpoint().service() == Service.SMTP
                        ? SimulatedNetwork.THROTTLED
                        : SimulatedNetwork.modern(made.offer()));
        List<EndpointAnswers> answers =
                run.of(List.of(door("10.0.0.1", Service.SMTP), door("10.0.0.1", Service.HTTPS)));

        List<Duration> tries = run.network.to("10.0.0.1").stream()
                .filter(made -> made.endpoint().service() == Service.SMTP)
                .map(SimulatedNetwork.Made::at)
                .toList();
        assertThat(tries).hasSize(4);
        assertThat(gaps(tries)).allMatch(gap -> gap.compareTo(MINUTE) >= 0);
        assertThat(answers.get(0).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.THROTTLED));
        assertThat(answers.get(0).observations())
                .as("each try is an observation")
                .hasSize(4);
        assertThat(tls12(answers.get(1))).isEqualTo(AnswerKind.YES);
    }

    @Test
    void aDoorThatWasGivenUpInMidCourseIsNotConnectedToForWhatIsLeft() {
        SimulatedRun run = new SimulatedRun(usual());
        run.network.server(
                "10.0.0.1",
                (nth, made) -> nth > 2 ? SimulatedNetwork.THROTTLED : SimulatedNetwork.modern(made.offer()));
        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(tls12(answers)).as("what was seen stands").isEqualTo(AnswerKind.YES);
        assertThat(run.network.to("10.0.0.1")).hasSize(2 + 4);
        assertThat(answers.versions().values())
                .filteredOn(answer -> answer.kind() == AnswerKind.UNKNOWN)
                .hasSize(4)
                .allSatisfy(answer -> assertThat(answer.reason()).contains(Trouble.THROTTLED))
                .anySatisfy(answer -> assertThat(answer.why()).contains("not asked: the server had enough of us"));
    }

    @Test
    void aServerThatHasEnoughAfterEachFewIsAskedUntilAllIsKnownOrTwelveTimes() {
        SimulatedRun patient = new SimulatedRun(usual());
        patient.network.server(
                "10.0.0.1",
                (nth, made) -> nth % 2 == 0 ? SimulatedNetwork.THROTTLED : SimulatedNetwork.modern(made.offer()));
        EndpointAnswers answers = patient.of(List.of(at("10.0.0.1"))).get(0);
        assertThat(answers.versions().values()).noneMatch(answer -> answer.kind() == AnswerKind.UNKNOWN);
    }

    @Test
    void whenTheTimeOfTheRunIsOverNothingStartsWhatIsOpenEndsAndTheRestIsUnknownForThatReason() {
        SimulatedRun run =
                new SimulatedRun(pacing(new Limits(2, 2, 2), Duration.ZERO, 1, Optional.of(Duration.ofMillis(120))));
        List<EndpointAnswers> answers = run.of(many(5));

        assertThat(run.network.made()).allMatch(made -> made.at().compareTo(Duration.ofMillis(120)) < 0);
        assertThat(run.network.made()).hasSize(run.kept().size());
        assertThat(run.agenda.passed()).isBetween(Duration.ofMillis(120), Duration.ofMillis(200));
        assertThat(answers).hasSize(5);
        assertThat(tls12(answers.get(0))).isEqualTo(AnswerKind.YES);
        assertThat(answers.get(4).versions().values()).allSatisfy(answer -> {
            assertThat(answer.kind()).isEqualTo(AnswerKind.UNKNOWN);
            assertThat(answer.why()).isEqualTo("it was not asked: the run's time was over");
        });
        assertThat(answers.get(4).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.OUR_FAULT));
    }

    @Test
    void theTimeOfTheRunEndsAllWaiting() {
        SimulatedRun run =
                new SimulatedRun(pacing(Limits.DEFAULT, Duration.ZERO, 1, Optional.of(Duration.ofSeconds(10))));
        run.network.server("10.0.0.1", (nth, made) -> SimulatedNetwork.THROTTLED);
        var finished = run.scan.run(List.of(at("10.0.0.1")));
        run.agenda.pass(Duration.ofSeconds(11));

        assertThat(finished).isCompleted();
        assertThat(run.network.made()).hasSize(1);
    }

    @Test
    void aMachineWithFewDescriptorsIsSlowerAndEveryAnswerIsRight() {
        SimulatedRun run = new SimulatedRun(pacing(Limits.DEFAULT, Duration.ZERO, 0, Optional.empty()));
        run.network.descriptors(11);
        List<EndpointAnswers> answers = run.of(many(200));

        assertThat(answers).hasSize(200).allSatisfy(one -> {
            assertThat(tls12(one)).isEqualTo(AnswerKind.YES);
            assertThat(one.observations()).hasSize(6);
        });
        assertThat(run.network.mostInAll()).isEqualTo(11);
        assertThat(run.agenda.passed()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void whatNeverGetsADescriptorIsOurFaultAndNobodyElses() {
        SimulatedRun run = new SimulatedRun(usual());
        run.network.descriptors(0);
        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(answers.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.OUR_FAULT);
            assertThat(trouble.detail()).isEqualTo("Too many open files, 21 times");
        });
    }

    @RepeatedTest(20)
    void whateverHappensTheLimitsHoldAndTheRunEnds(RepetitionInfo repetition) {
        long seed = 1000L + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Limits limits = new Limits(1 + random.nextInt(4), 1 + random.nextInt(40), 1 + random.nextInt(20));
        SimulatedRun run = new SimulatedRun(
                pacing(
                        limits,
                        random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(500)),
                        random.nextInt(3),
                        Optional.empty()),
                seed);
        run.network.descriptors(1 + random.nextInt(50));
        List<Endpoint> endpoints = new ArrayList<>();
        for (Endpoint one : many(1 + random.nextInt(60))) {
            for (int i = random.nextInt(Service.OF_A_BARE_NAME.size()); i >= 0; i--) {
                endpoints.add(door(one.address(), Service.OF_A_BARE_NAME.get(i)));
            }
            run.network.server(one.address(), new SimulatedNetwork.Server() {
                @Override
                public dev.extls.observation.Outcome answer(int nth, SimulatedNetwork.Made made) {
                    int roll = random.nextInt(20);
                    return roll == 0
                            ? SimulatedNetwork.THROTTLED
                            : roll == 1
                                    ? SimulatedNetwork.REFUSED
                                    : roll == 2 ? SimulatedNetwork.TIMED_OUT : SimulatedNetwork.modern(made.offer());
                }

                @Override
                public Duration latency(SimulatedNetwork.Made made) {
                    return Duration.ofMillis(random.nextInt(3000));
                }
            });
        }
        List<EndpointAnswers> answers = run.of(endpoints);

        assertThat(answers)
                .as("seed " + seed)
                .extracting(EndpointAnswers::endpoint)
                .containsExactlyElementsOf(endpoints);
        assertThat(run.network.mostInAll()).as("seed " + seed).isLessThanOrEqualTo(limits.overall());
        assertThat(run.network.mostHandshakes()).as("seed " + seed).isLessThanOrEqualTo(limits.handshakes());
        assertThat(endpoints)
                .as("seed " + seed)
                .allMatch(one -> run.network.mostOpen(one.address()) <= limits.perAddress());
        assertThat(run.kept().stream().map(Observation::id)).as("seed " + seed).doesNotHaveDuplicates();
        assertThat(answers)
                .as("seed " + seed)
                .allMatch(one -> one.versions().values().stream().noneMatch(answer -> answer.contradicted()));
    }

    @Test
    void lessThanNothingIsNoPacing() {
        Duration less = Duration.ofMillis(-1);
        assertThatThrownBy(() -> pacing(Limits.DEFAULT, less, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pacing(Limits.DEFAULT, Duration.ZERO, -1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
