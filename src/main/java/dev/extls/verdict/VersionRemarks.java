package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said about the versions of one endpoint. */
final class VersionRemarks {
    private VersionRemarks() {}

    static List<Remark> of(Scene scene) {
        EndpointAnswers endpoint = scene.answers();
        List<Remark> remarks = new ArrayList<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            contradiction(endpoint, version, remarks);
        }
        tls12(scene, remarks);
        oldVersions(endpoint, remarks);
        shapes(endpoint, remarks);
        if (endpoint.trouble().isEmpty()) {
            unknowns(endpoint, remarks);
        }
        return remarks;
    }

    private static void contradiction(EndpointAnswers endpoint, ProtocolVersion version, List<Remark> remarks) {
        Answer answer = Words.answer(endpoint, version);
        if (VersionStatement.contradicted(answer)) {
            String statement = VersionStatement.of(endpoint, version);
            remarks.add(new Remark(FindingKind.CONTRADICTED, statement, NextSteps.ALIKE, answer.evidence()));
        }
    }

    private static void tls12(Scene scene, List<Remark> remarks) {
        EndpointAnswers endpoint = scene.answers();
        Answer answer = Words.answer(endpoint, ProtocolVersion.TLS_1_2);
        if (VersionStatement.contradicted(answer)) {
            return;
        }
        String statement = VersionStatement.of(endpoint, ProtocolVersion.TLS_1_2);
        if (answer.kind() == AnswerKind.NO) {
            remarks.add(new Remark(FindingKind.TLS12_REFUSED, statement, NextSteps.switchOn(scene), answer.evidence()));
        }
        if (answer.proof() == Proof.SELECTED) {
            remarks.add(new Remark(FindingKind.NOT_CONFIRMED, statement, answer.evidence()));
        }
    }

    /** RFC 6176, RFC 7568 and RFC 8996: SSL 2.0, SSL 3.0, TLS 1.0 and TLS 1.1 must not be negotiated. */
    private static void oldVersions(EndpointAnswers endpoint, List<Remark> remarks) {
        List<ProtocolVersion> old = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Answer answer = Words.answer(endpoint, version);
            if (version.before(ProtocolVersion.TLS_1_2) && answer.kind() == AnswerKind.YES) {
                old.add(version);
                evidence.addAll(answer.evidence());
            }
        }
        if (!old.isEmpty()) {
            remarks.add(new Remark(
                    FindingKind.OLD_VERSION,
                    "still negotiates " + Words.versions(old),
                    NextSteps.switchOff(old),
                    evidence));
        }
    }

    /** What a client has to leave out so that it is answered. */
    private static void shapes(EndpointAnswers endpoint, List<Remark> remarks) {
        Map<String, List<Answer>> alike = new LinkedHashMap<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Evidence.unusualShape(endpoint, version)
                    .ifPresent(seen -> alike.computeIfAbsent(seen.unusualShape(), shape -> new ArrayList<>())
                            .add(Words.answer(endpoint, version)));
        }
        alike.forEach((shape, answers) -> {
            List<String> names = answers.stream()
                    .map(answer -> Words.version(answer.version()))
                    .toList();
            List<String> evidence = answers.stream()
                    .flatMap(answer -> answer.evidence().stream())
                    .distinct()
                    .toList();
            String statement = Words.list(names) + (names.size() == 1 ? " is" : " are") + " answered only to " + shape;
            remarks.add(new Remark(FindingKind.HELLO_SHAPE, statement, evidence));
        });
    }

    private static void unknowns(EndpointAnswers endpoint, List<Remark> remarks) {
        Map<String, List<Answer>> alike = new LinkedHashMap<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Answer answer = Words.answer(endpoint, version);
            if (answer.kind() == AnswerKind.UNKNOWN) {
                alike.computeIfAbsent(VersionStatement.reason(answer), why -> new ArrayList<>())
                        .add(answer);
            }
        }
        alike.forEach((why, answers) -> remarks.add(unknown(endpoint, why, answers)));
    }

    private static Remark unknown(EndpointAnswers endpoint, String why, List<Answer> answers) {
        List<String> names =
                answers.stream().map(answer -> Words.version(answer.version())).toList();
        List<String> evidence = answers.stream()
                .flatMap(answer -> answer.evidence().stream())
                .distinct()
                .toList();
        String statement = Words.list(names) + " stayed unknown" + Words.because(why);
        List<Trouble> reasons =
                answers.stream().flatMap(answer -> answer.reason().stream()).toList();
        if (reasons.contains(Trouble.STARTTLS_NOT_OFFERED)) {
            return new Remark(
                    FindingKind.STARTTLS_NOT_OFFERED,
                    statement,
                    NextSteps.unknown(endpoint.endpoint(), Trouble.STARTTLS_NOT_OFFERED),
                    evidence);
        }
        return reasons.contains(Trouble.THROTTLED)
                ? new Remark(FindingKind.THROTTLED, statement, NextSteps.BACK_OFF, evidence)
                : new Remark(FindingKind.STAYED_UNKNOWN, statement, evidence);
    }
}
