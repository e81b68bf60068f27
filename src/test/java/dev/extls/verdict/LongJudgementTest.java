package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Keeping;
import dev.extls.inquiry.RunAnswers;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.ProtocolVersion;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The opinion about a long run is held in short; the rest is made when it is asked for. */
class LongJudgementTest {
    private static final Instant AT = Instant.parse("2026-06-01T08:00:00Z");
    private static final int LONG = GatheredFindings.KEPT_OF_A_KIND + 1000;

    private final List<WeakReference<EndpointAnswers>> made = new ArrayList<>();

    private static List<Endpoint> doors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff))
                .map(address -> new Endpoint(
                        address, Service.HTTPS, address, address, address, 443, Map.of(), "", Role.STANDALONE))
                .toList();
    }

    private RunAnswers refusing(int count) {
        List<Endpoint> doors = doors(count);
        return new RunAnswers(doors, place -> {
            EndpointAnswers answers = AnswerSamples.at(doors.get(place))
                    .no(ProtocolVersion.TLS_1_2, "refused", "o" + (place + 1))
                    .build();
            made.add(new WeakReference<>(answers));
            return answers;
        });
    }

    private static int failing(Judged judged) {
        return judged.tallies().stream().mapToInt(RuleTally::fails).sum();
    }

    @Test
    void ofALongRunTheFirstAnswersAreHeldAndNoMore() {
        int all = 2 * Keeping.ENDPOINTS_AT_MOST;
        RunAnswers answers = refusing(all);
        Judged judged = Judgement.of(answers, BuiltInPolicies.TLS12_ENABLED, AT);

        System.gc();

        assertThat(made).hasSize(all);
        assertThat(made.subList(0, 1000)).allMatch(one -> one.get() != null);
        assertThat(made.stream().filter(one -> one.get() != null).count())
                .as("answers that somebody holds")
                .isLessThanOrEqualTo(Keeping.ENDPOINTS_AT_MOST);
        judged.endpoints().get(0);
        assertThat(made).as("what is held is not made again").hasSize(all);
        assertThat(failing(judged)).isEqualTo(all);
        assertThat(judged.state()).isEqualTo(Judged.State.FAILS);
    }

    @Test
    void everyEndpointIsJudgedAsItWouldBeInAShortRun() {
        List<JudgedEndpoint> longRun = Judgement.of(
                        refusing(2 * Keeping.ENDPOINTS_AT_MOST), BuiltInPolicies.TLS12_ENABLED, AT)
                .endpoints();
        List<JudgedEndpoint> shortRun =
                Judgement.of(refusing(100), BuiltInPolicies.TLS12_ENABLED, AT).endpoints();

        for (int place = 0; place < 100; place++) {
            assertThat(longRun.get(place)).isEqualTo(shortRun.get(place));
        }
        JudgedEndpoint last = longRun.get(longRun.size() - 1);
        assertThat(last.verdicts()).extracting(Verdict::state).contains(Verdict.State.FAILS);
        assertThat(longRun.get(longRun.size() - 1))
                .as("made once more")
                .isEqualTo(last)
                .isNotSameAs(last);
    }

    @Test
    void ofEachKindSomeThousandFindingsAreKeptAndTheOthersCounted() {
        Judged judged = Judgement.of(refusing(LONG), BuiltInPolicies.TLS12_ENABLED, AT);

        assertThat(judged.findings().stream()
                        .filter(one -> one.kind() == FindingKind.TLS12_REFUSED)
                        .count())
                .isEqualTo(GatheredFindings.KEPT_OF_A_KIND);
        assertThat(judged.findingsLeft()).containsEntry(FindingKind.TLS12_REFUSED, 1000);
        assertThat(judged.nextSteps()).anySatisfy(step -> {
            assertThat(step.places().size() + step.left()).isEqualTo(LONG);
            assertThat(step.somePlaces()).endsWith(" and " + (LONG - 4) + " more");
        });
    }

    @Test
    void ofAShortRunNothingIsLeftOut() {
        Judged judged = Judgement.of(refusing(100), BuiltInPolicies.TLS12_ENABLED, AT);

        assertThat(judged.findingsLeft()).isEmpty();
        assertThat(judged.nextSteps()).allMatch(step -> step.left() == 0);
    }
}
