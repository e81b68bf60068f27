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

/** A committed table of numbers and names: lines {@code 0xC02F<tab>NAME}, {@code #} begins a comment line. */
final class CodePoints {
    private CodePoints() {}

    /** Reads a table that lies beside this class; a missing or wrong table is a bug of the build. */
    static Map<Integer, String> table(String resource) {
        try (InputStream in = CodePoints.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing table " + resource);
            }
            Map<Integer, String> names = new LinkedHashMap<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab > 0) {
                    names.put(Integer.decode(line.substring(0, tab)), line.substring(tab + 1));
                }
            }
            return Collections.unmodifiableMap(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
