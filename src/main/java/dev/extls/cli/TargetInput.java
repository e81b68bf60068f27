package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.target.Target;
import dev.extls.target.TargetList;
import dev.extls.target.TargetReader;
import dev.extls.written.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Arguments and files, read into endpoints. */
final class TargetInput {
    /** No top-level domain is called so. */
    private static final Pattern LIST_ENDING = Pattern.compile("(?i)[.](ya?ml|csv|tsv|txt)$");

    private TargetInput() {}

    /** A list among the targets is a mistake that would be looked up as a host. */
    static void refuseLists(List<String> arguments) throws UserError {
        for (String argument : arguments) {
            if (isList(argument)) {
                throw new UserError(argument + ": expected -f " + argument + " for a list of targets");
            }
        }
    }

    /** Reads everything, {@code -} being standard input, and puts what was found behind it. */
    static Expanded read(List<String> arguments, List<String> files, List<TargetList> found) throws UserError {
        List<Target> targets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<TargetList> lists = new ArrayList<>();
        lists.add(TargetReader.readArguments(arguments));
        for (String file : files) {
            lists.add(TargetReader.read(file.equals("-") ? "<stdin>" : file, content(file)));
        }
        lists.addAll(found);
        lists.forEach(list -> {
            targets.addAll(list.targets());
            problems.addAll(list.problems());
        });
        return Expansion.of(new TargetList(targets, problems));
    }

    /** Whether an argument names a list: a file that exists or is called like one, or standard input. */
    static boolean isList(String argument) {
        try {
            return argument.equals("-")
                    || LIST_ENDING.matcher(argument).find()
                    || Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static byte[] content(String file) throws UserError {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(TargetReader.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UserError("cannot read the list " + file + ": " + FileTrouble.of(e));
        } catch (InvalidPathException e) {
            throw new UserError("cannot read the list " + file + ": this is no file name (" + e.getReason() + ")");
        }
    }
}
