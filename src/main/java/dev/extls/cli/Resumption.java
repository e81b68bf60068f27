package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Expanded;
import dev.extls.journal.Assignment;
import dev.extls.journal.Beginning;
import dev.extls.journal.Header;
import dev.extls.journal.JournalReader;
import dev.extls.journal.NotAJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A run that is gone on with: what it was told holds, as far as nothing else is said now.
 *
 * @param folder of the run
 * @param beginning of its journal
 */
record Resumption(Path folder, Beginning beginning) {
    /** With another of these it would be another run. */
    private static final List<String> DECISIVE = List.of(
            "name",
            "vantage",
            "depth",
            "hello-only",
            "shard",
            "resolver",
            "first-address",
            "source",
            "proxy-protocol",
            "proxy");

    static Resumption of(Path folder) throws UserError {
        try {
            return new Resumption(folder, JournalReader.beginning(folder.resolve(ScanJob.JOURNAL)));
        } catch (NotAJournal e) {
            throw new UserError("--resume " + folder + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UserError("--resume " + folder + ": " + FileTrouble.of(e));
        }
    }

    /** The command with the options of then and those given now. */
    ScanCommand command(ParseResult given) throws UserError {
        List<String> all = given.originalArgs();
        List<String> now = all.subList(all.indexOf(ScanCommand.NAME) + 1, all.size());
        List<String> arguments = new ArrayList<>(Remembered.without(header().arguments(), given));
        arguments.addAll(now);
        ScanCommand command = new ScanCommand();
        try {
            new CommandLine(command)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UserError("--resume " + folder + ", with the options of that run: " + e.getMessage());
        }
        return command;
    }

    /** What was to be looked at, where no targets are given now. */
    Assignment assignment(Notes notes) throws UserError {
        Assignment then = beginning.assignment();
        if (!then.whole()) {
            throw new UserError("--resume " + folder
                    + ": its journal does not say all of what was to be scanned; give the targets again");
        }
        then.mistakes().forEach(notes::mistake);
        return then;
    }

    /** What was to be looked at, where targets are given again, which have to be the same. */
    Assignment assignment(Expanded now) throws UserError {
        Assignment then = beginning.assignment();
        if (then.whole()) {
            Set<String> before = keys(then.endpoints());
            Set<String> after = keys(now.endpoints());
            List<String> more =
                    after.stream().filter(key -> !before.contains(key)).toList();
            List<String> fewer =
                    before.stream().filter(key -> !after.contains(key)).toList();
            if (!more.isEmpty() || !fewer.isEmpty()) {
                throw new UserError("--resume " + folder + ": the targets given are not those of that run"
                        + difference(more, " more") + difference(fewer, " fewer")
                        + "; without targets it goes on with its own");
            }
        }
        return ScanJob.assignment(now);
    }

    private static String difference(List<String> keys, String kind) {
        return keys.isEmpty()
                ? ""
                : ", " + keys.size() + kind + " (" + keys.get(0) + (keys.size() > 1 ? ", ...)" : ")");
    }

    private static Set<String> keys(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Options that make it another run are a mistake; others are said and hold from now on. */
    void compare(Map<String, String> now, Notes notes) throws UserError {
        Map<String, String> then = new TreeMap<>(header().options());
        then.put("name", header().runName());
        then.put("vantage", header().vantage());
        for (Map.Entry<String, String> option : now.entrySet()) {
            String before = then.getOrDefault(option.getKey(), option.getValue());
            if (before.equals(option.getValue())) {
                continue;
            }
            String difference = "that run had " + option.getKey() + " " + shown(before) + ", this one has "
                    + shown(option.getValue());
            if (DECISIVE.contains(option.getKey())) {
                throw new UserError("--resume " + folder + ": " + difference);
            }
            notes.note(difference);
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private Header header() {
        return beginning.header();
    }
}
