package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DemoFarmTest {
    @Test
    void theFarmOfTheDemoOpensEveryDoorAsWritten() throws IOException {
        List<LabServer> farm =
                farm(YAMLMapper.builder().build().readTree(Files.readString(Path.of("targets/demo.yaml"))));

        assertThat(farm).hasSizeGreaterThan(40);
        assertThat(farm.stream().map(LabServer::port)).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
        List<LabServer> anywhere = farm.stream()
                .map(server -> new LabServer(
                        server.name(), server.profile(), server.service(), 0, server.pool(), server.role()))
                .toList();
        try (Lab lab = Lab.start(anywhere)) {
            assertThat(lab.doors()).extracting(LabDoor::server).isEqualTo(anywhere);
            assertThat(lab.doors().stream().filter(door -> !door.open())).hasSize(1);
            for (LabDoor door : lab.doors()) {
                if (door.open()) {
                    Visitor.connect(door).close();
                }
            }
        }
    }

    private static List<LabServer> farm(JsonNode list) {
        List<LabServer> farm = new ArrayList<>();
        for (JsonNode group : list.required("groups")) {
            for (JsonNode target : group.required("targets")) {
                farm.add(server(target.stringValue(), profile(group), "", Role.STANDALONE));
            }
        }
        for (JsonNode pool : list.required("pools")) {
            String name = pool.required("name").stringValue();
            for (JsonNode target : pool.required("virtual")) {
                farm.add(server(target.stringValue(), profile(pool), name, Role.VIRTUAL));
            }
            for (JsonNode member : pool.required("members")) {
                farm.add(server(member.required("target").stringValue(), profile(member), name, Role.MEMBER));
            }
        }
        return farm;
    }

    private static String profile(JsonNode labelled) {
        return labelled.required("labels").required("lab").stringValue();
    }

    private static LabServer server(String target, String profile, String pool, Role role) {
        URI uri = URI.create(target);
        assertThat(uri.getHost()).isEqualTo("127.0.0.1");
        return new LabServer(
                uri.getUserInfo(), profile, Service.named(uri.getScheme()).orElseThrow(), uri.getPort(), pool, role);
    }
}
