package dev.extls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the packaged program has to be so that it starts fast, silently and alone. */
class PackagedIT {
    private static final String JAR = System.getProperty("extls.jar", "target/extls.jar");

    @Test
    void theManifestIsOursAndNotThatOfALibrary() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.extls.cli.Main");
            assertThat(manifest.getValue("Implementation-Title")).isEqualTo("extls");
            assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        }
    }

    @Test
    void nothingInItIsSignedBecauseSignedClassesCannotBeArchived() throws IOException {
        assertThat(entries()).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
    }

    @Test
    void theLibrariesFindTheirServicesInIt() throws IOException {
        assertThat(entries())
                .contains("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                .contains("dev/extls/tls/cipher-suites.tsv");
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
