package dev.extls.report;

import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A judged run as {@code report.html}: one file that loads nothing. Its policy of content allows the one style and the one script that
 * it carries, by their hashes, and nothing else.
 */
final class HtmlReport {
    private HtmlReport() {}

    /** Writes everything and closes the writer. */
    static void write(
            Writer out, RunFacts run, Judged judged, Optional<Verification> verification, Transcripts transcripts)
            throws IOException {
        try (out) {
            JtereportGenerated.render(
                    new OwaspHtmlTemplateOutput(new WriterOutput(out)),
                    null,
                    new Page(run, judged, verification, transcripts));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * A part of the page that is the same in every report.
     *
     * @param text of the file
     * @param hash its source expression in a policy of content (CSP 3, section 2.3.1)
     */
    record Fixed(String text, String hash) {
        static Fixed of(String file) {
            String text = resource(file);
            return new Fixed(text, "sha256-" + Base64.getEncoder().encodeToString(sha256(text)));
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        private static String resource(String file) {
            try (InputStream in = HtmlReport.class.getResourceAsStream(file)) {
                return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
