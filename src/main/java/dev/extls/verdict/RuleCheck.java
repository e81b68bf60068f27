package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.Proof;
import dev.extls.policy.Expectation;
import dev.extls.policy.Expectation.CertificateKeys;
import dev.extls.policy.Expectation.CertificateLifespan;
import dev.extls.policy.Expectation.CertificateNamesServer;
import dev.extls.policy.Expectation.CertificateSameInPool;
import dev.extls.policy.Expectation.CertificateSignatures;
import dev.extls.policy.Expectation.CertificateValid;
import dev.extls.policy.Expectation.Confirmed;
import dev.extls.policy.Expectation.DhPrime;
import dev.extls.policy.Expectation.GroupsOnly;
import dev.extls.policy.Expectation.Negotiates;
import dev.extls.policy.Expectation.OrderOf;
import dev.extls.policy.Expectation.Refused;
import dev.extls.policy.Expectation.SuitesInOrder;
import dev.extls.policy.Expectation.SuitesNever;
import dev.extls.policy.Expectation.SuitesOnly;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Verdict.State;
import java.util.Set;

/** Holds one expectation against one endpoint. */
final class RuleCheck implements Expectation.Cases<Seen> {
    private final Scene scene;

    RuleCheck(Scene scene) {
        this.scene = scene;
    }

    /**
     * The rule wants a finished handshake. A version that was only selected is still a YES about the server, but whether
     * clients get through with it was not seen: neither HOLDS nor FAILS. Where one address says both, at least one node
     * does not speak the version, and clients will meet it.
     */
    @Override
    public Seen confirmed(Confirmed expected) {
        Answer answer = scene.answer(expected.version());
        State state = VersionStatement.contradicted(answer)
                ? State.FAILS
                : switch (answer.kind()) {
                    case YES -> answer.proof() == Proof.CONFIRMED ? State.HOLDS : State.UNKNOWN;
                    case NO -> State.FAILS;
                    case UNKNOWN -> State.UNKNOWN;
                };
        boolean tls12 = expected.version() == ProtocolVersion.TLS_1_2;
        return version(
                expected.version(),
                state,
                tls12 ? NextSteps.switchOn(scene) : NextSteps.tls13(answer),
                tls12 ? Set.of(FindingKind.TLS12_REFUSED, FindingKind.NOT_CONFIRMED) : Set.of());
    }

    /** A version that was chosen once is spoken by one node at least, and clients will meet it. */
    @Override
    public Seen refused(Refused expected) {
        Answer answer = scene.answer(expected.version());
        State state = VersionStatement.contradicted(answer)
                ? State.FAILS
                : switch (answer.kind()) {
                    case YES -> State.FAILS;
                    case NO -> State.HOLDS;
                    case UNKNOWN -> State.UNKNOWN;
                };
        boolean old = expected.version().before(ProtocolVersion.TLS_1_2);
        return version(
                expected.version(),
                state,
                NextSteps.switchOff(expected.version()),
                old ? Set.of(FindingKind.OLD_VERSION) : Set.of());
    }

    private Seen version(ProtocolVersion version, State state, Advice advice, Set<FindingKind> told) {
        Answer answer = scene.answer(version);
        boolean both = VersionStatement.contradicted(answer);
        Set<FindingKind> said = both
                ? Set.of(FindingKind.CONTRADICTED)
                : answer.kind() == AnswerKind.UNKNOWN ? FindingKind.OF_UNKNOWN_VERSIONS : told;
        Advice next = state == State.HOLDS
                ? Advice.NONE
                : both
                        ? NextSteps.ALIKE
                        : answer.kind() == AnswerKind.UNKNOWN
                                ? NextSteps.unknown(
                                        scene.endpoint(), answer.reason().orElseThrow())
                                : advice;
        return new Seen(state, VersionStatement.of(scene.answers(), version), next, said, answer.evidence());
    }

    @Override
    public Seen suitesOnly(SuitesOnly expected) {
        return new SuiteCheck(scene).only(expected);
    }

    @Override
    public Seen suitesNever(SuitesNever expected) {
        return new SuiteCheck(scene).never(expected);
    }

    @Override
    public Seen suitesInOrder(SuitesInOrder expected) {
        return new SuiteCheck(scene).inOrder(expected);
    }

    @Override
    public Seen orderOf(OrderOf expected) {
        return new SuiteCheck(scene).orderOf(expected);
    }

    @Override
    public Seen groupsOnly(GroupsOnly expected) {
        return new NegotiationCheck(scene).groupsOnly(expected);
    }

    @Override
    public Seen negotiates(Negotiates expected) {
        return new NegotiationCheck(scene).negotiates(expected);
    }

    @Override
    public Seen dhPrime(DhPrime expected) {
        return new NegotiationCheck(scene).dhPrime(expected);
    }

    @Override
    public Seen certificateValid(CertificateValid expected) {
        return new CertificateCheck(scene).valid(expected);
    }

    @Override
    public Seen certificateNamesServer(CertificateNamesServer expected) {
        return new CertificateCheck(scene).namesServer();
    }

    @Override
    public Seen certificateKeys(CertificateKeys expected) {
        return new CertificateCheck(scene).keys(expected);
    }

    @Override
    public Seen certificateSignatures(CertificateSignatures expected) {
        return new CertificateCheck(scene).signatures(expected);
    }

    @Override
    public Seen certificateLifespan(CertificateLifespan expected) {
        return new CertificateCheck(scene).lifespan(expected);
    }

    @Override
    public Seen certificateSameInPool(CertificateSameInPool expected) {
        return new CertificateCheck(scene).sameInPool();
    }
}
