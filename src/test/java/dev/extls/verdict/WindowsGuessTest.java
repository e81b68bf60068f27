package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class WindowsGuessTest {
    /** What the simulated servers of the lab accept, by the stacks of their profiles. */
    private static final JsonNode STACKS = stacks();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # profile               | service | stack               | versions                                | likely Windows Server
            ex2010-2008sp2          | HTTPS   | windows-2008        | SSLv3 TLSv1.0                           | 2008
            ex2010-2008r2-before    | HTTPS   | windows-2008r2      | SSLv2 SSLv3 TLSv1.0                     | 2008 R2
            ex2010-2008r2-after     | HTTPS   | windows-2008r2      | TLSv1.0 TLSv1.1 TLSv1.2                 | 2008 R2 or 2012 R2
            ex2016-2012r2           | HTTPS   | windows-2012r2      | TLSv1.0 TLSv1.1 TLSv1.2                 | 2008 R2 or 2012 R2
            ex2016-2016             | HTTPS   | windows-2016        | TLSv1.0 TLSv1.1 TLSv1.2                 | 2016
            ex2016-2016             | SMTP    | windows-2016        | TLSv1.0 TLSv1.1 TLSv1.2                 | 2016
            2019, as installed      | HTTPS   | windows-2019        | TLSv1.0 TLSv1.1 TLSv1.2                 | 2019
            ex2019-2019             | HTTPS   | windows-recommended | TLSv1.2                                 | 2016 or 2019
            ex2019-2019             | SMTP    | windows-recommended | TLSv1.2                                 | 2016 or 2019 or 2022 or 2025
            ex2019cu15-2022         | HTTPS   | windows-2022        | TLSv1.2 TLSv1.3                         | 2022
            ex2019cu15-2022         | SMTP    | windows-2022        | TLSv1.2                                 | 2019 or 2022
            exse-2025               | HTTPS   | windows-2025        | TLSv1.2 TLSv1.3                         | 2025
            exse-2025               | SMTP    | windows-2025        | TLSv1.2                                 | 2025
            """)
    void theGenerationOfAProfileIsGuessed(
            String profile, Service service, String stack, String versions, String likely) {
        WindowsGuess guess = WindowsGuess.of(answers(service, stack, versions)).orElseThrow();

        assertThat(guess.sentence()).as("%s %s", profile, guess).isEqualTo("likely Windows Server " + likely);
        assertThat(guess.reasons()).isNotEmpty().allMatch(reason -> reason.matches("[A-Zaisx0-9].*[^.]"));
    }

    @Test
    void aBalancerWithAStackOfItsOwnIsNoWindows() {
        WindowsGuess guess = WindowsGuess.of(answers(Service.HTTPS, "openssl", "TLSv1.2 TLSv1.3"))
                .orElseThrow();

        assertThat(guess.generations()).isEmpty();
        assertThat(guess.sentence()).isEqualTo("likely no Windows");
        assertThat(guess.reasons())
                .singleElement()
                .asString()
                .contains(
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                        "no generation of Windows has",
                        "something else ends TLS");
    }

    @Test
    void theReasonsSayWhatWasSeen() {
        assertThat(WindowsGuess.of(answers(Service.HTTPS, "windows-2016", "TLSv1.0 TLSv1.1 TLSv1.2"))
                        .orElseThrow()
                        .reasons())
                .containsExactly(
                        "x25519 is accepted, which came with 2016",
                        "AES-GCM is accepted with ECDHE_RSA, which came with 2016",
                        "TLS 1.3 is refused, which 2022 speaks by default",
                        "its suites are the default list of 2016 (19), and their order is that of the list");
        assertThat(WindowsGuess.of(answers(Service.HTTPS, "windows-recommended", "TLSv1.2"))
                        .orElseThrow()
                        .reasons())
                .contains("its suites are those that Microsoft recommends for Exchange, which hides the default list");
    }

    @Test
    void aListThatWasTrimmedIsGuessedByWhatIsLeft() {
        List<CipherSuite> trimmed = suites("windows-2016", ProtocolVersion.TLS_1_2).stream()
                .filter(suite -> !WeakSuites.contain(suite))
                .toList();

        WindowsGuess guess = guess(trimmed, ServerOrder.SERVER).orElseThrow();

        assertThat(guess.generations()).containsExactly(WindowsGeneration.WINDOWS_2016);
        assertThat(guess.reasons().toString())
                .contains("16 suites are of the default list of 2016, 3 of it are refused");
    }

    @Test
    void anotherOrderThanThatOfAnyListFitsNone() {
        List<CipherSuite> reversed = new ArrayList<>(suites("windows-2016", ProtocolVersion.TLS_1_2));
        Collections.reverse(reversed);

        assertThat(guess(reversed, ServerOrder.SERVER)).isEmpty();
        assertThat(guess(reversed, ServerOrder.CLIENT).orElseThrow().generations())
                .containsExactly(WindowsGeneration.WINDOWS_2016);
    }

    @Test
    void whereMoreThanAQuarterOfEveryListIsMissingThereIsNoGuess() {
        assertThat(guess(List.of(suite("TLS_RSA_WITH_AES_256_CBC_SHA")), ServerOrder.CLIENT))
                .isEmpty();
        assertThat(guess(
                        List.of(
                                suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                                suite("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA")),
                        ServerOrder.SERVER))
                .isEmpty();
    }

    @Test
    void whatFitsMostGenerationsIsNoGuess() {
        List<CipherSuite> ofEcdsa = Stream.of(
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")
                .map(WindowsGuessTest::suite)
                .toList();

        assertThat(WindowsGuess.of(AnswerSamples.at(Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11"))
                        .confirmed(ProtocolVersion.TLS_1_2)
                        .suites(new SuiteAnswers(
                                ProtocolVersion.TLS_1_2, ofEcdsa, List.of(), ServerOrder.SERVER, 0, "", List.of()))
                        .build()))
                .isEmpty();
    }

    @Test
    void groupsAndSsl2NarrowTheGuess() {
        List<CipherSuite> old = suites("windows-2012r2", ProtocolVersion.TLS_1_2);
        SuiteAnswers suites =
                new SuiteAnswers(ProtocolVersion.TLS_1_2, old, List.of(), ServerOrder.SERVER, 0, "", List.of());
        GroupAnswers curve25519 = new GroupAnswers(
                ProtocolVersion.TLS_1_2, List.of(NamedGroup.X25519), List.of(), ServerOrder.SERVER, 0, "", List.of());

        assertThat(WindowsGuess.of(web().suites(suites).groups(curve25519).build()))
                .as("no list has its suites and its curve")
                .isEmpty();
        assertThat(WindowsGuess.of(web().suites(suites)
                                .selected(ProtocolVersion.SSL_2_0)
                                .build())
                        .orElseThrow()
                        .generations())
                .containsExactly(WindowsGeneration.WINDOWS_2008_R2);
        assertThat(WindowsGuess.of(web().suites(suites)
                        .groups(new GroupAnswers(
                                ProtocolVersion.TLS_1_2,
                                List.of(NamedGroup.X448),
                                List.of(),
                                ServerOrder.SERVER,
                                0,
                                "",
                                List.of()))
                        .build()))
                .map(WindowsGuess::sentence)
                .contains("likely no Windows");
    }

    @Test
    void aSuiteOfNoListThatSomebodyTurnedOnTellsNothing() {
        List<CipherSuite> more = new ArrayList<>(suites("windows-2016", ProtocolVersion.TLS_1_2));
        more.add(suite("TLS_RSA_EXPORT_WITH_RC4_40_MD5"));

        assertThat(guess(more, ServerOrder.SERVER).orElseThrow().generations())
                .containsExactly(WindowsGeneration.WINDOWS_2016);
    }

    @Test
    void anOrderThatTheServerDoesNotHaveIsNoReason() {
        List<CipherSuite> suites = suites("windows-2016", ProtocolVersion.TLS_1_2);

        assertThat(guess(suites, ServerOrder.CLIENT).orElseThrow().reasons())
                .isNotEmpty()
                .noneMatch(reason -> reason.contains("their order"));
        assertThat(guess(suites, ServerOrder.SERVER).orElseThrow().reasons())
                .anyMatch(reason -> reason.endsWith("and their order is that of the list"));
    }

    @Test
    void gcmOfOtherKeysThanEcdheRsaIsNoSignOf2016() {
        assertThat(WindowsGuess.of(answers(Service.HTTPS, "windows-2012r2", "TLSv1.0 TLSv1.1 TLSv1.2"))
                        .orElseThrow()
                        .reasons())
                .isNotEmpty()
                .noneMatch(reason -> reason.contains("AES-GCM"));
    }

    @Test
    void severalSuitesThatWindowsNeverHadAreNamed() {
        assertThat(guess(
                                List.of(suite("TLS_RSA_WITH_CAMELLIA_128_CBC_SHA"), suite("TLS_RSA_WITH_SEED_CBC_SHA")),
                                ServerOrder.SERVER)
                        .orElseThrow()
                        .reasons())
                .containsExactly(
                        "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA and TLS_RSA_WITH_SEED_CBC_SHA are accepted, which no"
                                + " generation of Windows has: something else ends TLS here, such as a balancer");
    }

    @Test
    void withoutSuitesThereIsNoGuess() {
        assertThat(WindowsGuess.of(AnswerSamples.at(Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11"))
                        .confirmed(ProtocolVersion.TLS_1_2)
                        .build()))
                .isEmpty();
        assertThat(guess(List.of(), ServerOrder.UNKNOWN)).isEmpty();
    }

    @Test
    void suitesThatStayedUnknownAreNotMissing() {
        SuiteAnswers half = new SuiteAnswers(
                ProtocolVersion.TLS_1_2,
                suites("windows-2019", ProtocolVersion.TLS_1_2),
                suites("windows-2016", ProtocolVersion.TLS_1_2),
                ServerOrder.SERVER,
                0,
                "no answer in time",
                List.of());

        assertThat(WindowsGuess.of(web().unknown(ProtocolVersion.TLS_1_3, Trouble.NO_ANSWER, "")
                                .suites(half)
                                .build())
                        .orElseThrow()
                        .generations())
                .contains(
                        WindowsGeneration.WINDOWS_2016, WindowsGeneration.WINDOWS_2019, WindowsGeneration.WINDOWS_2022);
    }

    @Test
    void everyListOfTheTableIsThatOfTheLab() {
        Stream.of(
                        "windows-2008:2008",
                        "windows-2008r2:2008 R2",
                        "windows-2012r2:2012 R2",
                        "windows-2016:2016",
                        "windows-2019:2019",
                        "windows-2022:2022",
                        "windows-2025:2025")
                .map(pair -> pair.split(":", -1))
                .forEach(pair -> {
                    WindowsGeneration generation = Stream.of(WindowsGeneration.values())
                            .filter(one -> one.year().equals(pair[1]))
                            .findFirst()
                            .orElseThrow();
                    assertThat(generation.defaults().entrySet().stream()
                                    .sorted(java.util.Map.Entry.comparingByValue())
                                    .map(entry -> entry.getKey().label()))
                            .as(pair[1])
                            .containsExactlyElementsOf(names(pair[0]));
                });
    }

    private static Optional<WindowsGuess> guess(List<CipherSuite> suites, ServerOrder order) {
        return WindowsGuess.of(
                web().suites(new SuiteAnswers(ProtocolVersion.TLS_1_2, suites, List.of(), order, 0, "", List.of()))
                        .build());
    }

    private static AnswerSamples web() {
        return AnswerSamples.at(Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11"))
                .confirmed(ProtocolVersion.TLS_1_2);
    }

    /** With an RSA certificate. */
    private static EndpointAnswers answers(Service service, String stack, String versions) {
        AnswerSamples answers = AnswerSamples.at(Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11"));
        for (String label : versions.split(" ", -1)) {
            ProtocolVersion version = ProtocolVersion.named(label).orElseThrow();
            answers.confirmed(version)
                    .suites(new SuiteAnswers(
                            version, suites(stack, version), List.of(), ServerOrder.SERVER, 99, "", List.of()));
            if (!version.before(ProtocolVersion.TLS_1_0)) {
                answers.groups(
                        new GroupAnswers(version, groups(stack), List.of(), ServerOrder.SERVER, 9, "", List.of()));
            }
        }
        return answers.build();
    }

    private static List<CipherSuite> suites(String stack, ProtocolVersion version) {
        return names(stack).stream()
                .filter(name -> version == ProtocolVersion.TLS_1_3 ? !name.contains("_WITH_") : name.contains("_WITH_"))
                .filter(name -> version == ProtocolVersion.TLS_1_3 || name.contains("_RSA_"))
                .filter(name -> !version.before(ProtocolVersion.TLS_1_2) || name.matches(".*_(SHA|MD5)"))
                .map(WindowsGuessTest::suite)
                .toList();
    }

    private static List<String> names(String stack) {
        List<String> names = new ArrayList<>();
        STACKS.get(stack).get("suites").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static List<NamedGroup> groups(String stack) {
        List<NamedGroup> groups = new ArrayList<>();
        STACKS.get(stack)
                .get("groups")
                .forEach(name -> groups.add(NamedGroup.named(name.asString()).orElseThrow()));
        return groups;
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }

    private static JsonNode stacks() {
        try (InputStream in = WindowsGuessTest.class.getResourceAsStream("/dev/extls/lab/stacks.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in)).get("stacks");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
