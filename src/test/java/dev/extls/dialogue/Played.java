package dev.extls.dialogue;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A dialogue with a server that answers each question with the next of its replies.
 *
 * @param said what we said, a line an entry, behind the offset of the last byte of the server that we had heard by then
 * @param end how it ended
 * @param dialogue the last state
 */
record Played(List<String> said, Optional<End> end, Dialogue dialogue) {
    static final String CLIENT = "[192.0.2.7]";

    /** Each reply in one piece. */
    static Played whole(TlsStart start, List<String> replies) {
        return cut(start, replies, offset -> false);
    }

    /**
     * Each reply in pieces.
     *
     * @param cutBefore tells whether the server pauses before the byte with this number, counted through all replies
     */
    static Played cut(TlsStart start, List<String> replies, IntPredicate cutBefore) {
        Dialogue dialogue = Dialogue.begin(start, CLIENT);
        List<String> said = new ArrayList<>();
        int offset = 0;
        for (String reply : replies) {
            Bytes bytes = bytes(reply);
            int from = 0;
            for (int to = 1; to <= bytes.length(); to++) {
                if (to < bytes.length() && !cutBefore.test(offset + to)) {
                    continue;
                }
                Turn turn = dialogue.receive(bytes.slice(from, to));
                dialogue = turn.next();
                int heard = offset + to;
                turn.say().forEach(line -> said.add(heard + " " + line));
                if (turn.end().isPresent()) {
                    return new Played(said, turn.end(), dialogue);
                }
                from = to;
            }
            offset += bytes.length();
        }
        return new Played(said, Optional.empty(), dialogue);
    }

    /** What we said, without the offsets. */
    List<String> words() {
        return said.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    Failure failure() {
        return failed().failure();
    }

    String detail() {
        return failed().detail();
    }

    /** The bytes behind the go-ahead, as text. */
    String leftOver() {
        return end.orElseThrow().fold(Words::text, (failure, detail) -> {
            throw new AssertionError(failure + " " + detail);
        });
    }

    private End.Failed failed() {
        return end.orElseThrow()
                .fold(
                        leftOver -> {
                            throw new AssertionError("go-ahead, left over: " + leftOver);
                        },
                        End.Failed::new);
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
