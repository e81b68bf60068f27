package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What is to be said where nothing could be established, or where somebody interfered. */
final class TroubleRemarks {
    private TroubleRemarks() {}

    static List<Remark> of(EndpointAnswers endpoint) {
        List<Remark> remarks = new ArrayList<>();
        List<String> all = endpoint.observations().stream().map(Observation::id).toList();
        boolean announced =
                endpoint.observations().stream().anyMatch(one -> one.approach().announced());
        endpoint.trouble().ifPresent(setback -> remarks.add(remark(endpoint.endpoint(), setback, announced, all)));
        injected(endpoint, remarks);
        return remarks;
    }

    private static Remark remark(Endpoint endpoint, Setback setback, boolean announced, List<String> evidence) {
        String seen = setback.kind().sentence() + quoted(setback);
        String aside = setback.kind() == Trouble.STARTTLS_NOT_OFFERED ? "; this says nothing about TLS 1.2" : "";
        String header = announced
                ? "; a header of the PROXY protocol went first, as --proxy-protocol says: a server that does not expect one"
                        + " ends the connection or answers what nobody asked"
                : "";
        return new Remark(
                kind(setback.kind()), seen + aside + header, NextSteps.unknown(endpoint, setback.kind()), evidence);
    }

    /** Two troubles are findings of their own, the others are all that is to be said. */
    private static FindingKind kind(Trouble trouble) {
        return switch (trouble) {
            case STARTTLS_NOT_OFFERED -> FindingKind.STARTTLS_NOT_OFFERED;
            case THROTTLED -> FindingKind.THROTTLED;
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
                    OUR_FAULT -> FindingKind.NOT_ESTABLISHED;
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
