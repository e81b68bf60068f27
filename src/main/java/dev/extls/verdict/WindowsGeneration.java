package dev.extls.verdict;

import dev.extls.tls.CipherSuite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The generations of Windows Server that Exchange runs on, oldest first, with the suites that each accepts by default. */
public enum WindowsGeneration {
    /** 2008, with or without Service Pack 2. */
    WINDOWS_2008("2008"),
    /** 2008 R2. */
    WINDOWS_2008_R2("2008 R2"),
    /** 2012. */
    WINDOWS_2012("2012"),
    /** 2012 R2. */
    WINDOWS_2012_R2("2012 R2"),
    /** 2016. */
    WINDOWS_2016("2016"),
    /** 2019. */
    WINDOWS_2019("2019"),
    /** 2022. */
    WINDOWS_2022("2022"),
    /** 2025. */
    WINDOWS_2025("2025");

    private final String year;

    WindowsGeneration(String year) {
        this.year = year;
    }

    /**
     * The name without its first two words.
     *
     * @return such as {@code 2012 R2}
     */
    public String year() {
        return year;
    }

    boolean before(WindowsGeneration other) {
        return compareTo(other) < 0;
    }

    /** Suites with their ranks. */
    Map<CipherSuite, Integer> defaults() {
        return Objects.requireNonNull(Defaults.TABLE.get(this));
    }

    /** Read when the first guess is made. */
    private static final class Defaults {
        static final Map<WindowsGeneration, Map<CipherSuite, Integer>> TABLE = table();

        private static Map<WindowsGeneration, Map<CipherSuite, Integer>> table() {
            Map<WindowsGeneration, Map<CipherSuite, Integer>> table = new EnumMap<>(WindowsGeneration.class);
            for (WindowsGeneration generation : WindowsGeneration.values()) {
                table.put(generation, new LinkedHashMap<>());
            }
            try (InputStream in = WindowsGeneration.class.getResourceAsStream("windows-suites.tsv");
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        row(line.split("\t", -1), table);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Collections.unmodifiableMap(table);
        }

        private static void row(String[] cells, Map<WindowsGeneration, Map<CipherSuite, Integer>> table) {
            CipherSuite suite = CipherSuite.named(cells[0]).orElseThrow();
            int column = 1;
            for (WindowsGeneration generation : WindowsGeneration.values()) {
                String rank = cells[column++];
                if (!rank.equals("-")) {
                    Objects.requireNonNull(table.get(generation)).put(suite, Integer.valueOf(rank));
                }
            }
        }
    }
}
