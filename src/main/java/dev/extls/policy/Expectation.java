package dev.extls.policy;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/** What a rule expects of one endpoint. A closed set: {@link #fold} takes one function a case. */
public sealed interface Expectation {
    /**
     * A finished handshake in a version was seen, and no observation says the opposite.
     *
     * @param version the version
     */
    record Confirmed(ProtocolVersion version) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.confirmed(this);
        }
    }

    /**
     * The refusal of a version was seen, and no observation says the opposite.
     *
     * @param version the version
     */
    record Refused(ProtocolVersion version) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /**
     * No other suites than these are accepted.
     *
     * @param versions where to look; empty for every version
     * @param suites at least one
     */
    record SuitesOnly(List<ProtocolVersion> versions, List<CipherSuite> suites) implements Expectation {
        /** Copies. */
        public SuitesOnly {
            versions = List.copyOf(versions);
            suites = atLeastOne(suites);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.suitesOnly(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * None of these suites is accepted in any version.
     *
     * @param suites by their names, at least one
     */
    record SuitesNever(List<Glob> suites) implements Expectation {
        /** Copies. */
        public SuitesNever {
            suites = atLeastOne(suites);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.suitesNever(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * Those of these suites that are accepted in a version are preferred in this order, and the server's order counts.
     *
     * @param version where to look
     * @param suites at least one
     */
    record SuitesInOrder(ProtocolVersion version, List<CipherSuite> suites) implements Expectation {
        /** Copies. */
        public SuitesInOrder {
            suites = atLeastOne(suites);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.suitesInOrder(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * One side's order of suites counts, in every version.
     *
     * @param side the side
     */
    record OrderOf(Side side) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.orderOf(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * No other key-exchange groups than these are accepted.
     *
     * @param groups at least one
     */
    record GroupsOnly(List<NamedGroup> groups) implements Expectation {
        /** Copies. */
        public GroupsOnly {
            groups = atLeastOne(groups);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.groupsOnly(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * The endpoint negotiates in a certain way, or never does.
     *
     * @param habit the way
     * @param wanted whether it has to, or must not
     */
    record Negotiates(Habit habit, boolean wanted) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.negotiates(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * Primes of finite-field Diffie-Hellman are long enough.
     *
     * @param bits at least so many
     */
    record DhPrime(int bits) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.dhPrime(this);
        }

        @Override
        public boolean beyondVersions() {
            return true;
        }
    }

    /**
     * The certificate of the server is valid, and stays so for a while.
     *
     * @param days 0 or more from the time of judging
     */
    record CertificateValid(int days) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateValid(this);
        }
    }

    /** The certificate names the server. Not applicable where the server was asked for by an address. */
    record CertificateNamesServer() implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateNamesServer(this);
        }
    }

    /**
     * The keys of the chain are long enough.
     *
     * @param rsaBits least length of an RSA or DSA key
     * @param ecBits least length of an elliptic-curve key
     */
    record CertificateKeys(int rsaBits, int ecBits) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateKeys(this);
        }
    }

    /**
     * The certificates of the chain, roots aside, are signed in one of these ways.
     *
     * @param algorithms as Java names them, such as {@code SHA256withRSA}, at least one
     */
    record CertificateSignatures(List<String> algorithms) implements Expectation {
        /** Copies. */
        public CertificateSignatures {
            algorithms = atLeastOne(algorithms);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateSignatures(this);
        }
    }

    /**
     * The certificate of the server was not issued for too long.
     *
     * @param days at most so many between the ends of its validity
     */
    record CertificateLifespan(int days) implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateLifespan(this);
        }
    }

    /** All endpoints of a pool show one certificate for the same service. Not applicable outside a pool. */
    record CertificateSameInPool() implements Expectation {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.certificateSameInPool(this);
        }
    }

    /**
     * One function a case.
     *
     * @param cases the functions
     * @param <T> what they give
     * @return the result of the fitting one
     */
    <T> T fold(Cases<T> cases);

    /**
     * Whether the answers about versions, and the certificates seen on the way, are not enough to judge it.
     *
     * @return true if suites, groups or facts have to be asked for
     */
    default boolean beyondVersions() {
        return false;
    }

    private static <T> List<T> atLeastOne(List<T> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an expectation about nothing");
        }
        return List.copyOf(items);
    }

    /**
     * A function for each case.
     *
     * @param <T> what they give
     */
    interface Cases<T> {
        /** For {@link Confirmed}. */
        T confirmed(Confirmed expected);

        /** For {@link Refused}. */
        T refused(Refused expected);

        /** For {@link SuitesOnly}. */
        T suitesOnly(SuitesOnly expected);

        /** For {@link SuitesNever}. */
        T suitesNever(SuitesNever expected);

        /** For {@link SuitesInOrder}. */
        T suitesInOrder(SuitesInOrder expected);

        /** For {@link OrderOf}. */
        T orderOf(OrderOf expected);

        /** For {@link GroupsOnly}. */
        T groupsOnly(GroupsOnly expected);

        /** For {@link Negotiates}. */
        T negotiates(Negotiates expected);

        /** For {@link DhPrime}. */
        T dhPrime(DhPrime expected);

        /** For {@link CertificateValid}. */
        T certificateValid(CertificateValid expected);

        /** For {@link CertificateNamesServer}. */
        T certificateNamesServer(CertificateNamesServer expected);

        /** For {@link CertificateKeys}. */
        T certificateKeys(CertificateKeys expected);

        /** For {@link CertificateSignatures}. */
        T certificateSignatures(CertificateSignatures expected);

        /** For {@link CertificateLifespan}. */
        T certificateLifespan(CertificateLifespan expected);

        /** For {@link CertificateSameInPool}. */
        T certificateSameInPool(CertificateSameInPool expected);
    }
}
