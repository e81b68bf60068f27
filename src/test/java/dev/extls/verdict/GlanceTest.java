package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.verdict.VerifiedEndpoint.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of an endpoint that is looked at again and again. */
class GlanceTest {
    private static final Endpoint WEB = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");

    @Test
    void nothingIsToldWhereEverythingIsAsItWas() {
        assertThat(changes(good(), good())).isEmpty();
    }

    @Test
    void aVersionIsToldWithWhatItWasAndIs() {
        assertThat(changes(good(), good().no(TLS_1_2, "alert").confirmed(TLS_1_0)))
                .containsExactly("TLS 1.0 was refused; now is confirmed", "TLS 1.2 was confirmed; now is refused");
    }

    @Test
    void anEndpointThatIsGoneIsToldInOneSentenceAndAgainWhenItIsBack() {
        Glance up = Glance.of(good().build(), Answer.CONFIRMED);
        Glance down = Glance.of(refused().build(), Answer.UNKNOWN).after(up);
        Glance back = Glance.of(good().build(), Answer.CONFIRMED).after(down);

        assertThat(down.since(up))
                .containsExactly("it answered; now the connection was refused", "confirmed; now unknown");
        assertThat(back.since(down))
                .containsExactly("the connection was refused; now it answers", "unknown; now confirmed");
    }

    @Test
    void whatChangedWhileItWasGoneIsToldWhenItIsBack() {
        Glance up = Glance.of(good().build(), Answer.CONFIRMED);
        Glance down = Glance.of(refused().build(), Answer.CONFIRMED).after(up);
        Glance back =
                Glance.of(good().no(TLS_1_2, "alert").build(), Answer.CONFIRMED).after(down);

        assertThat(back.since(down)).contains("TLS 1.2 was confirmed; now is refused");
    }

    @Test
    void whatStayedUnknownOnceIsNoChange() {
        AnswerSamples unheard = good().unknown(TLS_1_0, Trouble.NO_ANSWER, "silence");
        Glance first = Glance.of(good().build(), Answer.CONFIRMED);
        Glance second = Glance.of(unheard.build(), Answer.CONFIRMED).after(first);
        Glance third =
                Glance.of(good().confirmed(TLS_1_0).build(), Answer.CONFIRMED).after(second);

        assertThat(second.since(first)).isEmpty();
        assertThat(third.since(second)).containsExactly("TLS 1.0 was refused; now is confirmed");
    }

    @Test
    void oneThatNeverCameBackIsNotToldEachTime() {
        Glance overdue = Glance.of(refused().build(), Answer.NEVER_CAME_BACK);
        Glance again = Glance.of(refused().build(), Answer.UNKNOWN).after(overdue);

        assertThat(again.since(overdue)).isEmpty();
        assertThat(again.answer()).isEqualTo(Answer.NEVER_CAME_BACK);
    }

    @Test
    void anotherCertificateIsToldAndNoneIsNot() {
        List<String> changes = changes(shown("ex01.der"), shown("ec.der"));

        assertThat(changes).singleElement().asString().startsWith("another certificate: certificate ex01.contoso.test");
        assertThat(changes(shown("ex01.der"), good())).isEmpty();
    }

    private static List<String> changes(AnswerSamples before, AnswerSamples after) {
        Glance earlier = Glance.of(before.build(), Answer.CONFIRMED);
        return Glance.of(after.build(), Answer.CONFIRMED).after(earlier).since(earlier);
    }

    private static AnswerSamples good() {
        return AnswerSamples.at(WEB).no(TLS_1_0, "alert").confirmed(TLS_1_2);
    }

    private static AnswerSamples refused() {
        return AnswerSamples.at(WEB).trouble(Trouble.CONNECTION_REFUSED, "");
    }

    private static AnswerSamples shown(String certificate) {
        return good().seen(certified(
                observation(1, WEB, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file(certificate)));
    }
}
