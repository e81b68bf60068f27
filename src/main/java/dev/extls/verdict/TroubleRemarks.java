package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is to be said where nothing could be established, or where somebody interfered. */
final class TroubleRemarks {
    static final String BACK_OFF = "wait a minute or more and scan again";

    private static final Set<Service> POP_AND_IMAP = Set.of(
            Service.IMAP, Service.IMAPS, Service.POP3, Service.POP3S, Service.BACKEND_IMAPS, Service.BACKEND_POP3S);

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
        // switch without default: a new Trouble must be given its words here.
        return switch (setback.kind()) {
            case STARTTLS_NOT_OFFERED ->
                new Remark(FindingKind.STARTTLS_NOT_OFFERED, seen + "; " + withoutStartTls(endpoint), evidence);
            case THROTTLED -> new Remark(FindingKind.THROTTLED, seen + "; " + BACK_OFF, evidence);
            case CONNECTION_REFUSED ->
                new Remark(FindingKind.NOT_ESTABLISHED, seen + notStarted(endpoint.service()), evidence);
            case NAME_NOT_RESOLVED,
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
                    OUR_FAULT -> new Remark(FindingKind.NOT_ESTABLISHED, seen, evidence);
        };
    }

    /**
     * Microsoft, KB2989382: where {@code TlsCertificateName} of the connector names a certificate that was renewed, STARTTLS
     * disappears from the EHLO reply and event 12014 is logged.
     */
    private static String withoutStartTls(Endpoint endpoint) {
        return switch (endpoint.service().tlsStart()) {
            case SMTP_STARTTLS ->
                "this says nothing about TLS 1.2: look for event 12014 and check that TlsCertificateName of the"
                        + " receive connector names a certificate that is there";
            case IMAP_STARTTLS, POP3_STLS ->
                "this says nothing about TLS 1.2: check LoginType and X509CertificateName of the" + " service";
            case AT_ONCE -> "this says nothing about TLS 1.2";
        };
    }

    /** Microsoft, "Enable and configure IMAP4 on an Exchange server": both services of a protocol are set to manual. */
    private static String notStarted(Service service) {
        return POP_AND_IMAP.contains(service)
                ? "; the POP and IMAP services of Exchange are not started by default and may never have been set to start"
                        + " automatically"
                : "";
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
