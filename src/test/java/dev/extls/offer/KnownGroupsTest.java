package dev.extls.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownGroupsTest {
    @Test
    void everyRegisteredGroupIsAskedForInTls13() {
        List<NamedGroup> registered = NamedGroup.registered().stream()
                .filter(group -> group.code() < NamedGroup.EXPLICIT_PRIME_CURVE.code())
                .toList();

        assertThat(KnownGroups.OF_TLS_1_3).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    void upToTls12EveryCurveAndEveryFiniteFieldIsAskedFor() {
        assertThat(KnownGroups.CURVES)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(NamedGroup.registered().stream()
                        .filter(group -> group.code() <= NamedGroup.X448.code())
                        .toList());
        assertThat(KnownGroups.FINITE_FIELDS)
                .containsExactlyInAnyOrderElementsOf(NamedGroup.registered().stream()
                        .filter(group -> group.label().startsWith("ffdhe"))
                        .toList());
    }

    @Test
    void likelyGroupsAreAskedForFirst() {
        assertThat(KnownGroups.CURVES).startsWith(NamedGroup.X25519, NamedGroup.SECP256R1);
        assertThat(KnownGroups.OF_TLS_1_3).startsWith(NamedGroup.X25519, NamedGroup.SECP256R1);
        assertThat(KnownGroups.of(ProtocolVersion.TLS_1_2)).containsAll(KnownGroups.CURVES);
    }
}
