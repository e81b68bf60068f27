package dev.extls.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One endpoint of {@code report.json}.
 *
 * @param json its object
 */
record ReportedEndpoint(JsonNode json) {
    String target() {
        return json.path("target").asString();
    }

    String service() {
        return json.path("service").asString();
    }

    String serverName() {
        return json.path("serverName").asString();
    }

    Map<String, String> labels() {
        return json.path("labels").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().asString()));
    }

    /** YES, NO or UNKNOWN for a version such as {@code TLSv1.2}. */
    String answer(String version) {
        return json.path("versions").path(version).path("answer").asString();
    }

    /** The versions that were answered with YES, oldest first. */
    List<String> spoken() {
        return versionsWith("YES");
    }

    List<String> versionsWith(String answer) {
        return json.path("versions").properties().stream()
                .filter(version -> version.getValue().path("answer").asString().equals(answer))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Answer, proof, suite and group of every version: what must not depend on the machine of the scanner. */
    Map<String, String> proven() {
        Map<String, String> proven = new TreeMap<>();
        json.path("versions")
                .properties()
                .forEach(version -> proven.put(
                        version.getKey(),
                        List.of("answer", "proof", "suite", "group").stream()
                                .map(field -> version.getValue().path(field).asString(""))
                                .collect(Collectors.joining(" "))));
        return proven;
    }

    /** The kind of trouble, or an empty text. */
    String trouble() {
        return json.path("trouble").path("kind").asString("");
    }

    int connections() {
        return json.path("connections").asInt();
    }

    List<String> findings() {
        return json.path("findings").values().stream()
                .map(finding -> finding.path("kind").asString())
                .toList();
    }
}
