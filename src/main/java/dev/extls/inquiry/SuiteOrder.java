package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one hello that proves whose order decides: accepted suites in the reverse of the order in which they were chosen.
 *
 * <p>Only suites that were compared stand in it: those that the server passed over when it chose another, the <em>former first</em>. A server with
 * an order of its own chooses the former first again, one that follows the client the first of the reversed list. In TLS 1.3 too (RFC 8446 section 4.1.3
 * leaves the choice to the server). Servers that move ChaCha20 to the front when the client begins with it (OpenSSL, SSL_OP_PRIORITIZE_CHACHA)
 * are not misled into it: the list does not begin with ChaCha20 where that can be avoided, and its choice proves nothing where it cannot.
 *
 * @param suites what to offer, at least two
 * @param formerFirst what was chosen over all the others; empty if no two of the suites ever stood in one hello
 */
record SuiteOrder(List<CipherSuite> suites, Optional<CipherSuite> formerFirst) {
    private static final int LIST_AT_MOST = 64;

    /** The hello for what was seen; empty with fewer than two suites, and in SSL 2.0, where the client chooses. */
    static Optional<SuiteOrder> of(SuiteReplies replies) {
        List<CipherSuite> neverCompared = reversed(sameKind(replies));
        if (neverCompared.size() < 2 || replies.known().stream().anyMatch(suite -> suite.code() > 0xffff)) {
            return Optional.empty();
        }
        CipherSuite first = null;
        List<CipherSuite> most = List.of();
        for (Observation choice : replies.choices()) {
            List<CipherSuite> offered = choice.offer().suites();
            long compared =
                    offered.stream().filter(replies.accepted()::contains).count();
            if (compared > most.size() && !offered.equals(neverCompared)) {
                first = VersionLaw.choice(choice).map(Selection::suite).orElseThrow();
                most = compared(replies, choice);
            }
        }
        if (first == null || most.size() < 2) {
            return Optional.of(new SuiteOrder(neverCompared, Optional.empty()));
        }
        List<CipherSuite> others = new ArrayList<>(most);
        others.remove(first);
        List<CipherSuite> suites =
                new ArrayList<>(reversed(others.subList(0, Math.min(others.size(), LIST_AT_MOST - 1))));
        suites.add(first);
        return Optional.of(new SuiteOrder(suites, Optional.of(first)));
    }

    /** Ordinary suites, or the others where there are too few of them: the two kinds do not stand in one hello. */
    private static List<CipherSuite> sameKind(SuiteReplies replies) {
        List<CipherSuite> ordinary = replies.accepted().stream()
                .filter(suite -> !SuiteFamily.apart(suite))
                .toList();
        return ordinary.size() >= 2
                ? ordinary
                : replies.accepted().stream().filter(SuiteFamily::apart).toList();
    }

    /** The accepted suites of the list from which a suite was chosen, in the order of choice. */
    private static List<CipherSuite> compared(SuiteReplies replies, Observation choice) {
        Set<CipherSuite> offered = Set.copyOf(choice.offer().suites());
        return replies.accepted().stream().filter(offered::contains).toList();
    }

    private static List<CipherSuite> reversed(List<CipherSuite> suites) {
        List<CipherSuite> reversed = new ArrayList<>(suites.subList(0, Math.min(suites.size(), LIST_AT_MOST)));
        Collections.reverse(reversed);
        reversed.stream().filter(suite -> !chaCha(suite)).findFirst().ifPresent(leading -> {
            reversed.remove(leading);
            reversed.add(0, leading);
        });
        return List.copyOf(reversed);
    }

    static boolean chaCha(CipherSuite suite) {
        return suite.label().contains("CHACHA20");
    }

    /** The hellos that offered these suites, and behind them none or such as are not accepted. */
    List<Observation> asked(SuiteReplies replies) {
        return replies.asked().stream()
                .filter(one -> begins(one.offer().suites())
                        && one.offer().suites().stream().skip(suites.size()).noneMatch(replies.accepted()::contains))
                .toList();
    }

    private boolean begins(List<CipherSuite> list) {
        return list.size() >= suites.size() && list.subList(0, suites.size()).equals(suites);
    }

    /** What the answers to it say. */
    ServerOrder read(SuiteReplies replies) {
        Optional<CipherSuite> choice = asked(replies).stream()
                .filter(one -> SuiteReplies.chose(replies.version(), one))
                .flatMap(one -> VersionLaw.choice(one).map(Selection::suite).stream())
                .findFirst();
        CipherSuite leading = suites.get(0);
        if (choice.isEmpty() || (choice.get().equals(leading) && chaCha(leading))) {
            return ServerOrder.UNKNOWN;
        }
        if (formerFirst.isEmpty()) {
            return choice.get().equals(leading) ? ServerOrder.UNKNOWN : ServerOrder.SERVER;
        }
        if (choice.get().equals(formerFirst.get())) {
            return ServerOrder.SERVER;
        }
        return choice.get().equals(leading) ? ServerOrder.CLIENT : ServerOrder.UNKNOWN;
    }
}
