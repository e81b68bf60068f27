package dev.extls.report;

import dev.extls.verdict.Finding;
import dev.extls.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All findings of one kind; every text has passed {@link Escaped#forPaper}.
 *
 * @param kind its name
 * @param title in words
 * @param severity how much it matters
 * @param sentences one a finding, as many as are shown
 * @param left how many are not shown
 */
record PageFindings(String kind, String title, Sign severity, List<Statement> sentences, int left) {
    private static final int MOST_OF_A_KIND = 200;
    private static final int LONGEST_SENTENCE = 1500;

    PageFindings {
        sentences = List.copyOf(sentences);
    }

    /**
     * One finding.
     *
     * @param place where
     * @param statement what was seen there
     */
    record Statement(String place, String statement) {}

    /** Worst first. */
    static List<PageFindings> of(List<Finding> findings, Map<FindingKind, Integer> left) {
        Map<FindingKind, List<Finding>> byKind = new TreeMap<>();
        findings.forEach(finding -> byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>())
                .add(finding));
        return byKind.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), left.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    int count() {
        return sentences.size() + left;
    }

    private static PageFindings of(FindingKind kind, List<Finding> findings, int left) {
        return new PageFindings(
                kind.name(),
                title(kind),
                Sign.of(kind.severity()),
                findings.stream()
                        .limit(MOST_OF_A_KIND)
                        .map(finding -> new Statement(
                                Escaped.forTerminal(finding.place(), LONGEST_SENTENCE, true),
                                Escaped.forTerminal(finding.statement(), LONGEST_SENTENCE, true)))
                        .toList(),
                left + Math.max(0, findings.size() - MOST_OF_A_KIND));
    }

    /** {@code CERTIFICATE_EXPIRES_SOON} is "Certificate expires soon". */
    static String title(FindingKind kind) {
        String words = kind.name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("tls12", "TLS 1.2")
                .replace("starttls", "STARTTLS")
                .replaceAll("\\btls\\b", "TLS")
                .replaceAll("\\bauth\\b", "AUTH");
        return capital(words);
    }

    /** With a capital letter at its begin. */
    static String capital(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
