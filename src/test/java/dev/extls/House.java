package dev.extls;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as the tests about its structure see it: its classes, and the text of its sources. */
final class House {
    static final Path MAIN_SOURCES = Path.of("src/main/java");
    static final Path TEST_SOURCES = Path.of("src/test/java");

    /** What was compiled from {@code src/main}; neither the tests' own classes are in it, nor picocli's, which packaging compiles. */
    static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes/dev"));

    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);

    private House() {}

    /** The room that a class stands in; empty for a class outside all rooms. */
    static String roomOf(JavaClass type) {
        return roomOf(type.getPackageName());
    }

    static String roomOf(String packageName) {
        String prefix = Rooms.HOUSE + ".";
        return packageName.startsWith(prefix)
                ? packageName.substring(prefix.length()).split("\\.", 2)[0]
                : "";
    }

    static String roomOf(Path source) {
        Path inHouse = MAIN_SOURCES.resolve(Rooms.HOUSE.replace('.', '/')).relativize(source);
        return inHouse.getNameCount() > 1 ? inHouse.getName(0).toString() : "";
    }

    /** The Java files below a folder with their text, sorted by path. */
    static Map<Path, String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .collect(Collectors.toMap(file -> file, House::text, (one, other) -> one, LinkedHashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same text with comments, strings and characters left out, so that only code is found in it. */
    static String codeOf(String source) {
        return COMMENT_OR_LITERAL.matcher(source).replaceAll("\"\"");
    }

    /** The folders that hold Java files, as package names. */
    static List<String> packages() {
        return sources(MAIN_SOURCES).keySet().stream()
                .map(file -> MAIN_SOURCES
                        .relativize(file.getParent())
                        .toString()
                        .replace('/', '.')
                        .replace('\\', '.'))
                .distinct()
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
