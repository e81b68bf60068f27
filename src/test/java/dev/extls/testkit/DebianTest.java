package dev.extls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class DebianTest {
    @Test
    void namesTheProgramAndItsPackageWhereItIsMissing() {
        assertThatThrownBy(() -> Debian.require("no-such-server", "no-such-package"))
                .hasMessageContaining("'no-such-server'")
                .hasMessageContaining("apt-get install --no-install-recommends no-such-package");
    }

    @Test
    void skipsATestUnlessSkippingIsForbidden() {
        assertThatThrownBy(() -> Debian.miss("a server", false)).isInstanceOf(TestAbortedException.class);
        assertThatThrownBy(() -> Debian.miss("a server", true)).isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void findsAProgramThatIsThere() {
        assertThat(Debian.require("sh", "dash")).isExecutable();
    }
}
