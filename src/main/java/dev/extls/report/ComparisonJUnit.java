package dev.extls.report;

import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Comparison;
import dev.extls.verdict.EndpointComparison;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A comparison of two runs for a build, in the form of {@link JUnitReport}: a test case an endpoint. What is worse is a failure, what is
 * unknown an error.
 */
public final class ComparisonJUnit {
    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private ComparisonJUnit() {}

    /**
     * Writes everything and closes the writer.
     *
     * @param out where to
     * @param comparison two runs
     * @param at when the later run ended
     * @throws IOException if {@code out} throws it
     */
    public static void write(Writer out, Comparison comparison, Instant at) throws IOException {
        try (XmlPaper xml = new XmlPaper(out)) {
            xml.begin("testsuites");
            xml.begin("testsuite");
            xml.attribute("name", "compare");
            xml.attribute("package", "extls");
            xml.attribute("id", "0");
            xml.attribute("timestamp", WITHOUT_ZONE.format(at));
            xml.attribute("hostname", "localhost");
            xml.attribute("tests", String.valueOf(comparison.endpoints().size()));
            xml.attribute("failures", count(comparison, Direction.WORSE));
            xml.attribute("errors", count(comparison, Direction.UNKNOWN));
            xml.attribute("skipped", "0");
            xml.attribute("time", "0.000");
            xml.empty("properties");
            for (EndpointComparison endpoint : comparison.endpoints()) {
                testCase(xml, endpoint);
            }
            xml.empty("system-out");
            xml.empty("system-err");
            xml.end();
            xml.end();
        }
    }

    private static String count(Comparison comparison, Direction worst) {
        return String.valueOf(comparison.endpoints().stream()
                .filter(one -> one.worst().equals(Optional.of(worst)))
                .count());
    }

    private static void testCase(XmlPaper xml, EndpointComparison compared) throws IOException {
        xml.begin("testcase");
        xml.attribute("name", compared.endpoint().key());
        xml.attribute("classname", "extls.compare");
        xml.attribute("time", "0.000");
        Optional<Direction> worst = compared.worst();
        if (worst.equals(Optional.of(Direction.WORSE))) {
            trouble(xml, "failure", Direction.WORSE, compared);
        } else if (worst.equals(Optional.of(Direction.UNKNOWN))) {
            trouble(xml, "error", Direction.UNKNOWN, compared);
        }
        xml.end();
    }

    private static void trouble(XmlPaper xml, String element, Direction worst, EndpointComparison compared)
            throws IOException {
        xml.begin(element);
        xml.attribute(
                "message",
                compared.changes().stream()
                        .filter(change -> change.direction() == worst)
                        .map(change -> change.statement())
                        .findFirst()
                        .orElse(""));
        xml.attribute("type", worst.name());
        for (var change : compared.changes()) {
            xml.line(change.direction() + ", " + change.topic() + ": " + change.statement());
        }
        xml.end();
    }
}
