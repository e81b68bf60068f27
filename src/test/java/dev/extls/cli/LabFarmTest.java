package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.lab.Lab;
import dev.extls.lab.LabServer;
import dev.extls.lab.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that describe a lab, too. */
class LabFarmTest {
    @Test
    void aServerIsRestartedAsItsLabelSays() throws UserError {
        assertThat(servers("0s down, 130s ex2016-2016"))
                .singleElement()
                .extracting(LabServer::turns)
                .isEqualTo(
                        List.of(new Turn(Duration.ZERO, Lab.DOWN), new Turn(Duration.ofSeconds(130), "ex2016-2016")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "2m down", "0s down,", "0s", "-1s down"})
    void aMistakeInTheLabelIsNamedWithItsServer(String restart) {
        assertThatThrownBy(() -> servers(restart))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the label restart of ex01.contoso.test (HTTPS): found \"")
                .hasMessageContaining("expected seconds and a profile such as 120s ex2016-2016");
    }

    @Test
    void onlyTheFarmOfTheChangeWindowIsRestarted() throws IOException, UserError {
        assertThat(LabFarm.DEMO.servers()).allMatch(server -> server.turns().isEmpty());
        assertThat(LabFarm.REBOOT.servers())
                .filteredOn(server -> server.turns().isEmpty())
                .extracting(LabServer::name)
                .containsExactlyInAnyOrder("mail.contoso.test", "ex23.contoso.test");
    }

    private static List<LabServer> servers(String restart) throws UserError {
        String list =
                "targets:\n  - {target: \"https://ex01.contoso.test@127.0.0.1:1\", labels: {lab: ex2016-2016, restart: \""
                        + restart + "\"}}\n";
        return LabFarm.servers("list.yaml", list.getBytes(StandardCharsets.UTF_8));
    }
}
