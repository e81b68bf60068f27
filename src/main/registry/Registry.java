import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the tables of numbers and names anew from IANA's registry "Transport Layer Security (TLS) Parameters".
 *
 * <pre>
 * java src/main/registry/Registry.java STATE [cipher-suites=FILE] [supported-groups=FILE] [alerts=FILE]
 * </pre>
 *
 * <p>STATE is the date that the registry's page shows as its last update, such as 2026-11-23. FILE is IANA's CSV file of a table, a path or an
 * address; without any, all three are fetched from IANA. Rows with a source of their own are kept unless IANA has given their number away
 * meanwhile, and so are comments. What has changed is printed; nothing is written if a file is not what it should be.
 *
 * <p>To be run from the root of the project. The system property {@code tables} names another folder than that of the tables.
 */
final class Registry {
    private static final String IANA = "https://www.iana.org/assignments/tls-parameters/";
    private static final String STATE = " State: ";

    private Registry() {}

    /** A table: its name, IANA's file, how a number is written there and here, and how many rows it has at least. */
    private enum Table {
        CIPHER_SUITES("tls-parameters-4.csv", "0x([0-9A-F]{2}),0x([0-9A-F]{2})", "0x%04X", 300),
        SUPPORTED_GROUPS("tls-parameters-8.csv", "([0-9]{1,5})", "0x%04X", 40),
        ALERTS("tls-parameters-6.csv", "([0-9]{1,3})", "%d", 30);

        private final String file;
        private final String number;
        private final String format;
        private final int atLeast;

        Table(String file, String number, String format, int atLeast) {
            this.file = file;
            this.number = number;
            this.format = format;
            this.atLeast = atLeast;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The numbers that IANA has given a name; neither ranges nor what is reserved or unassigned. */
        Map<Integer, String> named(String csv) {
            Map<Integer, String> named = new TreeMap<>();
            List<List<String>> rows = rows(csv);
            if (rows.isEmpty() || !rows.get(0).subList(0, 2).equals(List.of("Value", "Description"))) {
                throw new IllegalArgumentException(title() + ": the first line does not begin with Value,Description");
            }
            for (List<String> row : rows.subList(1, rows.size())) {
                String name = row.size() < 2 ? "" : row.get(1).replaceAll("_RESERVED$| \\(OBSOLETE\\)$", "");
                if (row.get(0).matches(number)
                        && name.matches("[A-Za-z0-9_-]+")
                        && !name.matches("Reserved|Unassigned")) {
                    named.put(code(row.get(0)), name);
                }
            }
            if (named.size() < atLeast) {
                throw new IllegalArgumentException(
                        title() + ": " + named.size() + " names, where " + atLeast + " are due at least");
            }
            return named;
        }

        private int code(String value) {
            return value.startsWith("0x")
                    ? Integer.parseInt(value.replaceAll("0x|,", ""), 16)
                    : Integer.parseInt(value);
        }

        String write(int code, String name) {
            return String.format(Locale.ROOT, code > 0xffff ? "0x%06X" : format, code) + "\t" + name;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0 || !arguments[0].matches("\\d{4}-\\d{2}-\\d{2}")) {
            System.err.println(
                    "Usage: java src/main/registry/Registry.java YYYY-MM-DD [cipher-suites=FILE] [supported-groups=FILE] [alerts=FILE]");
            System.exit(2);
        }
        Map<String, String> files = new HashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2
                    || List.of(Table.values()).stream()
                            .noneMatch(table -> table.title().equals(parts[0]))) {
                System.err.println("no table of this name, or no file: " + argument);
                System.exit(2);
            }
            files.put(parts[0], parts[1]);
        }
        Path folder = Path.of(System.getProperty("tables", "src/main/resources/dev/extls/tls"));
        Map<Path, String> written = new HashMap<>();
        for (Table table : Table.values()) {
            if (files.isEmpty() || files.containsKey(table.title())) {
                Path path = folder.resolve(table.title() + ".tsv");
                String csv = read(files.getOrDefault(table.title(), IANA + table.file));
                written.put(path, renewed(table, Files.readString(path, StandardCharsets.US_ASCII), csv, arguments[0]));
            }
        }
        for (Map.Entry<Path, String> table : written.entrySet()) {
            Files.writeString(table.getKey(), table.getValue(), StandardCharsets.US_ASCII);
        }
    }

    private static String renewed(Table table, String before, String csv, String state) {
        StringBuilder comments = new StringBuilder();
        Map<Integer, String> old = new TreeMap<>();
        Map<Integer, String> rows = new TreeMap<>();
        before.lines().forEach(line -> {
            if (line.startsWith("#")) {
                int at = line.indexOf(STATE);
                comments.append(at < 0 ? line : line.substring(0, at) + STATE + state)
                        .append('\n');
            } else {
                String[] entry = line.split("\t", 3);
                int code = Integer.decode(entry[0]);
                old.put(code, line);
                if (entry.length == 3) {
                    rows.put(code, line);
                }
            }
        });
        table.named(csv).forEach((code, name) -> rows.put(code, table.write(code, name)));
        old.forEach((code, line) -> {
            if (!line.equals(rows.get(code))) {
                System.out.println(table.title() + ": - " + line);
            }
        });
        rows.forEach((code, line) -> {
            if (!line.equals(old.get(code))) {
                System.out.println(table.title() + ": + " + line);
            }
        });
        return comments + String.join("\n", rows.values()) + "\n";
    }

    private static String read(String file) throws IOException, InterruptedException {
        if (!file.matches("https?://.*")) {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8);
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(file)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(file + ": " + answer.statusCode());
        }
        return answer.body();
    }

    /** CSV, RFC 4180: a quoted field may hold commas, line ends and doubled quotes. */
    private static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < csv.length(); at++) {
            char next = csv.charAt(at);
            if (next == '"') {
                boolean doubled = quoted && at + 1 < csv.length() && csv.charAt(at + 1) == '"';
                if (doubled) {
                    field.append('"');
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (next == ',' || next == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (next == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || next != '\r') {
                field.append(next);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quoted field without an end");
        }
        if (field.length() > 0 || !row.isEmpty()) {
            row.add(field.toString());
            rows.add(row);
        }
        return rows;
    }
}
