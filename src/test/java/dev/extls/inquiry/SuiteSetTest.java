package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuiteSetTest {
    private static final CipherSuite UNKNOWN = new CipherSuite(0xfeed);

    @Test
    void itSaysWhatAnyOtherSetOfTheSameSuitesSays() {
        Random random = new Random(Draws.seed());
        for (int draw = 0; draw < Draws.of(500); draw++) {
            List<CipherSuite> some = some(random);
            List<CipherSuite> others = random.nextInt(4) == 0 ? some.subList(0, some.size() / 2) : some(random);
            Set<CipherSuite> usual = new HashSet<>(some);
            SuiteSet set = SuiteSet.of(some);
            SuiteSet other = SuiteSet.of(others);

            assertThat(set).hasSameSizeAs(usual).containsExactlyInAnyOrderElementsOf(usual);
            assertThat(set.equals(usual)).isTrue();
            assertThat(usual.equals(set)).isTrue();
            assertThat(set).hasSameHashCodeAs(usual).isEqualTo(SuiteSet.of(usual));
            assertThat(set.containsAll(other)).isEqualTo(usual.containsAll(others));
            assertThat(set.containsAll(others)).isEqualTo(usual.containsAll(others));
            assertThat(set.equals(other)).isEqualTo(usual.equals(new HashSet<>(others)));
            assertThat(Collections.disjoint(set, other)).isEqualTo(Collections.disjoint(usual, others));
            Set<CipherSuite> both = new HashSet<>(usual);
            both.retainAll(new HashSet<>(others));
            assertThat(set.and(other)).isEqualTo(both);
            Set<CipherSuite> rest = new HashSet<>(usual);
            rest.removeAll(new HashSet<>(others));
            assertThat(set.without(other)).isEqualTo(rest);
            CipherSuite one =
                    KnownSuites.all().get(random.nextInt(KnownSuites.all().size()));
            assertThat(set.contains(one)).isEqualTo(usual.contains(one));
        }
    }

    @Test
    void itHasTheOrderOfTheKnownSuitesOfEachVersion() {
        for (ProtocolVersion version : ProtocolVersion.values()) {
            List<CipherSuite> shuffled = new ArrayList<>(KnownSuites.of(version));
            Collections.shuffle(shuffled, new Random(Draws.seed()));

            assertThat(SuiteSet.of(shuffled)).containsExactlyElementsOf(KnownSuites.of(version));
        }
    }

    @Test
    void whatIsInAnyOfSomeSetsIsInAllOfThemTogether() {
        Random random = new Random(Draws.seed());
        for (int draw = 0; draw < Draws.of(100); draw++) {
            List<List<CipherSuite>> sets = List.of(some(random), some(random), some(random));
            Set<CipherSuite> together = new HashSet<>();
            sets.forEach(together::addAll);

            assertThat(SuiteSet.inAny(sets)).containsExactlyInAnyOrderElementsOf(together);
        }
        assertThat(SuiteSet.inAny(List.of())).isEmpty();
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        SuiteSet set = SuiteSet.of(List.of(UNKNOWN, KnownSuites.all().get(0)));

        assertThat(set).containsExactly(KnownSuites.all().get(0));
        assertThat(set.contains(UNKNOWN)).isFalse();
        assertThat(SuiteSet.of(List.of())).isEmpty();
        assertThat(SuiteSet.place(UNKNOWN)).isEqualTo(-1);
    }

    @Test
    void itCannotBeChangedNorReadBeyondItsEnd() {
        CipherSuite first = KnownSuites.all().get(0);
        SuiteSet set = SuiteSet.of(new LinkedHashSet<>(List.of(first)));
        Iterator<CipherSuite> all = set.iterator();
        all.next();

        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> set.add(first)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.remove(first)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static List<CipherSuite> some(Random random) {
        List<CipherSuite> all = new ArrayList<>(KnownSuites.all());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, random.nextInt(random.nextBoolean() ? 5 : all.size())));
    }
}
