package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.observation.Samples;
import dev.extls.verdict.Change;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Change.Topic;
import dev.extls.verdict.Comeback;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint;
import dev.extls.verdict.VerifiedEndpoint.Answer;
import java.util.ArrayList;
import java.util.List;

/** A made-up change with each answer once. */
final class SampleVerification {
    /** The run after the change, which began when the first service was looked at. */
    static final RunFacts FACTS = new RunFacts(
            "3f2a9d",
            "verify",
            "extls 0.1.0",
            Samples.START,
            Samples.START.plusSeconds(1200),
            140,
            List.of("10.0.0.5"),
            "reports/20260601T090000Z-verify");

    private SampleVerification() {}

    /** The change; sentences quote a text. */
    static Verification of(String text) {
        return new Verification(List.of(
                verified(
                        Service.HTTPS,
                        Answer.CONFIRMED,
                        "TLS 1.2 was refused; now is confirmed: " + text,
                        comeback(Phase.DOWN, Phase.TCP, Phase.TLS, Phase.STEADY, Phase.VERIFIED)),
                verified(
                        Service.SMTP,
                        Answer.NOT_CONFIRMED,
                        "TLS 1.2 is refused: " + text,
                        comeback(Phase.DOWN, Phase.BANNER, Phase.NO_STARTTLS, Phase.TLS, Phase.STEADY, Phase.VERIFIED)),
                verified(
                        Service.IMAPS,
                        Answer.WORSE_THAN_BEFORE,
                        "TLS 1.0 was refused; now is confirmed: " + text,
                        comeback(Phase.TLS, Phase.STEADY, Phase.VERIFIED)),
                verified(
                        Service.POP3S,
                        Answer.NEVER_CAME_BACK,
                        "It answered; now the connection was refused: " + text,
                        comeback(Phase.TLS, Phase.DOWN, Phase.OVERDUE)),
                verified(Service.TLS, Answer.UNKNOWN, "The name was not resolved: " + text, Comeback.NOT_WAITED_FOR)));
    }

    private static Comeback comeback(Phase... phases) {
        List<Moment> moments = new ArrayList<>();
        for (Phase phase : phases) {
            moments.add(new Moment(Samples.START.plusSeconds(200L * moments.size()), phase));
        }
        return new Comeback(moments);
    }

    private static VerifiedEndpoint verified(Service service, Answer answer, String sentence, Comeback comeback) {
        Endpoint endpoint = Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11");
        return new VerifiedEndpoint(
                endpoint,
                "ex01.contoso.test (" + service + " " + endpoint.port() + ")",
                answer,
                sentence,
                List.of(new Change(Topic.VERSION, Direction.DIFFERENT, sentence)),
                comeback);
    }
}
