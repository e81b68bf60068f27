package dev.extls.report;

/** The forms in which a run is written. The names of the files are part of the contract. */
public enum Format {
    /** For people: one page in one file that loads nothing. */
    HTML("report.html"),
    /** {@code report.json}, described by {@code report.schema.json}. */
    JSON("report.json"),
    /** A row an endpoint and version, for a spreadsheet. */
    CSV("results.csv"),
    /** A test case a rule and endpoint, for a build. */
    JUNIT("junit.xml"),
    /** For a ticket or pull request. */
    MARKDOWN("report.md"),
    /** A result a rule that does not hold, for code scanning. */
    SARIF("results.sarif"),
    /** Metrics for the textfile collector of Prometheus' node exporter. */
    PROMETHEUS("metrics.prom");

    private final String fileName;

    Format(String fileName) {
        this.fileName = fileName;
    }

    /**
     * What the file is called in the folder of a run.
     *
     * @return a plain file name
     */
    public String fileName() {
        return fileName;
    }
}
