package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import java.util.List;
import java.util.Map;

/** Doors of the pool mail.contoso.test, and a run with one forgotten node, one that is down and one that is on its own certificate. */
public final class PoolSamples {
    /** The name of the pool, which is asked for everywhere. */
    public static final String NAME = "mail.contoso.test";

    private PoolSamples() {}

    /** The address that clients use. */
    public static Endpoint virtual(Service service) {
        return door(service, NAME, "10.0.0.80", Map.of(), Role.VIRTUAL);
    }

    /** A node with the label {@code node}, at 10.0.0.10 and its number. */
    public static Endpoint member(Service service, int number) {
        return door(
                service,
                "10.0.0." + (10 + number),
                "10.0.0." + (10 + number),
                Map.of("node", "EX0" + number),
                Role.MEMBER);
    }

    /** A door that is asked for by the name of the pool. */
    public static Endpoint door(Service service, String host, String address, Map<String, String> labels, Role role) {
        return new Endpoint(host, service, NAME, host, address, service.port(), labels, NAME, role);
    }

    /** A pool of which most things are to be told. */
    public static Judged judged() {
        return Judgement.of(
                List.of(
                        like(virtual(Service.SMTP), 1).both(TLS_1_0, "o1", "o2").build(),
                        like(member(Service.SMTP, 1), 3).build(),
                        like(member(Service.SMTP, 2), 4).build(),
                        like(member(Service.SMTP, 3), 5)
                                .confirmed(TLS_1_0, "o5")
                                .confirmed(TLS_1_1, "o5")
                                .build(),
                        AnswerSamples.at(member(Service.SMTP, 4))
                                .trouble(Trouble.CONNECTION_REFUSED, "", "o6")
                                .build(),
                        like(virtual(Service.IMAPS), 7).confirmed(TLS_1_3, "o7").build(),
                        with(member(Service.IMAPS, 1), 8, "ex01.der").build(),
                        with(member(Service.IMAPS, 2), 9, "old.der")
                                .no(TLS_1_2, "fatal protocol_version(70)", "o9")
                                .build()),
                BuiltInPolicies.TLS12_ENABLED);
    }

    private static AnswerSamples like(Endpoint door, int number) {
        return with(door, number, "ex01.der");
    }

    private static AnswerSamples with(Endpoint door, int number, String certificate) {
        return AnswerSamples.at(door)
                .confirmed(TLS_1_2, "o" + number)
                .seen(certified(
                        observation(number, door, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file(certificate)));
    }
}
