package dev.extls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Plays what lies in the corpora to the entries for Jazzer, without Jazzer: it instruments the whole JVM, and so has one of its own when it
 * looks for more.
 */
class FuzzCorpusTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void everyEntryHasACorpusAndNothingInItIsAFinding() throws Exception {
        List<Method> entries = entries();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(19);
        for (Method entry : entries) {
            List<Path> corpus = corpus(entry);
            assertThat(corpus).as("inputs of %s", entry).isNotEmpty();
            Object instance = instance(entry);
            for (Path input : corpus) {
                play(entry, instance, Files.readAllBytes(input), input.toString());
            }
        }
    }

    /** Whatever is said or written may end anywhere. Of what is long, a hundred beginnings are played. */
    @Test
    void noPrefixOfAnythingInACorpusIsAFinding() throws Exception {
        for (Method entry : entries()) {
            Object instance = instance(entry);
            // a handshake costs a hundred times what a reader does
            int most = entry.getName().equals("handshakes") ? 6 : 150;
            for (Path input : corpus(entry)) {
                byte[] whole = Files.readAllBytes(input);
                int step = 1 + whole.length / most;
                for (int length = 0; length < whole.length; length += step) {
                    play(entry, instance, Arrays.copyOf(whole, length), input + ", " + length + " bytes of it");
                }
            }
        }
    }

    private static Object instance(Method entry) throws ReflectiveOperationException {
        Constructor<?> constructor = entry.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        entry.setAccessible(true);
        return constructor.newInstance();
    }

    private static void play(Method entry, Object instance, byte[] input, String what) throws IllegalAccessException {
        try {
            entry.invoke(instance, (Object) input);
        } catch (InvocationTargetException finding) {
            throw new AssertionError("a finding: " + what, finding.getCause());
        }
    }

    private static List<Method> entries() {
        return new ClassFileImporter()
                .importPath(Path.of("target/test-classes")).stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(FuzzTest.class))
                        .map(JavaMethod::reflect)
                        .toList();
    }

    /** Where Jazzer looks for them. */
    private static List<Path> corpus(Method entry) throws IOException {
        Class<?> owner = entry.getDeclaringClass();
        Path folder = RESOURCES
                .resolve(owner.getPackageName().replace('.', '/'))
                .resolve(owner.getSimpleName() + "Inputs")
                .resolve(entry.getName());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
