package dev.extls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    private static final List<String> LIBRARIES =
            List.of("Netty", "BouncyCastle", "picocli", "Jackson", "FastCSV", "jte");

    /** Name and version of this build. */
    static String tool() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "extls " + (version == null ? "(not packaged)" : version);
    }

    @Override
    public String[] getVersion() {
        Properties build = build();
        String changed = Boolean.parseBoolean(build.getProperty("dirty")) ? ", with changes" : "";
        return new String[] {
            "extls " + build.getProperty("version") + " (commit " + build.getProperty("commit") + " of "
                    + build.getProperty("committed") + changed + ")",
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            LIBRARIES.stream().map(name -> name + " " + build.getProperty(name)).collect(Collectors.joining(", ")),
            System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")
        };
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("build.properties"));
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            build.load(text);
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
