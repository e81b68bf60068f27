package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The likely suites from both ends. A server that follows the client takes the first of a list that it accepts, so the list and its reverse lead to
 * different suites, and one need not wait for the other. A server with an order of its own chooses the same of both, so there it is one list at a time.
 *
 * <p>Which of them it is shows without a connection more: the first list is offered reversed, those after it are not. Whose order decides is not said by that;
 * {@link SuiteOrder} proves it.
 *
 * @param replies what was seen of the version
 * @param left the likely suites that are still to be offered, likely ones first
 */
record BothEnds(SuiteReplies replies, List<CipherSuite> left) {
    /** Fewer are not worth it: other versions are asked meanwhile. */
    private static final int FEWEST = 40;

    /** Nearer to each other both ends may lead to the same suite, and one connection would be made in vain. */
    private static final int FEWEST_BETWEEN = 16;

    /** So many choices in the order of the lists and before that of the reversed one are hardly those of a server with another order. */
    private static final int CHOICES = 4;

    /** The lists to offer now, one or two. */
    List<List<CipherSuite>> lists() {
        List<CipherSuite> likely = SuiteSteps.firstHello(replies.version());
        List<Observation> reversed = asked(likely, true);
        if (reversed.isEmpty()) {
            return List.of(left.size() < FEWEST ? left : reversed());
        }
        List<Integer> fromTheEnd = places(reversed, likely);
        List<Integer> fromTheBeginning = places(asked(likely, false), likely);
        boolean clients = !fromTheEnd.isEmpty()
                && fromTheBeginning.size() >= CHOICES
                && ascending(fromTheBeginning)
                && ascending(backwards(fromTheEnd))
                && last(fromTheBeginning) < last(fromTheEnd);
        long between = clients
                ? left.stream()
                        .mapToInt(likely::indexOf)
                        .filter(place -> last(fromTheBeginning) < place && place < last(fromTheEnd))
                        .count()
                : 0;
        return between < FEWEST_BETWEEN ? List.of(left) : List.of(left, reversed());
    }

    /** ChaCha20 in front may be taken for the wish of a client whose processor has no AES, and moved before the server's own order. */
    private List<CipherSuite> reversed() {
        List<CipherSuite> reversed = backwards(left);
        reversed.stream().filter(suite -> !SuiteOrder.chaCha(suite)).findFirst().ifPresent(leading -> {
            reversed.remove(leading);
            reversed.add(0, leading);
        });
        return List.copyOf(reversed);
    }

    /** The hellos that asked for likely suites, in this order or in the other. */
    private List<Observation> asked(List<CipherSuite> likely, boolean fromTheEnd) {
        return replies.asked().stream()
                .filter(one -> one.question() == Question.SUITES)
                .filter(one -> {
                    List<CipherSuite> offered = one.offer().suites();
                    int middle = likely.indexOf(offered.get(offered.size() / 2));
                    int end = likely.indexOf(offered.get(offered.size() - 1));
                    return offered.size() >= FEWEST_BETWEEN && middle >= 0 && end >= 0 && fromTheEnd == end < middle;
                })
                .toList();
    }

    /** Of what they chose, in the order of their start. */
    private List<Integer> places(List<Observation> hellos, List<CipherSuite> likely) {
        return hellos.stream()
                .filter(one -> SuiteReplies.chose(replies.version(), one))
                .flatMap(one -> VersionLaw.choice(one).map(Selection::suite).stream())
                .map(likely::indexOf)
                .toList();
    }

    private static boolean ascending(List<Integer> places) {
        for (int at = 1; at < places.size(); at++) {
            if (places.get(at - 1) >= places.get(at)) {
                return false;
            }
        }
        return true;
    }

    private static <T> List<T> backwards(List<T> list) {
        List<T> backwards = new ArrayList<>(list);
        Collections.reverse(backwards);
        return backwards;
    }

    private static int last(List<Integer> places) {
        return places.get(places.size() - 1);
    }
}
