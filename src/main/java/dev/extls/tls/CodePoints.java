package dev.extls.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A committed table of numbers and names: lines {@code 0xC02F<tab>NAME}, with {@code <tab>SOURCE} behind it if the row is not IANA's;
 * {@code #} begins a comment line. {@code src/main/registry/Registry.java} writes the tables.
 */
final class CodePoints {
    private CodePoints() {}

    /** Reads a table that lies beside this class; a missing or wrong table is a bug of the build. */
    static Map<Integer, String> table(String resource) {
        Map<Integer, String> names = new LinkedHashMap<>();
        pairs(resource).forEach((code, name) -> names.put(Integer.decode(code), name));
        return Collections.unmodifiableMap(names);
    }

    /** The same of a table whose first column holds no numbers. */
    static Map<String, String> pairs(String resource) {
        try (InputStream in = CodePoints.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing table " + resource);
            }
            Map<String, String> names = new LinkedHashMap<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab > 0) {
                    int end = line.indexOf('\t', tab + 1);
                    names.put(line.substring(0, tab), line.substring(tab + 1, end < 0 ? line.length() : end));
                }
            }
            return Collections.unmodifiableMap(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
