package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.tls.NamedGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The one hello that proves whose order of groups decides: those that were chosen, in the reverse of that order. A server with an order of its own
 * chooses again what it chose first; one that follows the client takes the first of the list.
 */
final class GroupOrder {
    private GroupOrder() {}

    /** What to list, behind it what the certificate needs; empty with fewer than two groups. */
    static Optional<List<NamedGroup>> list(GroupReplies replies) {
        List<NamedGroup> listed = compared(replies);
        if (listed.size() < 2) {
            return Optional.empty();
        }
        Collections.reverse(listed);
        replies.exchange().anchors().stream()
                .filter(anchor -> !replies.accepted().contains(anchor))
                .forEach(listed::add);
        return Optional.of(listed);
    }

    private static List<NamedGroup> compared(GroupReplies replies) {
        return new ArrayList<>(replies.compared().stream()
                .filter(replies.exchange().known()::contains)
                .toList());
    }

    /** What the latest answer to it says. */
    static ServerOrder read(GroupReplies replies) {
        List<NamedGroup> compared = compared(replies);
        return list(replies)
                .flatMap(list -> replies.asked(list).stream()
                        .flatMap(one -> replies.chosenBy(one).stream())
                        .reduce((earlier, later) -> later))
                .map(choice -> choice.equals(compared.get(0))
                        ? ServerOrder.SERVER
                        : choice.equals(compared.get(compared.size() - 1)) ? ServerOrder.CLIENT : ServerOrder.UNKNOWN)
                .orElse(ServerOrder.UNKNOWN);
    }

    /** Whether it is still to be asked. */
    static boolean open(GroupReplies replies, List<NamedGroup> list) {
        return replies.asked(list).stream()
                .filter(GroupOrder::answered)
                .findAny()
                .isEmpty();
    }

    private static boolean answered(Observation one) {
        return !SuiteReplies.troubled(one);
    }
}
