package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.endpoint.Role;
import dev.extls.target.TargetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document about load balancers shows a list that can be read. */
class LoadBalancersDocumentTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/load-balancers.md");
    private static final Pattern LIST = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsListIsOfAPoolWhoseMembersAreAskedForTheNameOfThePool() throws IOException {
        Matcher list = LIST.matcher(Files.readString(DOCUMENT));
        assertThat(list.find()).isTrue();

        Expanded expanded =
                Expansion.of(TargetReader.read("pool.yaml", list.group(1).getBytes(StandardCharsets.UTF_8)));

        assertThat(expanded.problems()).isEmpty();
        assertThat(expanded.endpoints())
                .hasSize(4 * 4)
                .extracting(Endpoint::serverName)
                .containsOnly("mail.contoso.test");
        assertThat(expanded.endpoints())
                .filteredOn(endpoint -> endpoint.role() == Role.MEMBER)
                .extracting(endpoint -> endpoint.labels().get("node"))
                .containsOnly("EX01", "EX02", "EX03")
                .hasSize(3 * 4);
    }
}
