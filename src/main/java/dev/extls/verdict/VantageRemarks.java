package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be said about one endpoint that was seen from several places. What stayed unknown from one of them disagrees with nothing. */
final class VantageRemarks {
    private VantageRemarks() {}

    static List<Remark> of(EndpointAnswers here, List<EndpointAnswers> elsewhere) {
        List<Remark> remarks = new ArrayList<>();
        if (elsewhere.isEmpty()) {
            return remarks;
        }
        List<EndpointAnswers> all = new ArrayList<>(List.of(here));
        all.addAll(elsewhere);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            List<EndpointAnswers> yes = saying(AnswerKind.YES, version, all);
            List<EndpointAnswers> no = saying(AnswerKind.NO, version, all);
            if (!yes.isEmpty() && !no.isEmpty()) {
                remarks.add(new Remark(
                        FindingKind.VANTAGES_DISAGREE,
                        Words.version(version) + " is negotiated when asked from " + places(yes)
                                + ", and refused when asked from " + places(no),
                        evidence(version, yes, no)));
            }
        }
        return remarks;
    }

    private static List<EndpointAnswers> saying(AnswerKind kind, ProtocolVersion version, List<EndpointAnswers> all) {
        return all.stream()
                .filter(one -> Words.answer(one, version).kind() == kind)
                .toList();
    }

    private static String places(List<EndpointAnswers> answers) {
        return answers.stream().map(one -> one.endpoint().vantage()).collect(Collectors.joining(", "));
    }

    private static List<String> evidence(ProtocolVersion version, List<EndpointAnswers> yes, List<EndpointAnswers> no) {
        Set<String> evidence = new LinkedHashSet<>();
        for (List<EndpointAnswers> side : List.of(yes, no)) {
            for (EndpointAnswers one : side) {
                Answer answer = Words.answer(one, version);
                evidence.addAll(answer.evidence());
            }
        }
        return List.copyOf(evidence);
    }
}
