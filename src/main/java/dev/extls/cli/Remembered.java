package dev.extls.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a command line, as the journal keeps them for whoever goes on with the run. */
final class Remembered {
    /** What is not of the run, and what says where the targets came from, which the journal knows. */
    private static final Set<String> FORGOTTEN = Set.of(
            "--help", "--version", "--resume", "--output", "--quiet", "--plan", "--file", "--mx", "--autodiscover");

    /** Of these one at most is given. */
    private static final Set<String> PACES = Set.of("--polite", "--fast");

    private static final String POLICY = "--policy";

    private Remembered() {}

    /** What was given, one argument an option: {@code --name=value}. */
    static List<String> of(ParseResult given) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : given.matchedOptions()) {
            if (!FORGOTTEN.contains(option.longestName())) {
                arguments.addAll(written(option));
            }
        }
        return arguments;
    }

    private static List<String> written(OptionSpec option) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            return List.of(name);
        }
        return option.originalStringValues().stream()
                .map(value -> name + "=" + (name.equals(POLICY) ? fromAnywhere(value) : value))
                .toList();
    }

    /** A file is found again from another folder. */
    private static String fromAnywhere(String policy) {
        try {
            Path file = Path.of(policy);
            return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : policy;
        } catch (InvalidPathException e) {
            return policy;
        }
    }

    /** What was remembered and is not given anew. */
    static List<String> without(List<String> remembered, ParseResult given) {
        Set<String> anew = new HashSet<>();
        for (OptionSpec option : given.matchedOptions()) {
            anew.add(option.longestName());
            if (PACES.contains(option.longestName())) {
                anew.addAll(PACES);
            }
        }
        return remembered.stream()
                .filter(argument -> !anew.contains(nameOf(argument)))
                .toList();
    }

    private static String nameOf(String argument) {
        int end = argument.indexOf('=');
        return end < 0 ? argument : argument.substring(0, end);
    }
}
