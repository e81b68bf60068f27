package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.tls.Bytes;
import java.util.List;

/**
 * Decides of which endpoints the answers stay in memory: of a run of usual length all, so that nothing is read back and derived again, and of a
 * long one the first. Used by one thread.
 */
public final class Keeping {
    private static final int KILOBYTE = 1024;

    /** In kilobytes, as all of this: some 500 endpoints with all suites, or 4,000 with versions. */
    private static final int ROOM_AT_MOST = 80 * 1024;

    /** Of a small heap no more than this part. */
    private static final int PART_OF_THE_HEAP = 8;

    /** What an endpoint takes with all that is made of it, besides its observations. */
    private static final int OWN = 10;

    /** So many endpoints are kept at most. */
    public static final int ENDPOINTS_AT_MOST = ROOM_AT_MOST / OWN;

    private int room;

    /** As much as the heap of this process allows. */
    public Keeping() {
        this(Runtime.getRuntime().maxMemory());
    }

    /** As much as a heap of so many bytes allows. */
    Keeping(long heap) {
        room = (int) Math.min(ROOM_AT_MOST, heap / KILOBYTE / PART_OF_THE_HEAP);
    }

    /**
     * Takes room for the answers of one more endpoint.
     *
     * @param answers to be asked about once
     * @return whether they are to be kept
     */
    public boolean keeps(EndpointAnswers answers) {
        long size = OWN;
        List<Bytes> held = List.of();
        for (Observation one : answers.observations()) {
            // the same chain is usually held once
            size += 1 + (one.certificates() == held ? 0 : bytes(one.certificates()) / KILOBYTE);
            held = one.certificates();
        }
        if (size > room) {
            return false;
        }
        room -= (int) size;
        return true;
    }

    private static long bytes(List<Bytes> certificates) {
        return certificates.stream().mapToLong(Bytes::length).sum();
    }
}
