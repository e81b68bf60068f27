package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** POP3 within the list of capabilities, which a line of one dot ends, RFC 1939 section 3. */
record ExpectCapaLines(Learned learned) implements Expect {
    @Override
    public Stage stage() {
        return Stage.CAPABILITIES;
    }

    @Override
    public List<String> goodbye() {
        return PopLine.QUIT;
    }

    @Override
    public Step line(String line, Bytes behind) {
        if (!line.equals(".")) {
            return await(new ExpectCapaLines(with(line)));
        }
        // RFC 2595 section 4: the capability is STLS.
        return Capabilities.name("STLS", learned.capabilities())
                ? ExpectCapaReply.askForTls(this, behind)
                : fail(Failure.STARTTLS_NOT_OFFERED, "CAPA was answered without STLS");
    }

    /** RFC 1939 section 3: a dot in front of a line that begins with one is not part of it. */
    private Learned with(String line) {
        String text = (line.startsWith(".") ? line.substring(1) : line).strip();
        List<String> all = text.isEmpty()
                ? learned.capabilities()
                : Stream.concat(learned.capabilities().stream(), Stream.of(text))
                        .toList();
        return new Learned(learned.greeting(), learned.name(), learned.seenAddress(), all);
    }
}
