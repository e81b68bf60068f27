package dev.extls.dialogue;

import java.util.List;

/**
 * What the clear-text lines told about the node; every text as the server sent it, unescaped and hostile.
 *
 * @param greeting the greeting without code and line end, or empty
 * @param name the name in the EHLO reply, or the base64 server name in the greeting of IMAP or POP decoded; or empty
 * @param seenAddress the address in {@code Hello [ip]}: what the server takes for ours; or empty
 * @param capabilities one entry a capability, in the order and spelling of the server
 */
public record Learned(String greeting, String name, String seenAddress, List<String> capabilities) {
    /** Nothing yet. */
    public static final Learned NOTHING = new Learned("", "", "", List.of());

    /** Copies. */
    public Learned {
        capabilities = List.copyOf(capabilities);
    }
}
