package dev.extls.policy;

import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policies that need no file: they lie as policy files in this build, and can be printed and extended. */
public final class BuiltInPolicies {
    private static final List<String> NAMES =
            List.of("tls12-enabled", "exchange-recommended", "tls12-only", "mozilla-intermediate");

    private static final PolicyFiles NO_FILES = new PolicyFiles() {
        @Override
        public String resolve(String reference, String from) throws IOException {
            throw new IOException("a built-in policy extends no file");
        }

        @Override
        public byte[] read(String source) throws IOException {
            throw new IOException("a built-in policy extends no file");
        }
    };

    /**
     * The default: TLS 1.2 confirmed on every endpoint. What stays UNKNOWN is not "ok". The same as its file, which a test holds against
     * it: no scan has to wait until a YAML reader has loaded.
     */
    public static final Policy TLS12_ENABLED = new Policy(
            NAMES.get(0),
            "TLS 1.2 is on everywhere",
            List.of(new Rule(
                    "tls12-confirmed",
                    Severity.ERROR,
                    "TLS 1.2 is confirmed on every endpoint",
                    "Clients, partners and Exchange Online that speak nothing older cannot connect without it",
                    "Microsoft, \"Exchange Server TLS configuration best practices\" (2025-04-25),"
                            + " https://learn.microsoft.com/exchange/exchange-tls-configuration",
                    Set.of(),
                    new Expectation.Confirmed(ProtocolVersion.TLS_1_2))),
            List.of());

    private BuiltInPolicies() {}

    /**
     * All names, the default first.
     *
     * @return an immutable list
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The policy with a name.
     *
     * @param name as on the command line
     * @return the policy, or empty
     */
    public static Optional<Policy> named(String name) {
        if (name.equals(TLS12_ENABLED.name())) {
            return Optional.of(TLS12_ENABLED);
        }
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /**
     * The file of a policy: text that is a policy file itself.
     *
     * @param name as on the command line
     * @return the text, or empty if there is no such policy
     */
    public static Optional<String> text(String name) {
        return content(name).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /** The same in bytes. */
    static Optional<byte[]> content(String name) {
        return NAMES.contains(name) ? Optional.of(bytes(name)) : Optional.empty();
    }

    /** What a built-in policy is called where files are. */
    static String source(String name) {
        return "<" + name + ">";
    }

    private static byte[] bytes(String name) {
        try (InputStream in = BuiltInPolicies.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("this build lacks the policy " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy read(String name) {
        ReadPolicy read = PolicyReader.read(source(name), bytes(name), NO_FILES);
        return read.policy()
                .orElseThrow(
                        () -> new IllegalStateException(read.problems().get(0).sentence()));
    }
}
