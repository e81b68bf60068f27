package dev.extls.target;

import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The CSV form: a header names the columns, those unknown become labels. */
final class CsvList {
    private static final List<String> TARGET_COLUMNS = List.of("target", "host", "server", "name");
    private static final Set<String> OTHER_COLUMNS =
            Set.of("address", "port", "service", "services", "sni", "pool", "role");

    private final Problems problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<Integer, String> labels = new HashMap<>();
    private int width;

    private CsvList(Problems problems) {
        this.problems = problems;
    }

    static List<Target> read(String text, Problems problems) {
        return new CsvList(problems).read(text);
    }

    /** Whether a line is the header of a list: several columns, one of them of targets. */
    static boolean isHeader(String line) {
        if (line.startsWith("sep=")) {
            return true;
        }
        List<Words> names = new CsvRows(line, delimiter(line), new Problems("")).next();
        return names != null
                && (names.size() > 1 || names.get(0).text().equalsIgnoreCase("target"))
                && names.stream().anyMatch(name -> TARGET_COLUMNS.contains(lower(name)));
    }

    private List<Target> read(String text) {
        List<Target> targets = new ArrayList<>();
        // Excel writes and obeys a first line such as "sep=;".
        boolean told =
                text.startsWith("sep=") && TextLines.endOfLine(text, 0) == 5 && "\"#".indexOf(text.charAt(4)) < 0;
        CsvRows rows = new CsvRows(text, told ? text.charAt(4) : delimiter(firstLine(text)), problems);
        if (told) {
            rows.next();
        }
        List<Words> header = rows.next();
        if (header == null || !readHeader(header)) {
            return targets;
        }
        for (List<Words> row = rows.next(); row != null; row = rows.next()) {
            readRow(row).ifPresent(targets::add);
        }
        return targets;
    }

    /** The most frequent of comma, semicolon and tab outside quotes; the comma when none is there. */
    private static char delimiter(String line) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            quoted ^= line.charAt(at) == '"';
            int which = ",;\t".indexOf(line.charAt(at));
            if (which >= 0 && !quoted) {
                counts[which]++;
            }
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
    }

    private static String firstLine(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = TextLines.endOfLine(text, start);
            String line = text.substring(start, end);
            if (!line.isBlank() && !line.startsWith("#")) {
                return line;
            }
            start = TextLines.startOfNextLine(text, end);
        }
        return "";
    }

    private boolean readHeader(List<Words> header) {
        width = header.size();
        Set<String> seen = new HashSet<>();
        List<String> names = header.stream().map(CsvList::lower).toList();
        Optional<String> targetColumn =
                TARGET_COLUMNS.stream().filter(names::contains).findFirst();
        for (int index = 0; index < width; index++) {
            Words name = header.get(index);
            if (name.text().isEmpty()) {
                continue;
            }
            String lower = lower(name);
            String meaning = lower.equals("service") ? "services" : lower;
            if (!seen.add(meaning)) {
                problems.add(
                        name.line(), name.column(), "the column " + Shown.quoted(name.text()) + " again", "each once");
            } else if (targetColumn.isPresent() && lower.equals(targetColumn.get())) {
                columns.put("target", index);
            } else if (OTHER_COLUMNS.contains(lower)) {
                columns.put(meaning, index);
            } else if (name.visible(Target.A_LABEL, problems)) {
                labels.put(index, name.text());
            }
        }
        if (targetColumn.isEmpty()) {
            Words first = header.get(0);
            problems.add(
                    first.line(),
                    first.column(),
                    "the header " + Shown.quoted(String.join(" ", names)),
                    "a column named target, host, server or name; nothing was read");
        }
        return targetColumn.isPresent();
    }

    private Optional<Target> readRow(List<Words> row) {
        for (Words extra : row.subList(Math.min(width, row.size()), row.size())) {
            if (!extra.text().isEmpty()) {
                problems.add(
                        extra.line(),
                        extra.column(),
                        Shown.quoted(extra.text()) + " in field " + (row.indexOf(extra) + 1),
                        "at most " + width + " fields, as the header has");
                return Optional.empty();
            }
        }
        Words word = cell(row, "target");
        if (word == null) {
            Words first = row.get(0);
            problems.add(first.line(), first.column(), "no target in this line", "a host name or an address");
            return Optional.empty();
        }
        Optional<TargetText> text = TargetText.read(word.text(), word.complainingTo(problems));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(text.get(), word.text(), problems.place(word.line(), word.column()));
        boolean right = address(row, draft)
                && port(row, draft)
                && services(row, draft)
                && serverName(row, draft)
                && pool(row, draft);
        labels.forEach((index, label) -> {
            Words value = index < row.size() ? row.get(index) : null;
            if (value != null && !value.text().isEmpty() && value.visible(Target.A_LABEL, problems)) {
                draft.labels.put(label, value.text());
            }
        });
        return right ? Optional.of(draft.target()) : Optional.empty();
    }

    private boolean address(List<Words> row, Draft draft) {
        Words cell = cell(row, "address");
        return cell == null || draft.connectTo(cell, problems);
    }

    private boolean port(List<Words> row, Draft draft) {
        Words cell = cell(row, "port");
        if (cell == null) {
            return true;
        }
        Optional<Integer> port = TargetText.port(cell.text(), 0, cell.text().length(), cell.complainingTo(problems));
        if (port.isPresent() && draft.port != 0 && draft.port != port.get()) {
            problems.add(
                    cell.line(), cell.column(), Shown.quoted(cell.text()), "the port of the target, " + draft.port);
            return false;
        }
        port.ifPresent(number -> draft.port = number);
        return port.isPresent();
    }

    private boolean services(List<Words> row, Draft draft) {
        Words cell = cell(row, "services");
        if (cell == null) {
            return true;
        }
        List<ServiceName> names = ServiceName.named(cell, problems);
        if (!draft.text.scheme().isEmpty()
                && !(names.size() == 1 && names.get(0).name().equalsIgnoreCase(draft.text.scheme()))) {
            problems.add(
                    cell.line(),
                    cell.column(),
                    Shown.quoted(cell.text()),
                    "no service: the scheme names it, " + Shown.quoted(draft.text.scheme()));
            return false;
        }
        draft.services = names;
        return true;
    }

    private boolean serverName(List<Words> row, Draft draft) {
        Words cell = cell(row, "sni");
        return cell == null || draft.askFor(cell, problems);
    }

    private boolean pool(List<Words> row, Draft draft) {
        Words pool = cell(row, "pool");
        Words role = cell(row, "role");
        if (pool == null) {
            if (role != null) {
                problems.add(role.line(), role.column(), Shown.quoted(role.text()), "a pool beside the role");
            }
            return role == null;
        }
        if (!pool.visible(Target.A_LABEL, problems)) {
            return false;
        }
        draft.pool = pool.text();
        if (role == null) {
            draft.role = pool.text().equalsIgnoreCase(draft.text.host()) ? Target.VIRTUAL : Target.MEMBER;
        } else if (lower(role).equals(Target.VIRTUAL) || lower(role).equals(Target.MEMBER)) {
            draft.role = lower(role);
        } else {
            problems.add(
                    role.line(),
                    role.column(),
                    Shown.quoted(role.text()),
                    Shown.quoted(Target.VIRTUAL) + " or " + Shown.quoted(Target.MEMBER));
            return false;
        }
        return draft.role.equals(Target.VIRTUAL) || !draft.serverName.isEmpty() || draft.askFor(pool, problems);
    }

    private @Nullable Words cell(List<Words> row, String column) {
        Integer index = columns.get(column);
        if (index == null || index >= row.size() || row.get(index).text().isEmpty()) {
            return null;
        }
        return row.get(index);
    }

    private static String lower(Words words) {
        return words.text().toLowerCase(Locale.ROOT);
    }
}
