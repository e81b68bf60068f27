package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverTest {
    private static final Endpoint DOOR = new Endpoint(
            "x",
            Service.SMTP,
            "EX01.contoso.test",
            "mail.contoso.test",
            "10.0.0.11",
            25,
            Map.of("site", "lab", "ring", "1"),
            "",
            Role.STANDALONE);

    @ParameterizedTest
    @CsvSource({
        "ex01.contoso.test, true",
        "mail.contoso.test, true",
        "10.0.0.11, true",
        "*.contoso.test, true",
        "ex*, true",
        "*, true",
        "ex01, false",
        "*.fabrikam.test, false",
        "ex01.contoso.test.example, false",
    })
    void aHostIsItsNameOrItsAddress(String host, boolean meant) {
        assertThat(waiver(List.of(new Glob(host)), Map.of()).meantFor(DOOR)).isEqualTo(meant);
    }

    @Test
    void allLabelsHaveToBeThere() {
        assertThat(waiver(List.of(), Map.of("site", "lab")).meantFor(DOOR)).isTrue();
        assertThat(waiver(List.of(), Map.of("site", "lab", "ring", "1")).meantFor(DOOR))
                .isTrue();
        assertThat(waiver(List.of(), Map.of("site", "lab", "ring", "2")).meantFor(DOOR))
                .isFalse();
        assertThat(waiver(List.of(new Glob("other")), Map.of("site", "lab")).meantFor(DOOR))
                .isFalse();
        assertThat(waiver(List.of(new Glob("other"), new Glob("ex*")), Map.of("site", "lab"))
                        .meantFor(DOOR))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30T00:00:00Z, false",
        "2026-06-30T23:59:59.999Z, false",
        "2026-07-01T00:00:00Z, true",
        "2027-01-01T00:00:00Z, true",
        "2020-01-01T00:00:00Z, false",
    })
    void theLastDayCounts(Instant at, boolean expired) {
        assertThat(waiver(List.of(new Glob("*")), Map.of()).expired(at)).isEqualTo(expired);
    }

    @Test
    void aWaiverForEverybodyDoesNotExist() {
        assertThatThrownBy(() -> waiver(List.of(), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "a*c, abbbc, true",
        "a*c, abbb, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "**, x, true",
        "abc, abc, true",
        "abc, abcd, false",
        "*_RC4_*, TLS_RSA_WITH_RC4_128_SHA, true",
        "*_DES_*, TLS_RSA_WITH_3DES_EDE_CBC_SHA, false",
        "*ab, aab, true",
    })
    void aStarStandsForAnyCharacters(String glob, String text, boolean fits) {
        assertThat(new Glob(glob).matches(text)).isEqualTo(fits);
    }

    private static Waiver waiver(List<Glob> hosts, Map<String, String> labels) {
        return new Waiver("r", hosts, labels, "because", LocalDate.of(2026, 6, 30));
    }
}
