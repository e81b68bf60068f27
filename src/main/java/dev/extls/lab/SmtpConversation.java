package dev.extls.lab;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SMTP as an Exchange front end speaks it.
 *
 * <p>Source: Microsoft, "Use Telnet to test SMTP communication on Exchange servers" (2021-07) for greeting, EHLO and QUIT; published transcripts
 * for the reply to STARTTLS and 501; the wording of the replies to unknown commands and to too many of them is assumed. Mail is never taken.
 */
final class SmtpConversation implements Conversation {
    /** {@code MaxProtocolErrors} of every default receive connector. */
    private static final int ERRORS_BORNE = 5;

    private static final DateTimeFormatter GREETING_TIME = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * What does not change during a connection.
     *
     * @param serverName the name it calls itself
     * @param peer the client's address as the server sees it
     * @param capabilities what EHLO offers in the clear, STARTTLS among it
     * @param starttls whether STARTTLS is offered
     * @param maintenance whether mail is refused because the component is inactive
     * @param active whether the transport service has started
     * @param throttled whether the source has too many connections
     * @param now the time in the greeting
     */
    record Setting(
            String serverName,
            String peer,
            List<String> capabilities,
            boolean starttls,
            boolean maintenance,
            boolean active,
            boolean throttled,
            Instant now) {
        Setting {
            capabilities = List.copyOf(capabilities);
        }
    }

    private final Setting setting;
    private final boolean secure;
    private boolean greeted;
    private int errors;

    SmtpConversation(Setting setting) {
        this(setting, false);
    }

    private SmtpConversation(Setting setting, boolean secure) {
        this.setting = setting;
        this.secure = secure;
    }

    @Override
    public Reply greeting() {
        if (!setting.active()) {
            // the text of MAIL at a component that is not active (KB2866822); that the greeting says it too is assumed
            return Reply.close("421 4.3.2 Service not active");
        }
        if (setting.throttled()) {
            // Event 1021 of MSExchangeTransport; text as published on exchangeitup.net, 2017.
            return Reply.close(
                    "421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit,"
                            + " closing transmission channel (" + setting.serverName() + ")");
        }
        return Reply.stay("220 " + setting.serverName() + " Microsoft ESMTP MAIL Service ready at "
                + GREETING_TIME.format(setting.now()));
    }

    @Override
    public Reply answer(String line) {
        String[] words = line.strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> hello(argument, capabilities());
            case "HELO" -> hello(argument, List.of());
            case "STARTTLS" -> starttls(line);
            case "QUIT" -> Reply.close("221 2.0.0 Service closing transmission channel");
            case "NOOP" -> Reply.stay("250 2.0.0 OK");
            case "RSET" -> Reply.stay("250 2.0.0 Resetting");
            case "MAIL" -> mail();
            case "AUTH" -> error("535 5.7.3 Authentication unsuccessful");
            default -> unknown(line);
        };
    }

    @Override
    public Conversation secured() {
        return new SmtpConversation(setting, true);
    }

    private Reply hello(String name, List<String> capabilities) {
        // A name or an address literal, RFC 5321 section 4.1.1.1.
        if (!name.matches("[A-Za-z0-9._-]+|\\[[A-Za-z0-9:.]+]")) {
            return error("501 5.5.4 Invalid domain name");
        }
        greeted = true;
        List<String> lines = new ArrayList<>();
        lines.add(setting.serverName() + " Hello [" + setting.peer() + "]");
        lines.addAll(capabilities);
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, (i < lines.size() - 1 ? "250-" : "250 ") + lines.get(i));
        }
        return Reply.stay(lines.toArray(String[]::new));
    }

    /** After TLS the offers to start it are gone and LOGIN is added; published transcripts. */
    private List<String> capabilities() {
        if (secure) {
            return setting.capabilities().stream()
                    .filter(capability -> !capability.equals("STARTTLS") && !capability.equals("X-ANONYMOUSTLS"))
                    .map(capability -> capability.startsWith("AUTH ") ? capability + " LOGIN" : capability)
                    .toList();
        }
        return setting.capabilities().stream()
                .filter(capability -> setting.starttls() || !capability.equals("STARTTLS"))
                .toList();
    }

    private Reply starttls(String line) {
        if (secure || !setting.starttls()) {
            return unknown(line);
        }
        return greeted ? Reply.startTls("220 2.0.0 SMTP server ready") : error("503 5.5.2 Send hello first");
    }

    private Reply mail() {
        return setting.maintenance()
                ? Reply.close("421 4.3.2 Service not active")
                : error("530 5.7.1 Client was not authenticated");
    }

    private Reply unknown(String line) {
        return error("500 5.3.3 Unrecognized command '" + line.strip() + "'");
    }

    private Reply error(String text) {
        errors++;
        return errors > ERRORS_BORNE
                ? Reply.close("421 4.7.0 Too many errors on this connection, closing transmission channel")
                : Reply.stay(text);
    }
}
