package dev.extls.inquiry;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossedListsTest {
    @ParameterizedTest
    @EnumSource(names = {"SSL_3_0", "TLS_1_0", "TLS_1_1", "TLS_1_2"})
    void everyOrdinarySuiteStandsInOneColumnAndInOneRow(ProtocolVersion version) {
        List<CipherSuite> ordinary = KnownSuites.of(version).stream()
                .filter(suite -> !KnownSuites.apart(suite))
                .toList();

        for (List<List<CipherSuite>> lines : List.of(CrossedLists.columns(version), CrossedLists.rows(version))) {
            assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(128));
            List<CipherSuite> all = new ArrayList<>();
            lines.forEach(all::addAll);
            assertThat(all).containsExactlyInAnyOrderElementsOf(ordinary);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SSL_3_0", "TLS_1_0", "TLS_1_1", "TLS_1_2"})
    void whatStandsInAColumnAndInARowIsOfOnePartAndNothingElseIsNeededInBoth(ProtocolVersion version) {
        for (List<CipherSuite> column : CrossedLists.columns(version)) {
            for (List<CipherSuite> row : CrossedLists.rows(version)) {
                Set<CipherSuite> both = new HashSet<>(column);
                both.retainAll(row);
                assertThat(both.stream().map(SuiteFamily::part).collect(toSet()))
                        .hasSizeLessThanOrEqualTo(1);
                Set<String> needs = needs(column);
                needs.retainAll(needs(row));
                assertThat(needs(both)).containsAll(needs);
            }
        }
    }

    private static Set<String> needs(Iterable<CipherSuite> suites) {
        Set<String> needs = new HashSet<>();
        suites.forEach(suite -> needs.add(SuiteFamily.of(suite).need()));
        return needs;
    }
}
