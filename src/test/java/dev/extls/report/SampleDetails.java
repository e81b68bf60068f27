package dev.extls.report;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.inquiry.SuiteKind;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Transcript;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerHello;
import java.util.List;
import java.util.Map;

/** An endpoint of which everything is known, with transcripts; every text can be hostile. */
final class SampleDetails {
    private static final CipherSuite STRONG = new CipherSuite(0xc02f);
    private static final CipherSuite DATED = new CipherSuite(0x0035);
    private static final CipherSuite WEAK = new CipherSuite(0x000a);

    private SampleDetails() {}

    static EndpointAnswers answers(String text) {
        Endpoint door = new Endpoint(
                "smtp://" + text,
                Service.SMTP,
                "ex05.contoso.test",
                "ex05.contoso.test",
                "10.0.0.55",
                25,
                Map.of("site", text),
                "pool " + text,
                Role.MEMBER);
        Learned learned = new Learned(text, text, "10.0.0.5", List.of("SIZE 37748736", text));
        Observation finished = transcribed(
                learned(
                        certified(
                                observation(1, door, TLS_1_2, negotiated(TLS_1_2)),
                                TestCertificates.file("ex01.der"),
                                TestCertificates.file("root.der")),
                        learned),
                List.of(new Line(false, "220 " + text), new Line(true, "EHLO scanner"), new Line(false, "250 " + text)),
                hello(),
                new ServerHello(0x0303, Bytes.of(new byte[32]), Bytes.EMPTY, STRONG, 0, List.of()).records(0x0303));
        Observation refused = transcribed(
                observation(2, door, TLS_1_3, new Outcome.Alerted(new Alert(2, 70))),
                List.of(new Line(false, "220 " + text)),
                hello(),
                Bytes.fromHex("15030100020246"));
        return AnswerSamples.at(door)
                .confirmed(TLS_1_2, "o1")
                .no(TLS_1_3, "fatal protocol_version(70)", "o2")
                .seen(finished, refused, observation(3, door, TLS_1_2, negotiated(TLS_1_2)))
                .suites(new SuiteAnswers(
                        TLS_1_2,
                        List.of(STRONG, DATED, WEAK),
                        List.of(new CipherSuite(0x0005)),
                        ServerOrder.SERVER,
                        157,
                        "1 suite is unknown: " + text,
                        List.of(
                                new SuiteKind(7, 12, List.of(STRONG, DATED), List.of(WEAK), List.of(), List.of(text)),
                                new SuiteKind(5, 12, List.of(STRONG), List.of(DATED), List.of(WEAK), List.of())),
                        List.of("o1", "o3")))
                .groups(new GroupAnswers(
                        TLS_1_2,
                        List.of(NamedGroup.X25519, NamedGroup.SECP256R1),
                        List.of(),
                        ServerOrder.CLIENT,
                        33,
                        "",
                        List.of("o3")))
                .facts(
                        new Fact(
                                FactKind.SECURE_RENEGOTIATION,
                                TLS_1_2,
                                AnswerKind.YES,
                                "",
                                "the server sent renegotiation_info",
                                List.of("o1")),
                        new Fact(FactKind.ALPN, TLS_1_2, AnswerKind.UNKNOWN, text, text, List.of()))
                .dhParameters(new DhParameters(TLS_1_2, 1024, "", List.of("o3")))
                .build();
    }

    private static Bytes hello() {
        return new ClientHello(
                        0x0303,
                        Bytes.of(new byte[32]),
                        Bytes.EMPTY,
                        List.of(STRONG, DATED),
                        List.of(0),
                        List.of(Extensions.serverName("ex05.contoso.test")))
                .records(0x0301);
    }

    private static Observation transcribed(Observation of, List<Line> lines, Bytes sent, Bytes received) {
        return new Observation(
                of.number(),
                of.question(),
                of.endpoint(),
                of.offer(),
                of.outcome(),
                of.started(),
                of.took(),
                of.localAddress(),
                of.learned(),
                of.certificates(),
                of.trust(),
                new Transcript(lines, sent, received, false));
    }
}
