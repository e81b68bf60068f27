package dev.extls.policy;

import dev.extls.tls.ProtocolVersion;
import java.util.function.Function;

/** What a rule expects of one endpoint. A closed set: {@link #fold} takes one function a case. */
public sealed interface Expectation {
    /**
     * A finished handshake in a version was seen, and no observation says the opposite.
     *
     * @param version the version
     */
    record Confirmed(ProtocolVersion version) implements Expectation {}

    /**
     * One function a case.
     *
     * @param confirmed for {@link Confirmed}
     * @param <T> what they give
     * @return the result of the fitting one
     */
    default <T> T fold(Function<Confirmed, T> confirmed) {
        return confirmed.apply((Confirmed) this);
    }
}
