package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.written.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String RULE = """
            rules:
              - id: a
                severity: error
                sentence: A.
                source: RFC 1
                expect: {confirmed: TLSv1.2}
            """;

    @Test
    void aWholePolicyIsRead() {
        Policy policy = good("""
                policy: ours
                title: What we want
                rules:
                  - id: old-off
                    severity: warning
                    sentence: TLS 1.0 is refused.
                    why: It is old
                    source: RFC 8996
                    services: [SMTP, imaps]
                    expect:
                      refused: TLSv1.0
                waive:
                  - rule: old-off
                    host: [EX0*.contoso.test, 10.0.0.9]
                    label: {site: lab}
                    reason: The printer hall, until it moves
                    expires: 2026-12-31
                """);

        assertThat(policy.name()).isEqualTo("ours");
        assertThat(policy.title()).isEqualTo("What we want");
        Rule rule = policy.rules().get(0);
        assertThat(rule.id()).isEqualTo("old-off");
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(rule.sentence()).isEqualTo("TLS 1.0 is refused");
        assertThat(rule.why()).isEqualTo("It is old");
        assertThat(rule.source()).isEqualTo("RFC 8996");
        assertThat(rule.services()).containsExactly(Service.SMTP, Service.IMAPS);
        assertThat(rule.expectation()).isEqualTo(new Expectation.Refused(ProtocolVersion.TLS_1_0));
        assertThat(policy.waivers())
                .containsExactly(new Waiver(
                        "old-off",
                        List.of(new Glob("ex0*.contoso.test"), new Glob("10.0.0.9")),
                        Map.of("site", "lab"),
                        "The printer hall, until it moves",
                        LocalDate.of(2026, 12, 31)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "confirmed: TLSv1.3 | Confirmed[version=TLS_1_3] | false",
                "refused: SSLv2 | Refused[version=SSL_2_0] | false",
                "suites-only: TLS_RSA_WITH_RC4_128_SHA"
                        + " | SuitesOnly[versions=[], suites=[TLS_RSA_WITH_RC4_128_SHA]] | true",
                "suites-only: {in: [TLSv1.2, TLSv1.3], suites: [TLS_AES_128_GCM_SHA256, 0x1305]}"
                        + " | SuitesOnly[versions=[TLS_1_2, TLS_1_3], suites=[TLS_AES_128_GCM_SHA256, TLS_AES_128_CCM_8_SHA256]]"
                        + " | true",
                "suites-never: ['*_RC4_*', TLS_NULL_WITH_NULL_NULL]"
                        + " | SuitesNever[suites=[Glob[text=*_RC4_*], Glob[text=TLS_NULL_WITH_NULL_NULL]]] | true",
                "suites-in-order: {in: TLSv1.2, suites: [TLS_AES_128_GCM_SHA256]}"
                        + " | SuitesInOrder[version=TLS_1_2, suites=[TLS_AES_128_GCM_SHA256]] | true",
                "order-of: client | OrderOf[side=CLIENT] | true",
                "order-of: server | OrderOf[side=SERVER] | true",
                "groups-only: [x25519, 0x0017] | GroupsOnly[groups=[x25519, secp256r1]] | true",
                "negotiates: secure-renegotiation | Negotiates[habit=SECURE_RENEGOTIATION, wanted=true] | true",
                "never-negotiates: compression | Negotiates[habit=COMPRESSION, wanted=false] | true",
                "dh-prime-bits: 2048 | DhPrime[bits=2048] | true",
                "certificate-valid-days: 30 | CertificateValid[days=30] | false",
                "certificate-names-server: true | CertificateNamesServer[] | false",
                "certificate-key-bits: {rsa: 2048, ec: 256} | CertificateKeys[rsaBits=2048, ecBits=256] | false",
                "certificate-signed-with: [SHA256withRSA] | CertificateSignatures[algorithms=[SHA256withRSA]] | false",
                "certificate-lifespan-days: 366 | CertificateLifespan[days=366] | false",
                "certificate-same-in-pool: true | CertificateSameInPool[] | false",
            })
    void everyExpectationHasAForm(String written, String read, boolean beyondVersions) {
        Policy policy = good("policy: p\n" + RULE.replace("confirmed: TLSv1.2", written));

        assertThat(policy.rules().get(0).expectation()).hasToString(read);
        assertThat(policy.beyondVersions()).isEqualTo(beyondVersions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "confirmed: TLS1.2|p.yaml:7:25: found \"TLS1.2\", expected one of SSLv2, SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3",
                "confirmd: TLSv1.2|p.yaml:7:14: found the key \"confirmd\", expected one of confirmed, refused, suites-only,"
                        + " suites-never, suites-in-order, order-of, groups-only, negotiates, never-negotiates, dh-prime-bits,"
                        + " certificate-valid-days, certificate-names-server, certificate-key-bits, certificate-signed-with,"
                        + " certificate-lifespan-days, certificate-same-in-pool",
                "confirmed: TLSv1.2, refused: SSLv3|p.yaml:7:13: found 2 expectations, expected one; a second one is a second rule",
                "suites-only: [TLS_RSA]|p.yaml:7:28: found \"TLS_RSA\", expected the registered name of a cipher suite, or a number"
                        + " such as 0xC030",
                "suites-only: []|p.yaml:7:27: found an empty list, expected at least one item",
                "suites-only: {in: TLSv1.2}|p.yaml:7:27: found a mapping without suites, expected the key suites",
                "suites-only: {suits: TLS_NULL_WITH_NULL_NULL}|p.yaml:7:27: found a mapping without suites, expected the key suites;"
                        + " p.yaml:7:28: found the key \"suits\", expected one of in, suites",
                "suites-never: ['RC4 please']|p.yaml:7:29: found \"RC4 please\", expected the registered name of a cipher suite,"
                        + " * for any characters",
                "suites-in-order: TLS_NULL_WITH_NULL_NULL|p.yaml:7:31: found \"TLS_NULL_WITH_NULL_NULL\", expected a mapping with in"
                        + " and suites",
                "order-of: both|p.yaml:7:24: found \"both\", expected server or client",
                "groups-only: [P-256]|p.yaml:7:28: found \"P-256\", expected the registered name of a group, or a number such as 0x0017",
                "negotiates: fallback|p.yaml:7:26: found \"fallback\", expected one of secure-renegotiation, extended-master-secret,"
                        + " compression",
                "dh-prime-bits: many|p.yaml:7:29: found \"many\", expected a number of bits, 0 to 999999",
                "certificate-valid-days: -1|p.yaml:7:38: found \"-1\", expected a number of days, 0 to 999999",
                "certificate-names-server: maybe|p.yaml:7:40: found \"maybe\", expected true",
                "certificate-key-bits: 2048|p.yaml:7:36: found \"2048\", expected a mapping with rsa and ec",
                "certificate-key-bits: {rsa: 2048}|p.yaml:7:36: found a mapping without ec, expected the key ec",
                "certificate-signed-with: [[]]|p.yaml:7:40: found a list, expected the name of a signature algorithm, such as"
                        + " SHA256withRSA",
            })
    void aWrongExpectationIsToldWithItsPlace(String written, String problem) {
        assertThat(sentences("policy: p\n" + RULE.replace("confirmed: TLSv1.2", written)))
                .isEqualTo(problem.replace("; p.yaml", "\np.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | p.yaml:1:1: found nothing, expected a mapping with the keys policy, title, extends, rules, waive",
                "'- a' | p.yaml:1:1: found a list, expected a mapping with the keys policy, title, extends, rules, waive",
                "'policy: p' | p.yaml:1:1: found a policy without rules, expected the key rules or the key extends",
                "'policy: P!\nextends: tls12-enabled' | p.yaml:1:9: found \"P!\", expected the name of a policy: 1 to 64 lower-case"
                        + " letters (a to z), digits or '-', no '-' at its begin",
                "'extends: tls12-enabled' | p.yaml:1:1: found no name, expected the key policy with a name, such as my-policy",
                "'policy: p\nrule: []\nextends: tls12-enabled' | p.yaml:2:1: found the key \"rule\", expected one of policy, title,"
                        + " extends, rules, waive",
                "'policy: p\nrules: [a]' | p.yaml:2:9: found \"a\", expected a rule: a mapping with id, severity, sentence, why,"
                        + " source, services, expect",
                "'policy: p\nextends: [nobody]' | p.yaml:2:11: found \"nobody\" (there is no such file), expected a file that can be"
                        + " read, or one of the built-in policies tls12-enabled, exchange-recommended, tls12-only,"
                        + " mozilla-intermediate",
                "'policy: p\nextends: {}' | p.yaml:2:10: found a mapping, expected a built-in policy or a file",
                "'policy: p\nextends: \"tls12-enabled' | p.yaml:2:25: found unfinished YAML",
            })
    void aWrongFileIsToldWithItsPlace(String text, String problem) {
        assertThat(sentences(text)).startsWith(problem.startsWith("p.yaml:2:25") ? "p.yaml:2:" : problem);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(sentences("""
                policy: p
                rules:
                  - id: A b
                    severity: fatal
                    sentence: ""
                    source: RFC 1
                    services: [SMTPS]
                    expect: {refused: TLSv1.0}
                    color: red
                  - id: b
                    severity: error
                    expect: nothing
                  - id: b
                    severity: note
                    sentence: B
                    source: RFC 2
                    expect: {refused: TLSv1.1}
                waive:
                  - rule: c
                    host: ex01
                    reason: because
                    expires: soon
                  - rule: b
                    reason: " "
                    expires: 2026-02-30
                  - everybody
                """)).isEqualTo("""
                p.yaml:3:9: found "A b", expected the id of a rule: 1 to 64 lower-case letters (a to z), digits or '-', no '-' at its begin
                p.yaml:4:15: found "fatal", expected error, warning or note
                p.yaml:5:16: found nothing to read, expected text
                p.yaml:7:16: found the service "SMTPS", expected one of SMTP, SUBMISSION, HTTPS, IMAPS, POP3S, IMAP, POP3, BACKEND_HTTPS, \
                CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT, BACKEND_IMAPS, BACKEND_POP3S, TLS
                p.yaml:9:5: found the key "color", expected one of id, severity, sentence, why, source, services, expect
                p.yaml:10:5: found a rule without sentence, expected the key sentence
                p.yaml:10:5: found a rule without source, expected the key source
                p.yaml:12:13: found "nothing", expected a mapping with one of confirmed, refused, suites-only, suites-never, \
                suites-in-order, order-of, groups-only, negotiates, never-negotiates, dh-prime-bits, certificate-valid-days, \
                certificate-names-server, certificate-key-bits, certificate-signed-with, certificate-lifespan-days, certificate-same-in-pool
                p.yaml:13:9: found the rule b again, expected each id once; it stands in line 10
                p.yaml:19:11: found the rule "c", expected one of b
                p.yaml:22:14: found "soon", expected the last day, such as 2026-12-31
                p.yaml:23:5: found a waiver for everybody, expected the key host or the key label
                p.yaml:24:14: found nothing to read, expected a reason
                p.yaml:25:14: found "2026-02-30", expected the last day, such as 2026-12-31
                p.yaml:26:5: found "everybody", expected a waiver: a mapping with rule, host, label, reason, expires""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule", "reason", "expires"})
    void aWaiverSaysWhatWhyAndUntilWhen(String missing) {
        String waiver = """
                waive:
                  - host: ex01
                    rule: a
                    reason: because
                    expires: 2026-12-31
                """.replaceAll("(?m)^ *" + missing + ":.*\n", "");

        assertThat(sentences("policy: p\n" + RULE + waiver))
                .isEqualTo("p.yaml:9:5: found a waiver without " + missing + ", expected the key " + missing);
    }

    @Test
    void aPolicyThatExtendsAnotherHasItsRulesFirstAndMayReplaceThem() {
        Policy policy = good("""
                policy: p
                extends: [tls12-enabled, more.yaml]
                rules:
                  - {id: tls12-confirmed, severity: note, sentence: S, source: RFC 1, expect: {confirmed: TLSv1.2}}
                  - {id: own, severity: note, sentence: S, source: RFC 1, expect: {confirmed: TLSv1.3}}
                """, Map.of("more.yaml", """
                policy: more
                rules:
                  - {id: other, severity: note, sentence: S, source: RFC 1, expect: {refused: SSLv3}}
                waive:
                  - {rule: other, host: a, reason: r, expires: 2026-12-31}
                """));

        assertThat(policy.name()).isEqualTo("p");
        assertThat(policy.rules()).extracting(Rule::id).containsExactly("tls12-confirmed", "other", "own");
        assertThat(policy.rules().get(0).severity()).isEqualTo(Severity.NOTE);
        assertThat(policy.waivers()).extracting(Waiver::ruleId).containsExactly("other");
    }

    @Test
    void theMistakesOfAnExtendedFileAreToldWithItsName() {
        assertThat(sentences(
                        "policy: p\nextends: more.yaml\nwaive: [{rule: x, host: a, reason: r, expires: 2026-12-31}]",
                        Map.of("more.yaml", "policy: more\nrules: [a]")))
                .isEqualTo(
                        "more.yaml:2:9: found \"a\", expected a rule: a mapping with id, severity, sentence, why, source,"
                                + " services, expect");
    }

    @Test
    void aLoopIsRefused() {
        Map<String, String> files = Map.of("b.yaml", "policy: b\nextends: p.yaml", "p.yaml", "");

        assertThat(sentences("policy: p\nextends: p.yaml", files))
                .isEqualTo("p.yaml:2:10: found \"p.yaml\", which is extended by it, expected no loop");
        assertThat(sentences("policy: p\nextends: b.yaml", files))
                .isEqualTo("b.yaml:2:10: found \"p.yaml\", which is extended by it, expected no loop");
    }

    @Test
    void aLongChainIsRefused() {
        Map<String, String> files = IntStream.range(1, 20)
                .boxed()
                .collect(Collectors.toMap(i -> i + ".yaml", i -> "policy: p\nextends: " + (i + 1) + ".yaml"));

        assertThat(sentences("policy: p\nextends: 1.yaml", files))
                .isEqualTo("7.yaml:2:10: found \"8.yaml\", expected at most 8 policies in a row");
    }

    @Test
    void theSamePolicyMayBeExtendedTwiceSideBySide() {
        assertThat(good(
                                "policy: p\nextends: [a.yaml, b.yaml]",
                                Map.of(
                                        "a.yaml", "policy: a\nextends: tls12-only",
                                        "b.yaml", "policy: b\nextends: tls12-only"))
                        .rules())
                .hasSize(6);
    }

    @Test
    void nothingIsConstructedAndNothingGrows() {
        assertThat(sentences("policy: !!java.net.URL [\"http://127.0.0.1:1\"]\n" + RULE))
                .contains("the tag");
        String list = "[*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]";
        StringBuilder laughs = new StringBuilder("policy: p\ntitle: &a0 [x, x]\nextends: &a1 " + list + "\n");
        for (int level = 1; level < 9; level++) {
            laughs.append(String.format("k%d: &a%d %s%n", level, level + 1, list.replace("a0", "a" + level)));
        }
        assertThat(sentences(laughs.toString())).contains("aliases that stand for more than");
        assertThat(sentences("policy: " + "[".repeat(100))).contains("more than 32 levels");
        assertThat(PolicyReader.read("p.yaml", new byte[PolicyReader.MOST_BYTES + 1], files(Map.of()))
                        .problems())
                .extracting(Problem::expected)
                .containsExactly("a policy of at most 1048576 bytes");
    }

    @Test
    void randomPiecesOfPoliciesNeverThrow() {
        long seed = new Random().nextLong();
        System.out.println("PolicyReaderTest.randomPiecesOfPoliciesNeverThrow seed " + seed);
        Random random = new Random(seed);
        String whole = BuiltInPolicies.text("exchange-recommended").orElseThrow();
        for (int round = 0; round < 300; round++) {
            int from = random.nextInt(whole.length());
            StringBuilder piece =
                    new StringBuilder(whole.substring(from, from + random.nextInt(whole.length() - from)));
            for (int spoilt = random.nextInt(4); spoilt > 0 && piece.length() > 0; spoilt--) {
                piece.setCharAt(random.nextInt(piece.length()), ":-[]{}&*!|>'\"#\n \u0000".charAt(random.nextInt(17)));
            }
            ReadPolicy read = read(piece.toString(), Map.of());
            assertThat(read.policy().isPresent()).isEqualTo(read.problems().isEmpty());
        }
    }

    @Test
    void namesOfSuitesAndGroupsAreTheRegisteredOnes() {
        assertThat(CipherSuite.named("TLS_AES_128_GCM_SHA256")).contains(new CipherSuite(0x1301));
        assertThat(NamedGroup.named("X25519MLKEM768")).contains(new NamedGroup(0x11EC));
        assertThat(NamedGroup.named("0x11EC")).contains(new NamedGroup(0x11EC));
        assertThat(NamedGroup.named("P-256")).isEmpty();
    }

    private static Policy good(String text) {
        return good(text, Map.of());
    }

    private static Policy good(String text, Map<String, String> files) {
        ReadPolicy read = read(text, files);
        assertThat(read.problems()).isEmpty();
        return read.policy().orElseThrow();
    }

    private static String sentences(String text) {
        return sentences(text, Map.of());
    }

    private static String sentences(String text, Map<String, String> files) {
        ReadPolicy read = read(text, files);
        assertThat(read.policy()).isEmpty();
        return read.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n"));
    }

    private static ReadPolicy read(String text, Map<String, String> files) {
        return PolicyReader.read("p.yaml", text.getBytes(StandardCharsets.UTF_8), files(files));
    }

    private static PolicyFiles files(Map<String, String> files) {
        return new PolicyFiles() {
            @Override
            public String resolve(String reference, String from) {
                return reference;
            }

            @Override
            public byte[] read(String source) throws IOException {
                if (!files.containsKey(source)) {
                    throw new IOException("there is no such file");
                }
                return files.get(source).getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
