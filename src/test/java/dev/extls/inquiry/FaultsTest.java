package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Servers on a {@link FaultyWay}: whatever chance does, no answer is wrong. The seed is fixed, since chance decides. */
class FaultsTest {
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int SERVERS = Integer.getInteger("faults.servers", 20);
    private static final List<String> OF_A_WEB_SERVER = List.of(
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA");
    private static final List<String> OF_TLS_1_3 = List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    private int right;
    private int unknown;
    private int connections;
    private int wrongBefore;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void noSuiteIsToldWrongWhereSomeConnectionsFail() {
        for (Outcome refusal : List.of(SuiteServer.HANDSHAKE_FAILURE, new Outcome.Closed())) {
            for (double share : List.of(0.1, 0.25)) {
                suites(refusal, share);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noVersionIsToldWrongWhereSomeConnectionsFail() {
        for (Outcome refusal : List.of(SimulatedServer.PROTOCOL_VERSION, SimulatedServer.FIN)) {
            for (double share : List.of(0.1, 0.4)) {
                versions(refusal, share);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noGroupIsToldWrongWhereSomeConnectionsFail() {
        for (Outcome refusal : List.of(GroupServer.HANDSHAKE_FAILURE, new Outcome.Closed())) {
            for (double share : List.of(0.1, 0.25)) {
                groups(refusal, share);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void suites(Outcome refusal, double share) {
        begin();
        for (int number = 0; number < SERVERS; number++) {
            Random random = seeded(number);
            Map<ProtocolVersion, List<CipherSuite>> spoken = spoken(random);
            SuiteServer server = new SuiteServer(spoken, random.nextBoolean(), Set.of(), refusal, refusal);
            FaultyWay way = new FaultyWay(server, random, share);
            SuiteCourse course = SuiteCourse.ofVersionsDoubted(way, 1 + random.nextInt(2));
            connections += course.observations().size();
            EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, course.observations());
            for (ProtocolVersion version : ProtocolVersion.values()) {
                Answer answer = Objects.requireNonNull(answers.versions().get(version));
                check(number + " " + version, answer.kind(), spoken.containsKey(version));
                if (answer.kind() == AnswerKind.YES && spoken.containsKey(version)) {
                    suites(number + " " + version, course.answers(version), Set.copyOf(server.working(version)));
                }
            }
        }
        end("suites, " + refusal + ", " + share);
    }

    private void suites(String what, SuiteAnswers answers, Set<CipherSuite> truth) {
        Set<CipherSuite> open = Set.copyOf(answers.unknown());
        for (CipherSuite suite : KnownSuites.of(answers.version())) {
            AnswerKind kind = answers.accepted().contains(suite)
                    ? AnswerKind.YES
                    : open.contains(suite) ? AnswerKind.UNKNOWN : AnswerKind.NO;
            check(what + " " + suite, kind, truth.contains(suite));
        }
    }

    private void versions(Outcome refusal, double share) {
        begin();
        for (int number = 0; number < SERVERS * 3; number++) {
            Random random = seeded(number);
            Set<ProtocolVersion> spoken = EnumSet.copyOf(spoken(random).keySet());
            SimulatedServer server = new SimulatedServer(spoken, refusal);
            Course course = Course.of(new FaultyWay(server, random, share), 1 + random.nextInt(2));
            connections += course.connections();
            String which = number + " " + spoken + " ";
            course.kinds().forEach((version, kind) -> check(which + version, kind, spoken.contains(version)));
        }
        end("versions, " + refusal + ", " + share);
    }

    private void groups(Outcome refusal, double share) {
        begin();
        for (int number = 0; number < SERVERS * 2; number++) {
            Random random = seeded(number);
            ProtocolVersion version = number % 2 == 0 ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
            String suite = number % 2 == 0 ? OF_A_WEB_SERVER.get(0) : OF_TLS_1_3.get(0);
            GroupServer server =
                    GroupServer.of(version, "x25519", "secp256r1", "secp521r1").refusingBy(refusal);
            FaultyWay way = new FaultyWay(server, random, share);
            Seen seen = Seen.nothing();
            for (int time = 0; time < 12; time++) {
                Offer offer = Offer.hello(version, SuiteServer.named(suite), List.of());
                seen.add(offer, way.apply(offer));
            }
            GroupCourse course = GroupCourse.of(version, seen, way);
            connections += course.connections();
            Set<NamedGroup> truth = Set.copyOf(server.groups());
            GroupAnswers answers = course.answers();
            String which = number + " " + version + " ";
            Set<NamedGroup> told = new HashSet<>(answers.accepted());
            told.forEach(group -> check(which + group, AnswerKind.YES, truth.contains(group)));
            truth.stream()
                    .filter(group -> !told.contains(group))
                    .forEach(group -> check(
                            which + group,
                            answers.unknown().contains(group) ? AnswerKind.UNKNOWN : AnswerKind.NO,
                            true));
            unknown += answers.unknown().size();
            right += answers.refused();
        }
        end("groups, " + refusal + ", " + share);
    }

    /** TLS 1.2, and maybe more; sometimes with a suite that hardly any server has. */
    private static Map<ProtocolVersion, List<CipherSuite>> spoken(Random random) {
        Map<ProtocolVersion, List<CipherSuite>> spoken = new EnumMap<>(ProtocolVersion.class);
        List<CipherSuite> suites = new ArrayList<>(SuiteServer.named(OF_A_WEB_SERVER.toArray(String[]::new)));
        List<CipherSuite> rare = KnownSuites.of(ProtocolVersion.TLS_1_2);
        for (int more = random.nextInt(3); more > 0; more--) {
            CipherSuite suite = rare.get(random.nextInt(rare.size()));
            if (!suites.contains(suite)) {
                suites.add(suite);
            }
        }
        spoken.put(ProtocolVersion.TLS_1_2, List.copyOf(suites));
        List<CipherSuite> older = suites.stream()
                .filter(KnownSuites.of(ProtocolVersion.TLS_1_0)::contains)
                .toList();
        if (random.nextBoolean()) {
            spoken.put(ProtocolVersion.TLS_1_1, older);
        }
        if (random.nextBoolean()) {
            spoken.put(ProtocolVersion.TLS_1_0, older);
        }
        if (random.nextBoolean()) {
            spoken.put(ProtocolVersion.TLS_1_3, SuiteServer.named(OF_TLS_1_3.toArray(String[]::new)));
        }
        return spoken;
    }

    private static Random seeded(int number) {
        Random random = new Random(SEED * 1_000_003 + number);
        // the first numbers of seeds that lie side by side are alike
        random.nextLong();
        return random;
    }

    private void begin() {
        right = 0;
        unknown = 0;
        connections = 0;
        wrongBefore = wrong.size();
    }

    private void check(String what, AnswerKind kind, boolean truth) {
        switch (kind) {
            case UNKNOWN -> unknown++;
            case YES, NO -> {
                if (truth == (kind == AnswerKind.YES)) {
                    right++;
                } else {
                    wrong.add(what + " is " + kind);
                }
            }
        }
    }

    private void end(String what) {
        System.out.println("seed " + SEED + ", " + what + ": " + connections + " connections, " + right + " right, "
                + unknown + " UNKNOWN, " + (wrong.size() - wrongBefore) + " wrong "
                + wrong.subList(wrongBefore, wrong.size()));
    }
}
