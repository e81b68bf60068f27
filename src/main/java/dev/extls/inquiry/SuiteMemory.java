package dev.extls.inquiry;

import dev.extls.inquiry.SuiteSteps.Step;
import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.offer.Shape;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What follows from the observations of one endpoint for each version that it speaks. An inquiry asks after every connection, and most connections
 * concern one version: for the others the same follows as before, and is not derived again.
 */
final class SuiteMemory {
    private static final int NO_CHANCE = 0;

    private final Map<ProtocolVersion, OfVersion> remembered = new EnumMap<>(ProtocolVersion.class);

    /**
     * What is known of the living versions, latest first.
     *
     * @param seen what was seen while versions and suites were asked for, in the order of its start
     */
    List<OfVersion> living(List<Observation> seen) {
        Map<ProtocolVersion, List<Observation>> concerning = new EnumMap<>(ProtocolVersion.class);
        Map<ProtocolVersion, Boolean> chosen = new EnumMap<>(ProtocolVersion.class);
        for (Observation one : seen) {
            concerning
                    .computeIfAbsent(one.asked(), version -> new ArrayList<>())
                    .add(one);
            Optional<ProtocolVersion> choice = VersionLaw.choice(one).map(Selection::version);
            choice.ifPresent(version -> chosen.put(version, true));
            choice.filter(version -> version != one.asked())
                    .ifPresent(version -> concerning
                            .computeIfAbsent(version, other -> new ArrayList<>())
                            .add(one));
        }
        long byChance = Closes.byChance(seen);
        int unlikely = Chance.at(seen) ? Closes.unlikely(seen) : NO_CHANCE;
        return chosen.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .map(version -> of(
                        version,
                        Grounds.of(
                                Objects.requireNonNull(concerning.get(version)),
                                AnsweredShape.of(version, seen),
                                byChance,
                                unlikely,
                                seen),
                        seen))
                .toList();
    }

    private OfVersion of(ProtocolVersion version, Grounds grounds, List<Observation> seen) {
        OfVersion before = remembered.get(version);
        if (before != null && before.grounds.same(grounds)) {
            return before;
        }
        OfVersion now = new OfVersion(grounds, SuiteReplies.of(version, seen, false), seen);
        remembered.put(version, now);
        return now;
    }

    /** An observation is never made twice, and a long one to compare. */
    @SuppressWarnings("ReferenceEquality")
    static boolean identical(List<Observation> ones, List<Observation> others) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int place = 0; place < ones.size(); place++) {
            if (ones.get(place) != others.get(place)) {
                return false;
            }
        }
        return true;
    }

    /**
     * All that decides what follows for a version.
     *
     * @param concerning the observations that asked for the version or chose it
     * @param shape of its hellos
     * @param byChance how many hellos were {@linkplain Closes#byChance closed by chance}, in whatever version
     * @param unlikely how many closes chance would {@linkplain Closes#unlikely hardly} make; {@value #NO_CHANCE} where it plays no part
     * @param alone its closes that were {@linkplain Closes#alone alone}
     */
    private record Grounds(
            List<Observation> concerning, Shape shape, long byChance, int unlikely, List<Observation> alone) {
        boolean same(Grounds other) {
            return shape == other.shape
                    && byChance == other.byChance
                    && unlikely == other.unlikely
                    && identical(concerning, other.concerning)
                    && identical(alone, other.alone);
        }

        static Grounds of(
                List<Observation> concerning, Shape shape, long byChance, int unlikely, List<Observation> seen) {
            return new Grounds(
                    concerning,
                    shape,
                    byChance,
                    unlikely,
                    VersionLaw.matching(concerning, one -> VersionLaw.closesAtHello(one) && Closes.alone(one, seen)));
        }
    }

    /** What follows for one version. */
    static final class OfVersion {
        private final Grounds grounds;
        private final SuiteReplies replies;
        private final List<Observation> seen;
        private Optional<List<Step>> steps = Optional.empty();

        private OfVersion(Grounds grounds, SuiteReplies replies, List<Observation> seen) {
            this.grounds = grounds;
            this.replies = replies;
            this.seen = seen;
        }

        /** What the observations say. */
        SuiteReplies replies() {
            return replies;
        }

        /** The form in which the version is asked for. */
        Shape shape() {
            return grounds.shape;
        }

        /** What is to be offered if one node answers. */
        List<Step> steps() {
            if (steps.isEmpty()) {
                steps = Optional.of(Collections.unmodifiableList(new SuiteSteps(replies, seen, shape()).next()));
            }
            return steps.get();
        }
    }
}
