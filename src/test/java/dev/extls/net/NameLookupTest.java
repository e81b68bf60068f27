package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.observation.Trouble;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    @Test
    void anAddressIsItsOwnAddress() {
        try (NameLookup names = new NameLookup()) {
            assertThat(names.addresses("10.0.0.1").join().found()).containsExactly("10.0.0.1");
            assertThat(names.addresses("::1").join().found()).containsExactly("::1");
        }
    }

    @Test
    void localhostIsHere() {
        try (NameLookup names = new NameLookup()) {
            assertThat(names.addresses("localhost").join().found())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf("127.0.0.1", "::1");
        }
    }

    /** A label of more than 63 octets is no name (RFC 1035 section 2.3.4), so no server is asked for it. */
    @Test
    void whatHasNoAddressHasNoneAndThrowsNothing() {
        try (NameLookup names = new NameLookup()) {
            assertThat(names.addresses("a".repeat(300)))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(none -> assertThat(none.failure())
                            .hasValueSatisfying(
                                    failure -> assertThat(failure.trouble()).isEqualTo(Trouble.NAME_NOT_RESOLVED)));
        }
    }

    @Test
    void afterItsCloseNothingIsLookedUp() {
        NameLookup names = new NameLookup();
        names.close();

        assertThatThrownBy(() -> names.addresses("10.0.0.1")).isInstanceOf(RejectedExecutionException.class);
    }
}
