package dev.extls.policy;

import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/** The policies that need no file. */
public final class BuiltInPolicies {
    /** The default: TLS 1.2 confirmed on every endpoint. What stays UNKNOWN is not "ok". */
    public static final Policy TLS12_ENABLED = new Policy(
            "tls12-enabled",
            List.of(new Rule(
                    "tls12-confirmed",
                    Severity.ERROR,
                    "TLS 1.2 is confirmed on every endpoint",
                    "Microsoft, \"Exchange Server TLS configuration best practices\" (2025-04-25),"
                            + " https://learn.microsoft.com/exchange/exchange-tls-configuration",
                    new Expectation.Confirmed(ProtocolVersion.TLS_1_2))));

    private BuiltInPolicies() {}

    /**
     * All of them, the default first.
     *
     * @return an immutable list
     */
    public static List<Policy> all() {
        return List.of(TLS12_ENABLED);
    }

    /**
     * The policy with a name.
     *
     * @param name as on the command line
     * @return the policy, or empty
     */
    public static Optional<Policy> named(String name) {
        return all().stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
