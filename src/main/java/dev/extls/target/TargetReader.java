package dev.extls.target;

import dev.extls.written.Encoding;
import dev.extls.written.Place;
import dev.extls.written.Problem;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads lists of targets. Never fails: what cannot be read becomes a {@link Problem}, the rest goes on. */
public final class TargetReader {
    /** The largest list that is read, 64 MiB; {@code cli} need not load more than one byte beyond. */
    public static final int MOST_BYTES = 64 << 20;

    /** The source of targets that were given as arguments. */
    public static final String COMMAND_LINE = "<command line>";

    private static final Pattern YAML_BEGIN =
            Pattern.compile("(---|%YAML|\\{|\\[$|- )|(targets|groups|defaults|pools)[ \t]*:([ \t]|$)");

    private TargetReader() {}

    /**
     * Reads a list. YAML, CSV or text by the ending of its name ({@code .yaml}, {@code .yml}, {@code .csv}, {@code .tsv}), else by
     * its first line.
     *
     * @param source the file name or {@code <stdin>}
     * @param content UTF-8 or UTF-16
     * @return its targets and problems
     */
    public static TargetList read(String source, byte[] content) {
        Problems problems = new Problems(source);
        if (content.length > MOST_BYTES) {
            problems.add(1, 1, content.length + " bytes", "a list of at most " + MOST_BYTES + " bytes");
            return new TargetList(List.of(), problems.inOrder());
        }
        String text = Encoding.decode(content, problems);
        List<Target> targets = switch (form(source, text)) {
            case YAML -> YamlList.read(text, problems);
            case CSV -> CsvList.read(text, problems);
            case TEXT -> TextLines.read(text, problems);
        };
        return new TargetList(targets, problems.inOrder());
    }

    /**
     * Reads targets given as arguments.
     *
     * @param arguments one target each, in the text form
     * @return its targets and problems; the column counts within the argument
     */
    public static TargetList readArguments(List<String> arguments) {
        Problems problems = new Problems(COMMAND_LINE);
        List<Target> targets = new ArrayList<>();
        for (String argument : arguments) {
            TargetText.read(
                            argument,
                            (offset, found, expected) -> problems.add(
                                    1,
                                    argument.codePointCount(0, offset) + 1,
                                    found + " in " + Shown.quoted(argument),
                                    expected))
                    .map(text -> new Draft(text, argument, problems.place(1, 1)).target())
                    .ifPresent(targets::add);
        }
        return new TargetList(targets, problems.asFound());
    }

    /**
     * Takes hosts that were found, each of which must be a host name as strictly as one that is written.
     *
     * @param source where they were found, in place of a file name
     * @param scheme of their service
     * @param hosts each stands in a line of its own
     * @return its targets and problems
     */
    public static TargetList readFound(String source, String scheme, List<FoundHost> hosts) {
        Problems problems = new Problems(source);
        List<Target> targets = new ArrayList<>();
        for (int at = 0; at < hosts.size(); at++) {
            FoundHost found = hosts.get(at);
            Place place = problems.place(at + 1, 1);
            if (found.port() < 0 || found.port() > 65535) {
                problems.add(place.line(), 1, "the port " + found.port(), "a port of 1 to 65535");
                continue;
            }
            Words name = new Words(found.name(), place.line(), 1, true);
            HostName.read(found.name(), 0, found.name().length(), name.complainingTo(problems))
                    .ifPresent(host -> {
                        String written = scheme + "://" + host + (found.port() == 0 ? "" : ":" + found.port());
                        Draft draft = new Draft(new TargetText(scheme, "", host, found.port()), written, place);
                        draft.labels.put(FoundHost.LABEL, found.how());
                        targets.add(draft.target());
                    });
        }
        return new TargetList(targets, problems.asFound());
    }

    private enum Form {
        YAML,
        CSV,
        TEXT
    }

    private static Form form(String source, String text) {
        String name = source.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Form.YAML;
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return Form.CSV;
        }
        int start = 0;
        while (start < text.length()) {
            int end = TextLines.endOfLine(text, start);
            String line = text.substring(start, end);
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                return YAML_BEGIN.matcher(line).lookingAt() ? Form.YAML : CsvList.isHeader(line) ? Form.CSV : Form.TEXT;
            }
            start = TextLines.startOfNextLine(text, end);
        }
        return Form.TEXT;
    }
}
