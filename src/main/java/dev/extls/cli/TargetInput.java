package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.target.Problem;
import dev.extls.target.Target;
import dev.extls.target.TargetList;
import dev.extls.target.TargetReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Arguments and files, read into endpoints. */
final class TargetInput {
    private TargetInput() {}

    /** Reads everything; {@code -} is standard input. */
    static Expanded read(List<String> arguments, List<String> files) throws UserError {
        List<Target> targets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<TargetList> lists = new ArrayList<>();
        lists.add(TargetReader.readArguments(arguments));
        for (String file : files) {
            lists.add(TargetReader.read(file.equals("-") ? "<stdin>" : file, content(file)));
        }
        lists.forEach(list -> {
            targets.addAll(list.targets());
            problems.addAll(list.problems());
        });
        return Expansion.of(new TargetList(targets, problems));
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
