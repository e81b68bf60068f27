package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * IMAP after CAPABILITY, RFC 9051 section 6.1.1.
 *
 * @param learned what is known
 * @param listed whether a capability line came
 */
record ExpectImapCapability(Learned learned, boolean listed) implements Expect {
    @Override
    public Stage stage() {
        return Stage.CAPABILITIES;
    }

    @Override
    public List<String> goodbye() {
        return ImapLine.LOGOUT;
    }

    @Override
    public Step line(String line, Bytes behind) {
        ImapLine said = ImapLine.of(line);
        if (said.untagged()) {
            return untagged(said, line);
        }
        if (!said.tag().equals("a1")) {
            return foreign(Words.foreign(line, "an IMAP answer to a1"));
        }
        // RFC 9051 section 6.1.1: the list comes before the tagged OK; without it nothing was told.
        if (!said.word().equals("OK") || !listed) {
            return fail(Failure.GARBLED, "CAPABILITY was answered without a list: " + line);
        }
        if (!Capabilities.name("STARTTLS", learned.capabilities())) {
            return fail(Failure.STARTTLS_NOT_OFFERED, "CAPABILITY was answered without STARTTLS");
        }
        return ImapLine.allUntagged(behind)
                ? Step.ask("a2 STARTTLS", new ExpectImapGoAhead(learned))
                : outOfTurn("a2 STARTTLS", behind, ImapLine.LOGOUT);
    }

    private Step untagged(ImapLine said, String line) {
        return switch (said.word()) {
            case "CAPABILITY" -> await(new ExpectImapCapability(with(said.text()), true));
            case "BYE" -> fail(Failure.CLOSED, line, List.of());
            default -> await(this);
        };
    }

    private Learned with(String list) {
        Set<String> all = new LinkedHashSet<>(learned.capabilities());
        for (String one : list.split(" ", -1)) {
            if (!one.isBlank()) {
                all.add(one);
            }
        }
        return new Learned(learned.greeting(), learned.name(), learned.seenAddress(), List.copyOf(all));
    }
}
