package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM of its own with the security properties that the JDK ships. */
class LabSecurityTest {
    private static final long DEADLINE_SECONDS = 60;

    @Test
    void withEverythingAllowedTheLabSpeaksSslThreeAndRc4() throws Exception {
        assertThat(run("lax")).isEqualTo("SSLv3 SSL_RSA_WITH_RC4_128_SHA");
    }

    @Test
    void withTheRestrictionsOfTheJdkTheLabDoesNotStart() throws Exception {
        assertThat(run("stock")).contains("LabSecurity.allowEverything()");
    }

    private static String run(String argument) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inside.class.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What runs there. */
    static final class Inside {
        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("lax")) {
                LabSecurity.allowEverything();
            }
            try (Lab lab = Visitor.lab("ex2010-2008r2-before", Service.HTTPS);
                    Visitor visitor = Visitor.beforeTls(lab.doors().get(0))) {
                var session = visitor.tls(ProtocolVersion.SSL_3_0, "SSL_RSA_WITH_RC4_128_SHA")
                        .getSession();
                System.out.println(session.getProtocol() + " " + session.getCipherSuite());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
