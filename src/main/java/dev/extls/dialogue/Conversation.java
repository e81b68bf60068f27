package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dialogue that goes on: cuts what is received into lines, holds the bounds, hands each line to the state of the protocol.
 *
 * @param expect the state of the protocol
 * @param unfinished the beginning of a line
 * @param replyLines whole lines since we last spoke, up to 512
 * @param replyBytes their bytes with line ends, up to 65,536
 * @param script the transcript
 */
record Conversation(Expect expect, Bytes unfinished, int replyLines, int replyBytes, Script script)
        implements Dialogue {
    /** Including its end. RFC 5321 section 4.5.3.1.5 asks for 512 only. */
    private static final int MAX_LINE_BYTES = 8192;

    private static final int MAX_REPLY_LINES = 512;
    private static final int MAX_REPLY_BYTES = 65_536;

    static Conversation begin(Expect greeting) {
        return new Conversation(greeting, Bytes.EMPTY, 0, 0, Script.EMPTY);
    }

    @Override
    public Stage stage() {
        return expect.stage();
    }

    @Override
    public Learned learned() {
        return expect.learned();
    }

    @Override
    public List<Line> lines() {
        return script.lines();
    }

    @Override
    public boolean cut() {
        return script.cut();
    }

    @Override
    public Turn receive(Bytes bytes) {
        Bytes rest = unfinished.plus(bytes);
        Conversation now = this;
        List<String> say = new ArrayList<>();
        while (true) {
            int lineBytes = lineBytes(rest);
            Optional<Step> stop = now.stop(rest, lineBytes);
            if (stop.isPresent()) {
                return now.with(rest).end(stop.get(), say);
            }
            if (lineBytes > rest.length()) {
                return new Turn(now.with(rest), say, Optional.empty());
            }
            String line = text(rest.slice(0, lineBytes));
            rest = rest.slice(lineBytes, rest.length());
            Step step = now.expect.line(line, rest);
            now = now.heard(line, lineBytes, step);
            if (step.end().isPresent()) {
                return now.end(step, say);
            }
            say.addAll(step.say());
        }
    }

    @Override
    public Turn closed() {
        boolean greeting = stage() == Stage.GREETING;
        return cutOff(greeting ? Failure.CLOSED_BEFORE_GREETING : Failure.CLOSED, "closed", List.of());
    }

    @Override
    public Turn reset() {
        boolean greeting = stage() == Stage.GREETING;
        return cutOff(greeting ? Failure.RESET_BEFORE_GREETING : Failure.RESET, "reset", List.of());
    }

    @Override
    public Turn silent() {
        boolean greeting = stage() == Stage.GREETING;
        return cutOff(greeting ? Failure.NO_GREETING : Failure.NO_ANSWER, "silent", expect.goodbye());
    }

    private Turn cutOff(Failure failure, String how, List<String> goodbye) {
        String awaited = switch (stage()) {
            case GREETING -> "the greeting";
            case CAPABILITIES -> "the capabilities";
            case GO_AHEAD -> "the go-ahead";
        };
        String detail = how + " where " + awaited + " was due" + begun();
        return end(expect.fail(failure, detail, goodbye), List.of());
    }

    private String begun() {
        if (unfinished.length() > 0) {
            return ", after the unfinished line: " + Words.text(unfinished);
        }
        return replyLines > 0 ? ", lines that came: " + replyLines : "";
    }

    /** Ends, with the unfinished line in the transcript, for it is evidence too. */
    private Turn end(Step step, List<String> saidBefore) {
        End end = step.end().orElseThrow();
        List<String> say =
                Stream.concat(saidBefore.stream(), step.say().stream()).toList();
        Script heard = unfinished.length() > 0 ? script.plus(false, Words.text(unfinished)) : script;
        Expect last = step.next();
        return new Turn(new Ended(last.stage(), last.learned(), heard.said(step.say()), end), say, Optional.of(end));
    }

    /**
     * The length of the first line with its end, or one more than there is if its end did not come. The RFCs ask for CRLF (RFC 5321
     * section 2.3.8); a bare LF is taken for an end too, so that a careless server is still heard.
     */
    private static int lineBytes(Bytes rest) {
        int end = 0;
        while (end < rest.length() && rest.at(end) != '\n') {
            end++;
        }
        return end + 1;
    }

    private static String text(Bytes line) {
        String text = Words.text(line);
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }

    /** What ends it whatever the protocol: a bound, or TLS before it was agreed on. */
    private Optional<Step> stop(Bytes rest, int lineBytes) {
        if (Words.beginsTls(rest, 0)) {
            return Optional.of(expect.foreign("a TLS record in place of a line"));
        }
        boolean whole = lineBytes <= rest.length();
        if (lineBytes > MAX_LINE_BYTES) {
            return tooLong("a line has more than " + MAX_LINE_BYTES + " bytes");
        }
        if (replyBytes + Math.min(lineBytes, rest.length()) > MAX_REPLY_BYTES) {
            return tooLong("more than " + MAX_REPLY_BYTES + " bytes");
        }
        if (whole && replyLines == MAX_REPLY_LINES) {
            return tooLong("more than " + MAX_REPLY_LINES + " lines");
        }
        return Optional.empty();
    }

    private Optional<Step> tooLong(String detail) {
        boolean greeting = stage() == Stage.GREETING;
        return Optional.of(expect.fail(greeting ? Failure.GREETING_TOO_LONG : Failure.GARBLED, detail));
    }

    private Conversation heard(String line, int lineBytes, Step step) {
        boolean spoke = !step.say().isEmpty();
        return new Conversation(
                step.next(),
                Bytes.EMPTY,
                spoke ? 0 : replyLines + 1,
                spoke ? 0 : replyBytes + lineBytes,
                script.plus(false, line).said(step.end().isPresent() ? List.of() : step.say()));
    }

    private Conversation with(Bytes rest) {
        return new Conversation(expect, rest, replyLines, replyBytes, script);
    }
}
