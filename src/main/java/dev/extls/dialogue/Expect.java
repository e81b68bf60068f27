package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.Optional;

/** A state of a protocol: which line may come now, and what it means. */
interface Expect {
    Stage stage();

    Learned learned();

    /** What to say when giving up while this is awaited; nothing where it would come too early or could be taken for TLS. */
    List<String> goodbye();

    /**
     * The next line of the server.
     *
     * @param line without its end, ISO 8859-1
     * @param behind what was received behind its end
     */
    Step line(String line, Bytes behind);

    /** Goes on to wait for {@code next}. */
    default Step await(Expect next) {
        return new Step(next, List.of(), Optional.empty());
    }

    /** Gives up, with the goodbye of this state. */
    default Step fail(Failure failure, String detail) {
        return fail(failure, detail, goodbye());
    }

    /** Gives up, with a goodbye or none. */
    default Step fail(Failure failure, String detail, List<String> goodbye) {
        return new Step(this, goodbye, Optional.of(new End.Failed(failure, detail)));
    }

    /** Gives up on words that are not of the protocol. */
    default Step foreign(String detail) {
        return fail(stage() == Stage.GREETING ? Failure.REFUSED_BY_GREETING : Failure.GARBLED, detail);
    }

    /** Gives up, for what came before the question is no answer to it. */
    default Step outOfTurn(String question, Bytes behind, List<String> goodbye) {
        String detail = "the server spoke out of turn, before " + question + ": " + Words.text(behind);
        return fail(Failure.GARBLED, detail, goodbye);
    }
}
