package dev.extls.inquiry;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Six hellos by which a server refuses every ordinary suite twice: three columns, then three rows. Each
 * suite stands in one column and in one row, and beside suites of its own {@linkplain SuiteFamily#part part} alone in both. A suite that the server
 * chooses and cannot do hides others in both only if they are of its part.
 *
 * <p>What lacks the same stands in one row: all ephemeral Diffie-Hellman in the second with nothing else, all elliptic curves in the first.
 */
final class CrossedLists {
    private static final int LINES = 3;

    /** Families by row, then by column; in the one cell that is empty here all others. */
    private static final List<List<List<String>>> CELLS = List.of(
            List.of(List.of("ECDHE_ECDSA", "ECDH_ECDSA"), List.of("ECDHE_RSA", "ECDH_RSA", "ECDHE_PSK"), List.of()),
            List.of(List.of("DHE_DSS"), List.of("DHE_PSK"), List.of("DHE_RSA")),
            List.of(List.of("PSK", "KRB5"), List.of("DH_DSS"), List.of("RSA", "DH_RSA", "RSA_PSK")));

    private static final Map<ProtocolVersion, List<List<CipherSuite>>> COLUMNS = new ConcurrentHashMap<>();

    private static final Map<ProtocolVersion, List<List<CipherSuite>>> ROWS = new ConcurrentHashMap<>();

    private CrossedLists() {}

    /** Whether the suites of a version are of many families. */
    static boolean fit(ProtocolVersion version) {
        return switch (version) {
            case SSL_2_0, TLS_1_3 -> false;
            case SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2 -> true;
        };
    }

    /** Lists without a common suite that together hold every ordinary one, likely ones first. */
    static List<List<CipherSuite>> columns(ProtocolVersion version) {
        return COLUMNS.computeIfAbsent(version, one -> lines(one, place -> place % LINES));
    }

    /** The same suites across. */
    static List<List<CipherSuite>> rows(ProtocolVersion version) {
        return ROWS.computeIfAbsent(version, one -> lines(one, place -> place / LINES));
    }

    private static List<List<CipherSuite>> lines(ProtocolVersion version, IntUnaryOperator lineOfPlace) {
        Map<Integer, List<CipherSuite>> lines = new LinkedHashMap<>();
        KnownSuites.of(version).stream()
                .filter(suite -> !SuiteFamily.apart(suite))
                .forEach(suite -> lines.computeIfAbsent(lineOfPlace.applyAsInt(place(suite)), line -> new ArrayList<>())
                        .add(suite));
        return List.copyOf(lines.values());
    }

    /** Row by row. The legacy ciphers of RSA are a part beside the RSA suites. */
    private static int place(CipherSuite suite) {
        String family = SuiteFamily.of(suite).name();
        boolean besideItsFamily = SuiteFamily.part(suite).equals(SuiteFamily.REST);
        return IntStream.range(0, LINES * LINES)
                .filter(place -> !besideItsFamily
                        && CELLS.get(place / LINES).get(place % LINES).contains(family))
                .findFirst()
                .orElse(LINES - 1);
    }
}
