package dev.extls.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.testkit.TestCertificate;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a run found out about one endpoint.
 *
 * @param run the whole run
 * @param json the endpoint in the report
 */
record Scanned(Run run, JsonNode json) {
    static final String CONFIRMED = "YES confirmed";
    static final String SELECTED = "YES selected";
    static final String NO = "NO";

    /** YES with the proof that is possible, by version: BouncyCastle finishes what is younger than SSL 3.0. */
    static Map<ProtocolVersion, String> answersOf(ProtocolVersion... spoken) {
        Map<ProtocolVersion, String> answers = allOf(NO);
        for (ProtocolVersion version : spoken) {
            answers.put(version, version.before(ProtocolVersion.TLS_1_0) ? SELECTED : CONFIRMED);
        }
        return answers;
    }

    /** UNKNOWN for a reason, for every version. */
    static Map<ProtocolVersion, String> unknown(String reason) {
        return allOf("UNKNOWN " + reason);
    }

    static Map<ProtocolVersion, String> allOf(String answer) {
        Map<ProtocolVersion, String> answers = new EnumMap<>(ProtocolVersion.class);
        Arrays.stream(ProtocolVersion.values()).forEach(version -> answers.put(version, answer));
        return answers;
    }

    /** YES for these, by a ServerHello only, and NO for the others. */
    static Map<ProtocolVersion, String> selected(ProtocolVersion... spoken) {
        Map<ProtocolVersion, String> answers = allOf(NO);
        Arrays.stream(spoken).forEach(version -> answers.put(version, SELECTED));
        return answers;
    }

    /** Every answer in a word or two: {@code YES confirmed}, {@code NO}, {@code UNKNOWN RESET}. */
    Map<ProtocolVersion, String> answers() {
        Map<ProtocolVersion, String> answers = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            JsonNode answer = version(version);
            String more =
                    answer.path("proof").asString("") + answer.path("reason").asString("");
            answers.put(version, (answer.path("answer").asString() + " " + more).strip());
        }
        return answers;
    }

    JsonNode version(ProtocolVersion version) {
        return json.path("versions").path(version.label());
    }

    String why(ProtocolVersion version) {
        return version(version).path("why").asString();
    }

    String suite(ProtocolVersion version) {
        return version(version).path("suite").asString("");
    }

    String group(ProtocolVersion version) {
        return version(version).path("group").asString("");
    }

    /** The suites that were accepted, in the order of the report; empty where none were asked for. */
    List<CipherSuite> suites(ProtocolVersion version) {
        return listed(version, "suites");
    }

    /** The suites of which neither an acceptance nor a refusal is known. */
    List<CipherSuite> unknownSuites(ProtocolVersion version) {
        return listed(version, "unknownSuites");
    }

    /** The key-exchange groups that were accepted, in the order of the report; empty where none were asked for. */
    List<String> groups(ProtocolVersion version) {
        return texts(version(version).path("groups"));
    }

    /** The groups of which neither an acceptance nor a refusal is known. */
    List<String> unknownGroups(ProtocolVersion version) {
        return texts(version(version).path("unknownGroups"));
    }

    /** Whether the server's order decides between groups; empty if the report does not say. */
    Optional<Boolean> serverGroupOrder(ProtocolVersion version) {
        JsonNode order = version(version).path("serverGroupOrder");
        return order.isMissingNode() ? Optional.empty() : Optional.of(order.asBoolean());
    }

    /** The facts of one kind, each as {@code TLSv1.2 YES} or {@code TLSv1.2 YES h2}. */
    List<String> facts(String kind) {
        return json.path("facts").values().stream()
                .filter(fact -> fact.path("kind").asString().equals(kind))
                .map(fact -> (fact.path("version").asString() + " "
                                + fact.path("answer").asString() + " "
                                + fact.path("value").asString(""))
                        .strip())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }

    private List<CipherSuite> listed(ProtocolVersion version, String field) {
        return version(version).path(field).values().stream()
                .map(label -> CipherSuite.named(label.asString()).orElseThrow())
                .toList();
    }

    /** Whether the server's order decides between suites; empty if the report does not say. */
    Optional<Boolean> serverOrder(ProtocolVersion version) {
        JsonNode order = version(version).path("serverOrder");
        return order.isMissingNode() ? Optional.empty() : Optional.of(order.asBoolean());
    }

    /** What could not be established and why, {@code kind: detail}; empty if something could. */
    String trouble() {
        JsonNode trouble = json.path("trouble");
        return trouble.isMissingNode()
                ? ""
                : trouble.path("kind").asString() + ": "
                        + trouble.path("detail").asString();
    }

    int connections() {
        return json.path("connections").asInt();
    }

    List<String> findings() {
        return json.path("findings").values().stream()
                .map(finding -> finding.path("kind").asString())
                .toList();
    }

    /** What the node told of itself; there must be one node. */
    JsonNode identity() {
        assertThat(json.path("identities").values()).hasSize(1);
        return json.path("identities").path(0);
    }

    Set<String> certificates() {
        return json.path("certificates").values().stream()
                .map(certificate -> certificate.path("sha256").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The observations of this endpoint, from the journal. */
    List<Observation> observations() {
        return run.journal().observations().stream()
                .filter(observation ->
                        observation.endpoint().port() == json.path("port").asInt())
                .toList();
    }

    /**
     * Holds that the answers are these, and that each rests on observations of this endpoint which the journal has.
     *
     * @param expected one for each version
     * @return this
     */
    Scanned answers(Map<ProtocolVersion, String> expected) {
        Set<String> ids = observations().stream().map(Observation::id).collect(Collectors.toSet());
        assertThat(answers()).as("%s", json).isEqualTo(expected);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            List<String> evidence = version(version).path("evidence").values().stream()
                    .map(JsonNode::asString)
                    .toList();
            assertThat(evidence).as("evidence for %s", version).isNotEmpty().isSubsetOf(ids);
        }
        return this;
    }

    /**
     * Holds that just these versions are spoken, with the best possible proof.
     *
     * @param spoken SSL 3.0 to TLS 1.3
     * @return this
     */
    Scanned speaks(ProtocolVersion... spoken) {
        return answers(answersOf(spoken));
    }

    /**
     * Holds the same but for SSL 2.0, which is not spoken: that no answer was understood, or that its refusal was.
     *
     * @param spoken SSL 3.0 to TLS 1.3
     * @return this
     */
    Scanned speaksWhateverIsSaidToSsl2(ProtocolVersion... spoken) {
        Map<ProtocolVersion, String> expected = answersOf(spoken);
        String ssl2 = Objects.requireNonNull(answers().get(ProtocolVersion.SSL_2_0));
        assertThat(ssl2).doesNotStartWith("YES");
        expected.put(ProtocolVersion.SSL_2_0, ssl2);
        return answers(expected);
    }

    /**
     * Holds that just these certificates were shown, and that their name fits.
     *
     * @param shown one or more
     * @return this
     */
    Scanned shows(TestCertificate... shown) {
        assertThat(certificates())
                .isEqualTo(Arrays.stream(shown).map(Scanned::sha256).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(json.path("certificates").values())
                .allMatch(certificate -> certificate.path("nameMatches").asBoolean());
        return this;
    }

    private static String sha256(TestCertificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.x509().getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
