package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import dev.extls.policy.Habit;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What to do next, for everything that there is something to be done for. */
class NextStepsTest {
    private final StringBuilder told = new StringBuilder();

    private static Endpoint door(Service service) {
        return Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11");
    }

    private void tell(String what, Advice advice) {
        told.append(what)
                .append(": ")
                .append(advice.given() ? advice.text() + " [" + advice.source() + "]" : "-")
                .append('\n');
    }

    private static Scene scene(Service service, EndpointAnswers... neighbours) {
        return new Scene(
                AnswerSamples.at(door(service)).no(TLS_1_2, "").build(),
                List.of(),
                Samples.START,
                RunAnswers.of(List.of(neighbours)),
                () -> PoolCertificates.NONE);
    }

    @Test
    void everythingIsAdvisedAsBefore() {
        for (List<ProtocolVersion> versions : List.of(
                List.of(SSL_2_0),
                List.of(SSL_3_0),
                List.of(TLS_1_0),
                List.of(TLS_1_1),
                List.of(TLS_1_2),
                List.of(TLS_1_0, TLS_1_1),
                List.of(SSL_2_0, SSL_3_0),
                List.of(SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1))) {
            tell("off " + versions, NextSteps.switchOff(versions));
        }
        for (Habit habit : Habit.values()) {
            tell("against " + habit, NextSteps.against(habit));
        }
        for (Service service : Service.values()) {
            tell("renew " + service, NextSteps.renew(door(service)));
            tell("name " + service, NextSteps.name(door(service)));
            for (Trouble trouble : Trouble.values()) {
                Advice advice = NextSteps.unknown(door(service), trouble);
                if (advice.given()) {
                    tell(trouble + " " + service, advice);
                }
            }
        }
        EndpointAnswers spoken =
                AnswerSamples.at(door(Service.HTTPS)).confirmed(TLS_1_3).build();
        EndpointAnswers refused =
                AnswerSamples.at(door(Service.HTTPS)).no(TLS_1_3, "").build();
        tell("TLS 1.3 refused", NextSteps.tls13(Words.answer(refused, TLS_1_3)));
        tell("TLS 1.3 unknown", NextSteps.tls13(Words.answer(refused, TLS_1_0)));
        tell("TLS 1.3 spoken", NextSteps.tls13(Words.answer(spoken, TLS_1_3)));

        Golden.assertGolden("next-steps.txt", told.toString());
    }

    @Test
    void whereOnlyMailRefusesTls12AnUpdateIsMissingAndElseTheRegistryFiles() {
        EndpointAnswers web =
                AnswerSamples.at(door(Service.HTTPS)).confirmed(TLS_1_2).build();
        EndpointAnswers oldWeb =
                AnswerSamples.at(door(Service.HTTPS)).no(TLS_1_2, "").build();
        EndpointAnswers imap =
                AnswerSamples.at(door(Service.IMAPS)).confirmed(TLS_1_2).build();

        assertThat(NextSteps.switchOn(scene(Service.SMTP, oldWeb, web)).text()).contains("KB3029667");
        assertThat(NextSteps.switchOn(scene(Service.SMTP, oldWeb)).text()).contains("TLS12-Enable.reg");
        assertThat(NextSteps.switchOn(scene(Service.SMTP, imap)).text()).contains("TLS12-Enable.reg");
        assertThat(NextSteps.switchOn(scene(Service.IMAPS, web)).text()).contains("TLS12-Enable.reg");
    }
}
