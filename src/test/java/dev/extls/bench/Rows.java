package dev.extls.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What the {@code results.csv} of a run says of each address, read a row at a time. */
final class Rows {
    private Rows() {}

    /** How many suites were accepted, summed over the versions. */
    static Map<String, Integer> suites(Path folder) {
        return summed(
                folder,
                row -> row.getField("accepted_suites").isEmpty()
                        ? 0
                        : row.getField("accepted_suites").split(" ", -1).length);
    }

    /** How many versions are spoken; what is unknown makes it none that anybody expects. */
    static Map<String, Integer> versions(Path folder) {
        return summed(folder, row -> switch (row.getField("answer")) {
            case "YES" -> 1;
            case "NO" -> 0;
            default -> -100;
        });
    }

    private static Map<String, Integer> summed(Path folder, ToIntFunction<NamedCsvRecord> count) {
        Map<String, Integer> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            Path results = files.filter(file -> file.endsWith("results.csv"))
                    .findFirst()
                    .orElseThrow();
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(results)) {
                rows.forEach(row -> found.merge(row.getField("address"), count.applyAsInt(row), Integer::sum));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }
}
