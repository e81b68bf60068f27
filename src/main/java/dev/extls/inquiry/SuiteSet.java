package dev.extls.inquiry;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of known suites, a bit for each: the law of suites compares lists of a hundred with each other after every connection. It iterates
 * over likely suites first.
 */
final class SuiteSet extends AbstractSet<CipherSuite> {
    private static final List<CipherSuite> ALL = KnownSuites.all();

    /** Of SSL 3.0 and TLS, by number. */
    private static final short[] PLACES = new short[0x10000];

    private static final int UNKNOWN = -1;

    static {
        Arrays.fill(PLACES, (short) UNKNOWN);
        for (int place = 0; place < ALL.size(); place++) {
            int code = ALL.get(place).code();
            if (code < PLACES.length) {
                PLACES[code] = (short) place;
            }
        }
    }

    private final long[] bits;
    private final int size;

    private SuiteSet(long[] bits) {
        this.bits = bits;
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        this.size = count;
    }

    /** The known ones of some suites. */
    static SuiteSet of(Collection<CipherSuite> suites) {
        if (suites instanceof SuiteSet set) {
            return set;
        }
        long[] bits = new long[(ALL.size() + Long.SIZE - 1) / Long.SIZE];
        for (CipherSuite suite : suites) {
            int place = place(suite);
            if (place >= 0) {
                bits[place / Long.SIZE] |= 1L << place;
            }
        }
        return new SuiteSet(bits);
    }

    /** What is in one of some sets at least. */
    static SuiteSet inAny(Collection<? extends Collection<CipherSuite>> sets) {
        long[] bits = new long[(ALL.size() + Long.SIZE - 1) / Long.SIZE];
        for (Collection<CipherSuite> one : sets) {
            SuiteSet set = of(one);
            for (int word = 0; word < bits.length; word++) {
                bits[word] |= set.bits[word];
            }
        }
        return new SuiteSet(bits);
    }

    /** Where a suite stands among all that are known, likely ones first; -1 if it is unknown. */
    static int place(CipherSuite suite) {
        int code = suite.code();
        return code < PLACES.length ? PLACES[code] : ALL.indexOf(suite);
    }

    /** How many are known. */
    static int known() {
        return ALL.size();
    }

    /** The suite at a place. */
    static CipherSuite at(int place) {
        return ALL.get(place);
    }

    /** The first place that is taken, from one on; -1 if there is none. */
    int next(int from) {
        for (int word = from / Long.SIZE; word < bits.length; word++) {
            long left = word == from / Long.SIZE ? bits[word] & (-1L << from) : bits[word];
            if (left != 0) {
                return word * Long.SIZE + Long.numberOfTrailingZeros(left);
            }
        }
        return UNKNOWN;
    }

    /** What is in both. */
    SuiteSet and(SuiteSet other) {
        long[] both = bits.clone();
        for (int word = 0; word < both.length; word++) {
            both[word] &= other.bits[word];
        }
        return new SuiteSet(both);
    }

    /** What is in this one alone. */
    SuiteSet without(SuiteSet other) {
        long[] rest = bits.clone();
        for (int word = 0; word < rest.length; word++) {
            rest[word] &= ~other.bits[word];
        }
        return new SuiteSet(rest);
    }

    @Override
    public boolean contains(@Nullable Object other) {
        int place = other instanceof CipherSuite suite ? place(suite) : UNKNOWN;
        return place >= 0 && (bits[place / Long.SIZE] & (1L << place)) != 0;
    }

    @Override
    public boolean containsAll(Collection<?> others) {
        if (!(others instanceof SuiteSet set)) {
            return super.containsAll(others);
        }
        for (int word = 0; word < bits.length; word++) {
            if ((set.bits[word] & ~bits[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Iterator<CipherSuite> iterator() {
        return new Iterator<>() {
            private int place = SuiteSet.this.next(0);

            @Override
            public boolean hasNext() {
                return place >= 0;
            }

            @Override
            public CipherSuite next() {
                if (place < 0) {
                    throw new NoSuchElementException();
                }
                CipherSuite suite = ALL.get(place);
                place = SuiteSet.this.next(place + 1);
                return suite;
            }
        };
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SuiteSet set ? Arrays.equals(bits, set.bits) : super.equals(other);
    }

    /** As of every set: the sum of its members'. */
    @Override
    public int hashCode() {
        int sum = 0;
        for (int place = next(0); place >= 0; place = next(place + 1)) {
            sum += ALL.get(place).hashCode();
        }
        return sum;
    }
}
