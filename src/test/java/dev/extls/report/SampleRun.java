package dev.extls.report;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.observation.Samples.selected;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.policy.Glob;
import dev.extls.policy.Policy;
import dev.extls.policy.Waiver;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A made-up run that shows each case once, and one in which every text is hostile. */
final class SampleRun {
    static final RunFacts FACTS = new RunFacts(
            "3f2a9c",
            "before",
            "extls 0.1.0",
            Samples.START,
            Samples.START.plusMillis(12_345),
            14,
            List.of("10.0.0.5"),
            "reports/20260601T080000Z-before");

    private SampleRun() {}

    static Judged judged() {
        return Judgement.of(
                List.of(
                        good(),
                        oldAndRefusing(),
                        contradicted(),
                        selectedOnly(),
                        partlyUnknown(),
                        withoutStartTls(),
                        unresolved(),
                        notStarted()),
                BuiltInPolicies.TLS12_ENABLED);
    }

    static Judged nothing() {
        return Judgement.of(List.of(), BuiltInPolicies.TLS12_ENABLED);
    }

    /** One endpoint that fails the only rule, which a waiver accepts. */
    static Judged waived() {
        Policy policy = new Policy(
                "ours",
                "",
                BuiltInPolicies.TLS12_ENABLED.rules(),
                List.of(new Waiver(
                        "tls12-confirmed",
                        List.of(new Glob("ex02.*")),
                        Map.of(),
                        "the printers",
                        LocalDate.parse("2026-07-01"))));
        return Judgement.of(List.of(oldAndRefusing()), policy, Samples.START);
    }

    /** Every text of the network and of the user is the given one. */
    static Judged of(String text) {
        Endpoint hostile = new Endpoint(
                text, Service.SMTP, "x" + text, "x" + text, "10.0.0.66", 25, Map.of(text, text), text, Role.MEMBER);
        EndpointAnswers answers = AnswerSamples.at(hostile)
                .no(TLS_1_2, text, "o1")
                .unknown(TLS_1_3, Trouble.NOT_TLS, text, "o1")
                .seen(learned(
                        certified(
                                observation(1, hostile, TLS_1_2, selected(TLS_1_2, text)),
                                TestCertificates.named(
                                        text.replace("\ud800", ""), "b" + text.replaceAll("[^ -~]", "?"))),
                        new Learned(text, text, text, List.of("AUTH LOGIN " + text, text))))
                .build();
        EndpointAnswers troubled =
                AnswerSamples.at(hostile).trouble(Trouble.THROTTLED, text, "o2").build();
        return Judgement.of(List.of(answers, troubled), BuiltInPolicies.TLS12_ENABLED);
    }

    static RunFacts facts(String text) {
        return new RunFacts(text, text, text, Samples.START, Samples.START, 1, List.of(text), text);
    }

    private static EndpointAnswers good() {
        Endpoint door = new Endpoint(
                "ex01.contoso.test",
                Service.HTTPS,
                "ex01.contoso.test",
                "ex01.contoso.test",
                "10.0.0.11",
                443,
                Map.of("site", "Zürich", "ring", "1"),
                "front",
                Role.MEMBER);
        return AnswerSamples.at(door)
                .confirmed(TLS_1_2, "o2")
                .confirmed(TLS_1_3, "o1")
                .no(TLS_1_1, "closed twice after the hello, between controls that succeeded", "o3", "o4", "o2")
                .seen(
                        certified(
                                observation(1, door, TLS_1_3, negotiated(TLS_1_3)),
                                TestCertificates.file("ex01.der"),
                                TestCertificates.file("root.der")),
                        certified(
                                observation(2, door, TLS_1_2, negotiated(TLS_1_2)),
                                TestCertificates.file("ex01.der"),
                                TestCertificates.file("root.der")),
                        observation(3, door, TLS_1_1, new Outcome.Closed()),
                        observation(4, door, TLS_1_1, new Outcome.Closed()))
                .build();
    }

    private static EndpointAnswers oldAndRefusing() {
        Endpoint door = endpoint(Service.SMTP, "ex02.contoso.test", "10.0.0.12");
        Learned learned = new Learned(
                "ex02.contoso.test Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026 08:00:05 +0000",
                "ex02.contoso.test",
                "192.168.7.1",
                List.of("SIZE 37748736", "STARTTLS", "AUTH NTLM LOGIN"));
        return AnswerSamples.at(door)
                .selected(SSL_2_0, "o7")
                .selected(SSL_3_0, "o8")
                .confirmed(TLS_1_0, "o5")
                .no(TLS_1_2, "fatal protocol_version(70)", "o6")
                .seen(
                        learned(
                                certified(
                                        observation(5, door, TLS_1_0, negotiated(TLS_1_0)),
                                        TestCertificates.file("expired.der")),
                                learned),
                        learned(observation(6, door, TLS_1_2, new Outcome.Alerted(new Alert(2, 70))), learned),
                        learned(observation(7, door, SSL_2_0, selected(SSL_2_0, "as asked")), learned),
                        learned(observation(8, door, SSL_3_0, selected(SSL_3_0, "as asked")), learned))
                .build();
    }

    private static EndpointAnswers contradicted() {
        Endpoint door = new Endpoint(
                "mail.contoso.test",
                Service.IMAPS,
                "mail.contoso.test",
                "mail.contoso.test",
                "fd00::80",
                993,
                Map.of(),
                "front",
                Role.VIRTUAL);
        return AnswerSamples.at(door)
                .both(TLS_1_2, "o9", "o10")
                .seen(
                        certified(
                                observation(9, door, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file("ex01.der")),
                        observation(10, door, TLS_1_2, new Outcome.Reset()))
                .build();
    }

    private static EndpointAnswers selectedOnly() {
        Endpoint door = endpoint(Service.TLS, "legacy.contoso.test", "10.0.0.13");
        return AnswerSamples.at(door)
                .selected(TLS_1_2, "o11")
                .seen(certified(
                        observation(11, door, TLS_1_2, selected(TLS_1_2, "our side: DH prime of 512 bits")),
                        TestCertificates.file("old.der"),
                        Bytes.fromHex("deadbeef")))
                .build();
    }

    private static EndpointAnswers partlyUnknown() {
        Endpoint door = endpoint(
                Service.POP3S, "a-very-long-host-name-for-a-very-small-server.branch.contoso.test", "10.0.0.14");
        return AnswerSamples.at(door)
                .confirmed(TLS_1_2, "o12")
                .unknown(TLS_1_0, Trouble.NO_ANSWER, "no answer within 10 s", "o13")
                .seen(
                        observation(12, door, TLS_1_2, negotiated(TLS_1_2)),
                        observation(13, door, TLS_1_0, new Outcome.Silent("10 s, 0 bytes")))
                .build();
    }

    private static EndpointAnswers withoutStartTls() {
        Endpoint door = endpoint(Service.SUBMISSION, "ex03.contoso.test", "10.0.0.15");
        return AnswerSamples.at(door)
                .trouble(Trouble.STARTTLS_NOT_OFFERED, "8 capabilities, no STARTTLS", "o14")
                .seen(observation(
                        14,
                        door,
                        TLS_1_2,
                        new Outcome.NotReached(Trouble.STARTTLS_NOT_OFFERED, "8 capabilities, no STARTTLS")))
                .build();
    }

    private static EndpointAnswers unresolved() {
        Endpoint door = endpoint(Service.HTTPS, "サーバー.contoso.test", "");
        return AnswerSamples.at(door)
                .trouble(Trouble.NAME_NOT_RESOLVED, "", "o15")
                .seen(observation(15, door, TLS_1_2, new Outcome.NotReached(Trouble.NAME_NOT_RESOLVED, "")))
                .build();
    }

    private static EndpointAnswers notStarted() {
        Endpoint door = endpoint(Service.IMAPS, "ex02.contoso.test", "10.0.0.12");
        return AnswerSamples.at(door)
                .trouble(Trouble.CONNECTION_REFUSED, "Connection refused", "o16")
                .seen(observation(
                        16, door, TLS_1_2, new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "Connection refused")))
                .build();
    }
}
