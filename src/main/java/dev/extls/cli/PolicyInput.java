package dev.extls.cli;

import dev.extls.policy.BuiltInPolicies;
import dev.extls.policy.Policy;
import dev.extls.policy.PolicyFiles;
import dev.extls.policy.PolicyReader;
import dev.extls.policy.ReadPolicy;
import dev.extls.written.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The policy that {@code --policy} names: a built-in one, or a file. */
final class PolicyInput {
    private static final PolicyFiles FILES = new PolicyFiles() {
        @Override
        public String resolve(String reference, String from) throws IOException {
            try {
                return Path.of(from).resolveSibling(reference).normalize().toString();
            } catch (InvalidPathException e) {
                throw new IOException("this is no file name: " + e.getReason());
            }
        }

        @Override
        public byte[] read(String source) throws IOException {
            return content(Path.of(source));
        }
    };

    private PolicyInput() {}

    /** Reads it; every mistake in a file is said before the command ends. */
    static Policy read(String nameOrFile, Notes notes) throws UserError {
        Optional<Policy> builtIn = BuiltInPolicies.named(nameOrFile);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        ReadPolicy read = PolicyReader.read(source(nameOrFile), file(nameOrFile), FILES);
        read.problems().stream().map(Problem::sentence).forEach(notes::mistake);
        return read.policy()
                .orElseThrow(() -> new UserError("policy " + nameOrFile + ": "
                        + (read.problems().size() == 1
                                ? "1 mistake"
                                : read.problems().size() + " mistakes")
                        + ", named above"));
    }

    private static String source(String name) throws UserError {
        try {
            return Path.of(name).normalize().toString();
        } catch (InvalidPathException e) {
            throw new UserError("policy " + name + ": this is no file name (" + e.getReason() + ")");
        }
    }

    private static byte[] file(String name) throws UserError {
        try {
            return content(Path.of(name));
        } catch (IOException e) {
            throw new UserError("policy " + name + ": " + e.getMessage() + "; expected a file, or one of "
                    + String.join(", ", BuiltInPolicies.names()));
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PolicyReader.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IOException(FileTrouble.of(e), e);
        }
    }
}
