package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.policy.Rule;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** For each rule of a built-in policy, by its id, answers that it holds on, that it fails on, and that leave it unknown. */
final class RuleSamples {
    /** So stands the certificate {@code ex01.der} named. */
    static final String NAME = "ex01.contoso.test";

    private static final Map<String, Triple> OF = new LinkedHashMap<>();

    /** Three runs of which the first endpoint is the one to be judged. */
    record Triple(
            Function<Endpoint, List<EndpointAnswers>> holds,
            Function<Endpoint, List<EndpointAnswers>> fails,
            Function<Endpoint, List<EndpointAnswers>> unknown) {}

    private RuleSamples() {}

    static {
        confirmed("tls12-confirmed", TLS_1_2);
        confirmed("tls13-spoken", TLS_1_3);
        confirmed("tls13-confirmed", TLS_1_3);
        refused("sslv2-refused", SSL_2_0);
        refused("sslv3-refused", SSL_3_0);
        refused("tls10-refused", TLS_1_0);
        refused("tls11-refused", TLS_1_1);
        refused("tls13-refused", TLS_1_3);

        one(
                "suites-recommended",
                it -> it.suites(tls12("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
                it -> it.suites(tls12("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA")),
                it -> it);
        one(
                "suites-in-order",
                it -> it.suites(
                        tls12("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")),
                it -> it.suites(
                        tls12("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
                it -> it);
        never("rc4-refused", "TLS_RSA_WITH_RC4_128_SHA");
        never("des-refused", "TLS_RSA_WITH_3DES_EDE_CBC_SHA");
        never("export-null-refused", "TLS_RSA_WITH_NULL_SHA256");
        never("anonymous-refused", "TLS_DH_anon_WITH_AES_128_GCM_SHA256");
        one(
                "suites-tls12",
                it -> it.suites(tls12("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
                it -> it.suites(tls12("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")),
                it -> it);
        one(
                "suites-tls13",
                it -> it.confirmed(TLS_1_3, "o3").suites(suites(TLS_1_3, List.of("TLS_AES_128_GCM_SHA256"), List.of())),
                it -> it.confirmed(TLS_1_3, "o3")
                        .suites(suites(TLS_1_3, List.of("TLS_AES_128_CCM_8_SHA256"), List.of())),
                it -> it.confirmed(TLS_1_3, "o3")
                        .suites(suites(
                                TLS_1_3, List.of("TLS_AES_128_GCM_SHA256"), List.of("TLS_AES_128_CCM_8_SHA256"))));
        groups("groups-recommended", NamedGroup.SECP384R1, NamedGroup.X25519);
        groups("groups", NamedGroup.X25519, NamedGroup.SECP521R1);
        one(
                "secure-renegotiation",
                it -> it.facts(fact(AnswerKind.YES)),
                it -> it.facts(fact(AnswerKind.NO)),
                it -> it.facts(fact(AnswerKind.UNKNOWN)));
        one(
                "client-chooses",
                it -> it.suites(ordered(ServerOrder.CLIENT)),
                it -> it.suites(ordered(ServerOrder.SERVER)),
                it -> it.suites(ordered(ServerOrder.UNKNOWN)));
        SuiteAnswers dhe = tls12("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
        one(
                "dh-prime",
                it -> it.suites(dhe).dhParameters(new DhParameters(TLS_1_2, 2048, "", List.of("o7"))),
                it -> it.suites(dhe).dhParameters(new DhParameters(TLS_1_2, 1024, "", List.of("o7"))),
                it -> it.suites(dhe));

        // ex01.der is valid from 2026-01-01 to 2027-01-01, RSA 2048, SHA256withRSA; the samples are judged on
        // 2026-06-01
        certificates("certificate-valid", "ex01.der", "expired.der");
        certificates("certificate-valid-30", "ex01.der", "expired.der");
        certificates("certificate-valid-60", "ex01.der", "expired.der");
        certificates("certificate-names-server", "ex01.der", "ec.der");
        certificates("certificate-names-mail-server", "ex01.der", "ec.der");
        certificates("certificate-key", "ex01.der", "old.der");
        certificates("certificate-signature", "ex01.der", "old.der");
        certificates("certificate-lifespan", "ex01.der", "old.der");
        OF.put(
                "certificate-same-in-pool",
                new Triple(
                        door -> List.of(shown(pooled(door, 1), "ex01.der"), shown(pooled(door, 2), "ex01.der")),
                        door -> List.of(shown(pooled(door, 1), "ex01.der"), shown(pooled(door, 2), "ec.der")),
                        door -> List.of(
                                shown(pooled(door, 1), "ex01.der"),
                                AnswerSamples.at(pooled(door, 2))
                                        .trouble(Trouble.CONNECT_TIMEOUT, "no connection in time")
                                        .build())));
    }

    /** Fails for a rule without samples. */
    static Triple of(Rule rule) {
        return Optional.ofNullable(OF.get(rule.id()))
                .orElseThrow(() -> new AssertionError("there are no samples for the rule " + rule.id()));
    }

    static Set<String> ruleIds() {
        return OF.keySet();
    }

    private static void confirmed(String rule, ProtocolVersion version) {
        one(
                rule,
                it -> it.confirmed(version, "o1"),
                it -> it.no(version, "fatal protocol_version(70)", "o1"),
                it -> it.selected(version, "o1"));
    }

    private static void refused(String rule, ProtocolVersion version) {
        one(
                rule,
                it -> it.no(version, "fatal protocol_version(70)", "o1"),
                it -> it.selected(version, "o1"),
                it -> it.unknown(version, Trouble.NO_ANSWER, "no answer within 10 s", "o1"));
    }

    private static void never(String rule, String suite) {
        String good = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        one(
                rule,
                it -> it.suites(tls12(good)),
                it -> it.suites(tls12(good, suite)),
                it -> it.suites(suites(TLS_1_2, List.of(good), List.of(suite))));
    }

    private static void groups(String rule, NamedGroup good, NamedGroup bad) {
        one(
                rule,
                it -> it.groups(groups(List.of(good), List.of())),
                it -> it.groups(groups(List.of(good, bad), List.of())),
                it -> it.groups(groups(List.of(good), List.of(bad))));
    }

    private static void certificates(String rule, String good, String bad) {
        OF.put(
                rule,
                new Triple(
                        door -> List.of(shown(door, good)),
                        door -> List.of(shown(door, bad)),
                        door -> List.of(answers(door).build())));
    }

    private static void one(
            String rule,
            UnaryOperator<AnswerSamples> holds,
            UnaryOperator<AnswerSamples> fails,
            UnaryOperator<AnswerSamples> unknown) {
        OF.put(
                rule,
                new Triple(
                        door -> List.of(holds.apply(answers(door)).build()),
                        door -> List.of(fails.apply(answers(door)).build()),
                        door -> List.of(unknown.apply(answers(door)).build())));
    }

    /** TLS 1.2 confirmed, all else refused. */
    private static AnswerSamples answers(Endpoint door) {
        return AnswerSamples.at(door).confirmed(TLS_1_2, "o1");
    }

    private static EndpointAnswers shown(Endpoint door, String certificate) {
        return answers(door)
                .seen(certified(observation(1, door, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file(certificate)))
                .build();
    }

    private static Endpoint pooled(Endpoint door, int node) {
        return new Endpoint(
                door.target(),
                door.service(),
                NAME,
                "10.0.0." + node,
                "10.0.0." + node,
                door.port(),
                Map.of(),
                "mail",
                node == 1 ? Role.VIRTUAL : Role.MEMBER);
    }

    private static Fact fact(AnswerKind answer) {
        return new Fact(FactKind.SECURE_RENEGOTIATION, TLS_1_2, answer, "", "as seen", List.of("o5"));
    }

    private static GroupAnswers groups(List<NamedGroup> accepted, List<NamedGroup> unknown) {
        return new GroupAnswers(TLS_1_2, accepted, unknown, ServerOrder.SERVER, 5, "", List.of("o6"));
    }

    private static SuiteAnswers tls12(String... accepted) {
        return suites(TLS_1_2, Arrays.asList(accepted), List.of());
    }

    private static SuiteAnswers ordered(ServerOrder order) {
        return new SuiteAnswers(
                TLS_1_2,
                List.of(suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), suite("TLS_RSA_WITH_AES_128_CBC_SHA")),
                List.of(),
                order,
                100,
                "",
                List.of("o4"));
    }

    static SuiteAnswers suites(ProtocolVersion version, List<String> accepted, List<String> unknown) {
        return new SuiteAnswers(
                version,
                accepted.stream().map(RuleSamples::suite).toList(),
                unknown.stream().map(RuleSamples::suite).toList(),
                ServerOrder.SERVER,
                100,
                "",
                List.of("o4"));
    }

    static CipherSuite suite(String label) {
        return CipherSuite.named(label).orElseThrow();
    }
}
