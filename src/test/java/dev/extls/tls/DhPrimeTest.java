package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhPrimeTest {
    @Test
    void theTableNamesEveryPrimeItHasAndNoOther() {
        assertThat(new TreeSet<>(CodePoints.pairs("dh-primes.tsv").values()))
                .isEqualTo(new TreeSet<>(DhPrimes.ALL.keySet()));
        DhPrimes.ALL.forEach((name, prime) -> {
            DhPrime read = new DhPrime(prime);
            assertThat(read.name()).isEqualTo(name);
            assertThat(read.bits())
                    .isEqualTo(new BigInteger(1, prime.toArray()).bitLength())
                    .isEqualTo(Integer.parseInt(name.replaceAll(".*(?:modp|ffdhe)(\\d+).*", "$1")));
        });
    }

    @Test
    void onlyTheFieldsOfRfc7919AreGroups() {
        DhPrimes.ALL.forEach((name, prime) -> assertThat(
                        new DhPrime(prime).group().map(NamedGroup::label).orElse(""))
                .isEqualTo(name.startsWith("ffdhe") ? name : ""));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "00, 0", "0000ff, 8", "01, 1", "0100, 9", "80, 8", "7f, 7", "ffff, 16"})
    void lengthsAreThoseOfTheNumber(String hex, int bits) {
        assertThat(new DhPrime(Bytes.fromHex(hex)).bits()).isEqualTo(bits);
    }

    @Test
    void leadingZerosMakeNoOtherPrime() {
        Bytes prime = DhPrimes.named("ffdhe2048").value();

        assertThat(new DhPrime(Bytes.fromHex("0000").plus(prime))).isEqualTo(new DhPrime(prime));
        assertThat(new DhPrime(prime.slice(0, 255)).name()).isEmpty();
        assertThat(new DhPrime(Bytes.EMPTY).name()).isEmpty();
    }
}
