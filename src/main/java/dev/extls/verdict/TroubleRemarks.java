package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What is to be said where nothing could be established, or where somebody interfered. */
final class TroubleRemarks {
    private TroubleRemarks() {}

    static List<Remark> of(EndpointAnswers endpoint) {
        List<Remark> remarks = new ArrayList<>();
        List<String> all = endpoint.observations().stream().map(Observation::id).toList();
        endpoint.trouble().ifPresent(setback -> remarks.add(remark(endpoint.endpoint(), setback, all)));
        injected(endpoint, remarks);
        return remarks;
    }

    private static Remark remark(Endpoint endpoint, Setback setback, List<String> evidence) {
        String seen = setback.kind().sentence() + quoted(setback);
        Advice advice = NextSteps.unknown(endpoint, setback.kind());
        // switch without default: a new Trouble must be given its kind here.
        return switch (setback.kind()) {
            case STARTTLS_NOT_OFFERED ->
                new Remark(
                        FindingKind.STARTTLS_NOT_OFFERED, seen + "; this says nothing about TLS 1.2", advice, evidence);
            case THROTTLED -> new Remark(FindingKind.THROTTLED, seen, advice, evidence);
            case CONNECTION_REFUSED,
                    NAME_NOT_RESOLVED,
                    CONNECT_TIMEOUT,
                    NO_GREETING,
                    GREETING_TOO_LONG,
                    CLOSED_BEFORE_GREETING,
                    REFUSED_BY_GREETING,
                    STARTTLS_REFUSED,
                    NO_ANSWER,
                    CLOSED,
                    RESET,
                    REFUSED_EVERY_HELLO,
                    NOT_TLS,
                    OUR_FAULT -> new Remark(FindingKind.NOT_ESTABLISHED, seen, advice, evidence);
        };
    }

    private static String quoted(Setback setback) {
        String detail = Words.bounded(setback.detail());
        return detail.isEmpty() || detail.equals(setback.kind().sentence()) ? "" : " (" + detail + ")";
    }

    /** CVE-2011-0411 and its kin: what comes with the go-ahead is not protected by TLS and must not be taken for it. */
    private static void injected(EndpointAnswers endpoint, List<Remark> remarks) {
        List<Observation> injected = endpoint.observations().stream()
                .filter(observation -> observation.outcome() instanceof Outcome.Injected)
                .toList();
        if (!injected.isEmpty()) {
            remarks.add(new Remark(
                    FindingKind.INJECTED,
                    "bytes came behind the go-ahead, before our ClientHello: somebody speaks into the connection, or the server"
                            + " does not keep to its protocol",
                    injected.stream().map(Observation::id).toList()));
        }
    }
}
