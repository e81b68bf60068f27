package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.net.LookedUp;
import dev.extls.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A run against simulated servers in virtual time. */
final class SimulatedRun {
    final VirtualAgenda agenda = new VirtualAgenda();
    final SimulatedNetwork network = new SimulatedNetwork(agenda);
    final Map<String, List<Observation>> archive = new LinkedHashMap<>();
    final Scan scan;

    SimulatedRun(Pacing pacing) {
        this(pacing, 4711);
    }

    SimulatedRun(Pacing pacing, long seed) {
        scan = new Scan(
                network,
                host -> CompletableFuture.completedFuture(LookedUp.nothing("there are no names here")),
                Depth.VERSIONS,
                pacing,
                new Random(seed),
                agenda,
                new Archive() {
                    @Override
                    public void keep(Observation observation) {
                        archive.computeIfAbsent(observation.endpoint().key(), key -> new ArrayList<>())
                                .add(observation);
                    }

                    @Override
                    public List<Observation> of(Endpoint endpoint) {
                        return List.copyOf(archive.getOrDefault(endpoint.key(), List.of()));
                    }
                },
                Progress.NONE);
    }

    /** As the defaults are, but for what a test is about. */
    static Pacing pacing(Limits limits, Duration gap, int retries, Optional<Duration> budget) {
        Pacing usual = Pacing.DEFAULT;
        return new Pacing(limits, usual.lane(), gap, usual.backOff(), retries, usual.pause(), budget);
    }

    /** Runs to its end. */
    List<EndpointAnswers> of(List<Endpoint> endpoints) {
        CompletableFuture<RunAnswers> run = scan.run(endpoints);
        agenda.untilNothingIsLeft();
        if (!run.isDone()) {
            throw new AssertionError("nothing is left to do, and the run has not ended");
        }
        return run.join();
    }

    /** All observations, in the order in which they were kept, by endpoint. */
    List<Observation> kept() {
        return archive.values().stream().flatMap(List::stream).toList();
    }

    static Endpoint door(String address, Service service) {
        return new Endpoint(address, service, address, address, address, service.port(), Map.of(), "", Role.STANDALONE);
    }

    static Endpoint at(String address) {
        return door(address, Service.SMTP);
    }

    static List<Endpoint> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> at("10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff)))
                .toList();
    }
}
