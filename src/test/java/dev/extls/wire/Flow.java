package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded conversation: header lines {@code # ...}, then turns, {@code >>>} by the client and {@code <<<} by the server,
 * each followed by lines of hexadecimal digits.
 */
record Flow(String name, List<String> header, List<Turn> turns) {
    static final Path FOLDER = Path.of("src/test/resources/flows/tls");

    /** What one side sent without a pause. */
    record Turn(boolean client, Bytes bytes) {}

    static Flow read(String name) throws IOException {
        List<String> header = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(name + ".flow"))) {
            if (line.startsWith("#")) {
                header.add(line.substring(1).strip());
            } else if (line.equals(">>>") || line.equals("<<<")) {
                turns.add(new Turn(line.equals(">>>"), Bytes.EMPTY));
            } else {
                Turn last = turns.remove(turns.size() - 1);
                turns.add(new Turn(last.client(), last.bytes().plus(Bytes.fromHex(line))));
            }
        }
        return new Flow(name, header, turns);
    }

    static List<Flow> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".flow"))
                    .map(file -> file.substring(0, file.length() - ".flow".length()))
                    .sorted()
                    .toList();
            List<Flow> flows = new ArrayList<>();
            for (String name : names) {
                flows.add(read(name));
            }
            return flows;
        }
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        header.forEach(line -> lines.add("# " + line));
        for (Turn turn : turns) {
            lines.add(turn.client() ? ">>>" : "<<<");
            String digits = turn.bytes().hex();
            for (int i = 0; i < digits.length(); i += 128) {
                lines.add(digits.substring(i, Math.min(digits.length(), i + 128)));
            }
        }
        Files.write(FOLDER.resolve(name + ".flow"), lines);
    }

    Bytes client() {
        return sent(true);
    }

    Bytes server() {
        return sent(false);
    }

    private Bytes sent(boolean client) {
        return turns.stream()
                .filter(turn -> turn.client() == client)
                .map(Turn::bytes)
                .reduce(Bytes.EMPTY, Bytes::plus);
    }

    @Override
    public String toString() {
        return name;
    }
}
