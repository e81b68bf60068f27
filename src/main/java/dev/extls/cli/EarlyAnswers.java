package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.run.Progress;
import dev.extls.tls.ProtocolVersion;
import java.util.Objects;
import java.util.StringJoiner;

/** Says what hellos have shown of an endpoint, for somebody who watches: the handshakes that confirm it take longer. */
final class EarlyAnswers extends PassedOn {
    private final Notes notes;

    /**
     * Early answers.
     *
     * @param notes where they are said
     * @param other is told everything too
     */
    EarlyAnswers(Notes notes, Progress other) {
        super(other);
        this.notes = notes;
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        StringJoiner words = new StringJoiner(", ", place(endpoint) + ": ", "; handshakes are to confirm it");
        ProtocolVersion[] versions = ProtocolVersion.values();
        for (int newest = versions.length - 1; newest >= 0; newest--) {
            Answer answer = Objects.requireNonNull(answers.versions().get(versions[newest]));
            words.add(versions[newest].title() + " " + word(answer.kind()));
        }
        notes.note(words.toString());
        super.heard(endpoint, answers);
    }

    private static String place(Endpoint endpoint) {
        String name = endpoint.serverName();
        String server = name.equals(endpoint.address()) ? name : name + "@" + endpoint.address();
        return server + " (" + endpoint.service() + " " + endpoint.port() + ")";
    }

    private static String word(AnswerKind kind) {
        return switch (kind) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN -> "not clear yet";
        };
    }
}
