package dev.extls.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    private static final Plan.Range EACH = Depth.VERSIONS.connections();

    @Test
    void nothingCostsNothing() {
        Plan plan = plan(List.of());

        assertThat(plan.connections()).isEqualTo(new Plan.Range(0, 0));
        assertThat(plan.time()).isEqualTo(new Plan.Span(Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void moreDepthCostsMore(Depth depth) {
        assertThat(depth.connections().fewest()).isGreaterThanOrEqualTo(6).isGreaterThanOrEqualTo(EACH.fewest());
        assertThat(depth.connections().most()).isGreaterThan(depth.connections().fewest());
    }

    @Test
    void anAddressGoesThroughItsConnectionsTwoAtATime() {
        Plan plan = plan(List.of(door("10.0.0.1", Service.HTTPS, Pace.OF_THE_RUN)));

        assertThat(plan.connections()).isEqualTo(EACH);
        assertThat(plan.time())
                .isEqualTo(new Plan.Span(
                        Duration.ofMillis(150 * EACH.fewest() / 2), Duration.ofMillis(150 * EACH.most() / 2)));
    }

    @Test
    void servicesOfAnAddressAddUpAndAnUpgradeTakesTwiceAsLong() {
        Plan plan = plan(List.of(
                door("10.0.0.1", Service.HTTPS, Pace.OF_THE_RUN),
                door("10.0.0.1", Service.SMTP, Pace.OF_THE_RUN),
                door("10.0.0.2", Service.HTTPS, Pace.OF_THE_RUN)));

        assertThat(plan.slowest().host()).isEqualTo("10.0.0.1");
        assertThat(plan.slowest().endpoints()).isEqualTo(2);
        assertThat(plan.time().shortest()).isEqualTo(Duration.ofMillis((150 + 300) * EACH.fewest() / 2));
    }

    @Test
    void theStrictestLimitOfAnAddressHoldsForAllOfIt() {
        Pace gentle = new Pace(1, Duration.ofSeconds(2));
        Plan plan = plan(
                List.of(door("10.0.0.1", Service.HTTPS, gentle), door("10.0.0.1", Service.IMAPS, Pace.OF_THE_RUN)));

        assertThat(plan.slowest().pace()).isEqualTo(gentle);
        assertThat(plan.time().shortest()).isEqualTo(Duration.ofSeconds(2 * (2 * EACH.fewest() - 1)));
        assertThat(plan.time().longest()).isEqualTo(Duration.ofSeconds(2 * (2 * EACH.most() - 1)));
    }

    @Test
    void aLongListTakesAsLongAsTheLimitsOfAllLetIt() {
        List<Endpoint> many = IntStream.range(0, 10_000)
                .mapToObj(number -> door("10.1." + number / 256 + "." + number % 256, Service.HTTPS, Pace.OF_THE_RUN))
                .toList();

        Plan plan = plan(many);

        assertThat(plan.connections()).isEqualTo(new Plan.Range(10_000 * EACH.fewest(), 10_000 * EACH.most()));
        assertThat(plan.time().shortest())
                .as("four handshakes an endpoint, 64 at a time")
                .isEqualTo(Duration.ofMillis(150 * 4 * 10_000 / 64));
        assertThat(Plan.of(many, Depth.VERSIONS, Sampling.USUAL, Pacing.DEFAULT.withLimits(new Limits(2, 10, 64)))
                        .time()
                        .longest())
                .as("ten at a time")
                .isEqualTo(Duration.ofMillis(150 * EACH.most() * 10_000 / 10));
    }

    private static Plan plan(List<Endpoint> endpoints) {
        return Plan.of(endpoints, Depth.VERSIONS, Sampling.USUAL, Pacing.DEFAULT);
    }

    private static Endpoint door(String address, Service service, Pace pace) {
        return new Endpoint(
                "t", service, address, address, address, service.port(), Map.of(), "", Role.STANDALONE, pace);
    }

    @Test
    void thePoolIsSampledAndItsMembersOnce() {
        List<Endpoint> pool = List.of(inPool(Role.VIRTUAL), inPool(Role.MEMBER));

        Plan.Range without =
                Plan.of(pool, Depth.VERSIONS, Sampling.NONE, Pacing.DEFAULT).connections();
        assertThat(Plan.of(pool, Depth.VERSIONS, Sampling.USUAL, Pacing.DEFAULT).connections())
                .isEqualTo(new Plan.Range(without.fewest() + 11 + 1, without.most() + 20 + 1));
        assertThat(Plan.of(pool, Depth.VERSIONS, Sampling.of(500), Pacing.DEFAULT)
                        .connections())
                .isEqualTo(new Plan.Range(without.fewest() + 500 + 1, without.most() + 500 + 1));
    }

    private static Endpoint inPool(Role role) {
        return new Endpoint(
                "mail.contoso.test",
                Service.HTTPS,
                "mail.contoso.test",
                "mail.contoso.test",
                role == Role.VIRTUAL ? "10.0.0.10" : "10.0.0.11",
                443,
                Map.of(),
                "mail.contoso.test",
                role);
    }
}
