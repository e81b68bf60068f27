package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileVersionsTest {
    private static final Profiles PROFILES = Profiles.committed();
    private static final List<Service> SERVICES =
            List.of(Service.SMTP, Service.SUBMISSION, Service.HTTPS, Service.IMAPS, Service.IMAP, Service.POP3);

    private static Lab lab;

    static Stream<String> profiles() {
        return Lab.profileNames().stream();
    }

    @BeforeAll
    static void open() throws IOException {
        lab = Lab.start(profiles()
                .flatMap(profile -> SERVICES.stream().map(service -> Visitor.server(profile, service)))
                .toList());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyServiceFinishesAHandshakeInExactlyTheVersionsOfItsProfile(String name) throws IOException {
        Profile profile = PROFILES.named(name).orElseThrow();
        List<LabDoor> tried = lab.doors().stream()
                .filter(door -> door.server().profile().equals(name) && door.open())
                .filter(door -> door.server().service().tlsStart() != TlsStart.SMTP_STARTTLS || smtpAnswers(profile))
                .toList();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(3);
        for (LabDoor door : tried) {
            assertThat(accepted(door))
                    .as(name + " " + door.server().service())
                    .isEqualTo(profile.enabled(door.server().service()).stream()
                            .filter(version -> version != ProtocolVersion.SSL_2_0)
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ex2010-2008sp2, TLSv1.0, SSL_RSA_WITH_AES_128_CBC_SHA",
        "ex2010-2008r2-before, TLSv1.0, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "ex2010-2008r2-before, SSLv3, SSL_DHE_RSA_WITH_AES_256_CBC_SHA",
        "ex2010-2008r2-after, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "ex2016-2012r2, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "ex2016-2016, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ex2016-2016, TLSv1.0, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "ex2019-2019, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ex2019cu15-2022, TLSv1.3, TLS_AES_256_GCM_SHA384",
        "lb-offload, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    })
    void theSuiteChosenIsTheFavouriteOfTheWindowsGeneration(String profile, String version, String suite)
            throws IOException {
        try (Visitor visitor = Visitor.beforeTls(https(profile))) {
            String chosen = visitor.tls(ProtocolVersion.named(version).orElseThrow())
                    .getSession()
                    .getCipherSuite();
            assertThat(chosen.replaceFirst("^SSL_", "TLS_")).isEqualTo(suite.replaceFirst("^SSL_", "TLS_"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ex2016-2016, SSL_RSA_WITH_RC4_128_SHA, true",
        "ex2016-2016, SSL_RSA_WITH_RC4_128_MD5, true",
        "ex2016-2016, SSL_RSA_WITH_3DES_EDE_CBC_SHA, true",
        "ex2016-2016-hardened, SSL_RSA_WITH_3DES_EDE_CBC_SHA, false",
        "ex2016-2012r2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, false",
        "lb-offload, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, true",
        "ex2019cu15-2022, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, false"
    })
    void aSuiteOfferedAloneIsTakenOnlyWhereTheStackHasIt(String profile, String suite, boolean taken)
            throws IOException {
        assertThat(finishes(https(profile), ProtocolVersion.TLS_1_2, suite)).isEqualTo(taken);
    }

    @Test
    void theProfilesOfTheDocumentsAreAllThere() {
        assertThat(Lab.profileNames())
                .contains(
                        "ex2010-2008r2-before",
                        "ex2010-2008r2-after",
                        "ex2013-2012r2-old",
                        "ex2016-2012r2",
                        "ex2016-2016",
                        "ex2016-2016-hardened",
                        "ex2019-2019",
                        "ex2019cu15-2022",
                        "exse-2025",
                        "throttled",
                        "no-starttls",
                        "maintenance",
                        "expired-certificate",
                        "lb-offload",
                        "forgotten-node");
        assertThat(PROFILES.named("ex2013-2012r2-old").orElseThrow().enabled(Service.SMTP))
                .containsExactly(ProtocolVersion.TLS_1_0);
        assertThat(PROFILES.named("ex2019cu15-2022").orElseThrow().enabled(Service.SUBMISSION))
                .containsExactly(ProtocolVersion.TLS_1_2);
        assertThat(PROFILES.named("no-such")).isEmpty();
        assertThat(PROFILES.named("ex2016-2016+NOISE")).isEmpty();
    }

    private static LabDoor https(String profile) {
        return lab.doors().stream()
                .filter(door -> door.server().profile().equals(profile))
                .filter(door -> door.server().service() == Service.HTTPS)
                .findFirst()
                .orElseThrow();
    }

    private static boolean smtpAnswers(Profile profile) {
        return profile.smtp().starttls()
                && profile.smtp().active()
                && profile.smtp().connectionsPerMinute() > 100;
    }

    private static List<ProtocolVersion> accepted(LabDoor door) throws IOException {
        List<ProtocolVersion> accepted = new ArrayList<>();
        for (ProtocolVersion version : Arrays.asList(ProtocolVersion.values()).subList(1, 6)) {
            if (finishes(door, version)) {
                accepted.add(version);
            }
        }
        return accepted;
    }

    private static boolean finishes(LabDoor door, ProtocolVersion version, String... suites) throws IOException {
        try (Visitor visitor = Visitor.beforeTls(door)) {
            return !visitor.tls(version, suites).getSession().getProtocol().equals("NONE");
        } catch (SSLException | SocketException refused) {
            return false;
        }
    }
}
