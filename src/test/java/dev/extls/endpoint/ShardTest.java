package dev.extls.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.target.TargetReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    /** Made with {@code printf %s KEY | sha256sum | cut -c1-16}: what other machines and later versions must find, too. */
    @ParameterizedTest
    @CsvSource({
        "smtp://ex01.contoso.test:25, 455",
        "https://mail.contoso.test@10.0.0.11:443, 400",
        "imaps://[2001:db8::1]:993, 180",
    })
    void thePartOfAnEndpointNeverChanges(String key, int ofAThousand) {
        Endpoint endpoint = expand(key).endpoints().get(0);
        assertThat(endpoint.key()).isEqualTo(key);

        assertThat(IntStream.rangeClosed(1, 1000).filter(number -> new Shard(number, 1000).takes(endpoint)))
                .containsExactly(ofAThousand);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 13})
    void everyEndpointIsInExactlyOnePartWhateverTheOrderOfTheList(int of) {
        long seed = new Random().nextLong();
        List<String> lines = new ArrayList<>(IntStream.range(0, 2_000)
                .mapToObj(number -> "ex" + number + ".test")
                .toList());
        Expanded list = expand(String.join("\n", lines));
        Collections.shuffle(lines, new Random(seed));
        Expanded shuffled = expand(String.join("\n", lines));

        List<String> all = new ArrayList<>();
        for (int number = 1; number <= of; number++) {
            List<String> part = keys(new Shard(number, of).of(list));
            assertThat(keys(new Shard(number, of).of(shuffled)))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(part);
            assertThat(part.size()).isBetween(8_000 / of * 8 / 10, 8_000 / of * 12 / 10);
            all.addAll(part);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(keys(list));
    }

    @Test
    void aPartKeepsTheOrderThePlacesAndTheMistakesOfTheList() {
        Expanded list = expand(IntStream.range(0, 40)
                .mapToObj(number -> number == 7 ? "ex!" : "https://ex" + number)
                .collect(Collectors.joining("\n")));

        Expanded part = new Shard(2, 4).of(list);

        assertThat(keys(list)).containsSubsequence(keys(part));
        assertThat(part.problems()).isEqualTo(list.problems()).hasSize(1);
        for (int at = 0; at < part.endpoints().size(); at++) {
            int whole = list.endpoints().indexOf(part.endpoints().get(at));
            assertThat(part.places().get(at)).isEqualTo(list.places().get(whole));
        }
    }

    @Test
    void readsWhatIsAPartAndNothingElse() {
        assertThat(Shard.of("3/8")).contains(new Shard(3, 8));
        assertThat(Shard.of("1/1")).contains(new Shard(1, 1));
        assertThat(Shard.of("100000/100000"))
                .hasValueSatisfying(shard -> assertThat(shard).hasToString("100000/100000"));
        for (String none : Arrays.asList("", "3", "0/8", "9/8", "3/0", "-1/8", "3/8/1", "a/b", "1/100001", "3 / 8")) {
            assertThat(Shard.of(none)).as(none).isEmpty();
        }
        assertThatThrownBy(() -> new Shard(0, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> keys(Expanded list) {
        return list.endpoints().stream().map(Endpoint::key).toList();
    }

    private static Expanded expand(String text) {
        return Expansion.of(TargetReader.read("l.txt", text.getBytes(StandardCharsets.UTF_8)));
    }
}
