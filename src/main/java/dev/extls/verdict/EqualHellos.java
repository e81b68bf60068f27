package dev.extls.verdict;

import dev.extls.observation.Manner;
import dev.extls.observation.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Hellos that were sent to a virtual address and, alike, to every member, and in what manner each side answered.
 *
 * @param ends what speaks for ending TLS
 * @param passes what speaks for passing it through
 * @param open what speaks for neither
 * @param evidence ids of the observations that speak for one
 */
record EqualHellos(List<String> ends, List<String> passes, List<String> open, List<String> evidence) {
    /** An answer that fits no member is no chance once it came so often. */
    private static final int OFTEN = 2;

    /** So many different hellos without one answer that fits a member are as good as one hello asked again. */
    private static final int MANY = 3;

    EqualHellos {
        ends = List.copyOf(ends);
        passes = List.copyOf(passes);
        open = List.copyOf(open);
        evidence = List.copyOf(evidence);
    }

    /** One hello. */
    private record Compared(List<Manner> ofVirtual, List<List<Manner>> ofMembers) {
        boolean fits(Manner manner) {
            return ofMembers.stream()
                    .flatMap(List::stream)
                    .anyMatch(one -> one.differences(manner).isEmpty());
        }

        boolean allFit() {
            return ofVirtual.stream().allMatch(this::fits);
        }

        boolean noneFits() {
            return ofVirtual.stream().noneMatch(this::fits);
        }

        /** Whether two answers of the virtual address are unlike, each is that of a member, and each member always answers the same. */
        boolean unlikeMembers() {
            boolean unlike = ofVirtual.stream()
                    .anyMatch(one -> !one.differences(ofVirtual.get(0)).isEmpty());
            return unlike
                    && allFit()
                    && ofMembers.stream()
                            .allMatch(same -> same.stream()
                                    .allMatch(
                                            one -> one.differences(same.get(0)).isEmpty()));
        }

        /** The first difference from the member that is nearest. */
        String difference() {
            Manner virtual = ofVirtual.get(0);
            List<String> nearest = List.of();
            for (List<Manner> member : ofMembers) {
                List<String> differences = virtual.differences(member.get(0));
                if (nearest.isEmpty() || differences.size() < nearest.size()) {
                    nearest = differences;
                }
            }
            return nearest.isEmpty() ? "" : Words.bounded(nearest.get(0));
        }

        List<String> ids() {
            List<String> ids = new ArrayList<>();
            ofVirtual.forEach(one -> ids.add(one.id()));
            ofMembers.forEach(member -> member.forEach(one -> ids.add(one.id())));
            return ids;
        }
    }

    static EqualHellos of(List<PoolSight> virtuals, List<PoolSight> members) {
        List<Compared> compared = compared(virtuals, members);
        List<Compared> misfits = compared.stream().filter(Compared::noneFits).toList();
        List<Compared> fitting = compared.stream().filter(Compared::allFit).toList();
        boolean mixed = misfits.size() + fitting.size() < compared.size();
        boolean repeated = misfits.stream().anyMatch(one -> one.ofVirtual().size() >= OFTEN);
        boolean never = fitting.isEmpty() && misfits.size() >= MANY;
        List<String> ends = new ArrayList<>();
        List<String> passes = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Set<String> evidence = new LinkedHashSet<>();
        if (compared.isEmpty()) {
            open.add("no hello was answered by the virtual address and by every member");
        } else if (!misfits.isEmpty() && !mixed && (repeated || never)) {
            ends.add(misfits.size() + " of " + compared.size() + " equal hellos " + (misfits.size() == 1 ? "is" : "are")
                    + " answered as by no member: " + differences(misfits));
            misfits.forEach(one -> evidence.addAll(one.ids()));
        } else if (!misfits.isEmpty() || mixed) {
            open.add(
                    "some of " + compared.size() + " equal hellos are answered as by no member and others as by members"
                            + ": a node may be missing on the list, or who ends TLS is of the same software");
        } else {
            List<Compared> unlike =
                    fitting.stream().filter(Compared::unlikeMembers).toList();
            if (unlike.isEmpty()) {
                open.add("all of " + compared.size() + " equal hellos are answered as by members, as they would be by a"
                        + " balancer of the same software and settings");
            } else {
                passes.add("equal hellos are answered in unlike manners, each of them that of a member");
                unlike.forEach(one -> evidence.addAll(one.ids()));
            }
        }
        return new EqualHellos(ends, passes, open, List.copyOf(evidence));
    }

    private static String differences(List<Compared> misfits) {
        return Words.some(misfits.stream()
                .map(Compared::difference)
                .filter(difference -> !difference.isEmpty())
                .distinct()
                .toList());
    }

    /** Those to which every member gave an answer that can be compared. */
    private static List<Compared> compared(List<PoolSight> virtuals, List<PoolSight> members) {
        Map<Object, List<Manner>> ofVirtuals = new LinkedHashMap<>();
        virtuals.forEach(virtual -> byOffer(virtual)
                .forEach((offer, manners) -> ofVirtuals
                        .computeIfAbsent(offer, first -> new ArrayList<>())
                        .addAll(manners)));
        List<Map<Object, List<Manner>>> ofMembers =
                members.stream().map(EqualHellos::byOffer).toList();
        List<Compared> compared = new ArrayList<>();
        ofVirtuals.forEach((offer, manners) -> {
            if (ofMembers.stream().allMatch(member -> member.containsKey(offer))) {
                compared.add(new Compared(
                        manners,
                        ofMembers.stream()
                                .map(member -> Objects.requireNonNull(member.get(offer)))
                                .toList()));
            }
        });
        return compared;
    }

    /** The manners of one door by what was offered: equal offers make equal hellos. */
    static Map<Object, List<Manner>> byOffer(PoolSight sight) {
        Map<Object, List<Manner>> byOffer = new LinkedHashMap<>();
        for (Observation one : sight.answers().observations()) {
            Manner manner = sight.answers().manners().get(one.id());
            if (manner != null) {
                byOffer.computeIfAbsent(one.offer(), first -> new ArrayList<>()).add(manner);
            }
        }
        return byOffer;
    }
}
