package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.observation.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was noticed while the services of a server were waited for. Each sentence has a space before it, so that they can follow each other.
 */
final class WayBack {
    /** Services that MSExchangeFrontEndTransport and MSExchangeTransport speak. */
    private static final Set<Service> TRANSPORT = EnumSet.of(
            Service.SMTP, Service.SUBMISSION, Service.CLIENT_PROXY, Service.OUTBOUND_PROXY, Service.TRANSPORT);

    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private final Map<String, Comeback> comebacks;
    private final Map<String, List<Endpoint>> servers = new HashMap<>();

    /** The endpoints of a run, and how each came back, by its key. */
    WayBack(List<Endpoint> endpoints, Map<String, Comeback> comebacks) {
        this.comebacks = Map.copyOf(comebacks);
        for (Endpoint endpoint : endpoints) {
            servers.computeIfAbsent(server(endpoint), first -> new ArrayList<>())
                    .add(endpoint);
        }
    }

    /** In a list of nodes of one machine, as those of the lab, the name tells them apart. */
    private static String server(Endpoint endpoint) {
        return endpoint.address() + " " + endpoint.serverName();
    }

    private Comeback of(Endpoint endpoint) {
        return comebacks.getOrDefault(endpoint.key(), Comeback.NOT_WAITED_FOR);
    }

    private List<Endpoint> others(Endpoint endpoint) {
        return servers.getOrDefault(server(endpoint), List.of()).stream()
                .filter(other -> !other.key().equals(endpoint.key()))
                .toList();
    }

    /** Of one that came back: what it did before. */
    String back(Endpoint endpoint) {
        return said(endpoint) + iisFirst(endpoint) + again(endpoint);
    }

    /** The last thing that it said to refuse, such as 421 4.3.2 while its services start. */
    private String said(Endpoint endpoint) {
        return lastWords(endpoint)
                .map(words -> " Before that it said " + Words.bounded(words) + ".")
                .orElse("");
    }

    private Optional<String> lastWords(Endpoint endpoint) {
        return of(endpoint).moments().stream()
                .map(Moment::said)
                .filter(words -> !words.isBlank())
                .reduce((earlier, later) -> later);
    }

    private String iisFirst(Endpoint endpoint) {
        Optional<Instant> here = of(endpoint).back();
        if (!TRANSPORT.contains(endpoint.service()) || here.isEmpty()) {
            return "";
        }
        return others(endpoint).stream()
                .filter(other -> other.service() == Service.HTTPS)
                .flatMap(web -> of(web).back().stream())
                .map(web -> Duration.between(web, here.get()))
                .filter(lead -> lead.compareTo(SAME_TIME) >= 0)
                .max(Duration::compareTo)
                .map(lead -> " IIS was up " + written(lead) + " before it.")
                .orElse("");
    }

    /** Services flap while Exchange starts. */
    private String again(Endpoint endpoint) {
        long times = of(endpoint).lost();
        return times < 2
                ? ""
                : " It answered and went away again " + (times - 1 == 1 ? "once" : times - 1 + " times")
                        + " before it was steady.";
    }

    /** Of one that is not what was expected, or is as it was: whether it was restarted at all. */
    String restarted(Endpoint endpoint) {
        Comeback comeback = of(endpoint);
        if (comeback.moments().isEmpty() || endpoint.role() == Role.VIRTUAL || serverSeenDown(endpoint)) {
            return "";
        }
        return comeback.seenAway()
                ? " It was seen not to answer, but not to be down since the wait began: was the server restarted, or its services only?"
                : " It was never seen down since the wait began: was it restarted?";
    }

    /** Whether the service went down and came back, or another one of its server did. */
    boolean serverSeenDown(Endpoint endpoint) {
        return of(endpoint).seenDown()
                || others(endpoint).stream()
                        .map(this::of)
                        .anyMatch(other -> other.seenDown() && other.came(Phase.STEADY));
    }

    /** Of one that never was steady: where to look. */
    String never(Endpoint endpoint, Trouble now) {
        Comeback comeback = of(endpoint);
        List<Comeback> others = others(endpoint).stream().map(this::of).toList();
        if (others.stream().noneMatch(other -> other.came(Phase.STEADY)) && !others.isEmpty()) {
            return " No other service of this server came back either: is it up?";
        }
        if (now == Trouble.CONNECTION_REFUSED) {
            return startedByHand(endpoint) + inBetween(comeback);
        }
        if (TRANSPORT.contains(endpoint.service())
                && lastWords(endpoint)
                        .filter(words -> words.startsWith("421 4.3.2"))
                        .isPresent()) {
            return " It still says " + Words.bounded(lastWords(endpoint).orElse(""))
                    + ": its services have not started, or the server is in maintenance mode, which Get-ServerComponentState shows.";
        }
        return inBetween(comeback);
    }

    private static String inBetween(Comeback comeback) {
        long times = comeback.lost();
        return times == 0
                ? ""
                : " In between it answered " + (times == 1 ? "once" : times + " times") + ", never long enough.";
    }

    /** Microsoft, "Enable and configure POP3 on an Exchange server" and its like for IMAP4: both start by hand unless told otherwise. */
    private static String startedByHand(Endpoint endpoint) {
        return switch (endpoint.service()) {
            case IMAP, IMAPS, BACKEND_IMAPS ->
                " The services MSExchangeImap4 and MSExchangeIMAP4BE start by hand unless they are set to start automatically.";
            case POP3, POP3S, BACKEND_POP3S ->
                " The services MSExchangePop3 and MSExchangePOP3BE start by hand unless they are set to start automatically.";
            case SMTP, SUBMISSION, HTTPS, TLS, CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT, BACKEND_HTTPS -> "";
        };
    }

    private static String written(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
