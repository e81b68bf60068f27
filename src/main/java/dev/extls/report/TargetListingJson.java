package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.report.TargetListing.Mistake;
import dev.extls.report.TargetListing.Row;
import dev.extls.report.TargetListing.Spot;
import dev.extls.report.TargetListing.Twice;
import java.io.IOException;
import java.io.Writer;
import tools.jackson.core.exc.JacksonIOException;

/** What a list means as JSON, described by {@code targets.schema.json}. */
public final class TargetListingJson {
    /** The version of the format. */
    public static final String SCHEMA = "extls/targets/1";

    private final JsonPaper json;

    private TargetListingJson(JsonPaper json) {
        this.json = json;
    }

    /**
     * Writes the listing, in ASCII, without a line end behind it; closes the writer.
     *
     * @param out where to
     * @param listing what the list means
     * @throws IOException if {@code out} throws it
     */
    public static void write(Writer out, TargetListing listing) throws IOException {
        try (JsonPaper json = new JsonPaper(out)) {
            new TargetListingJson(json).listing(listing);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void listing(TargetListing listing) {
        json.begin();
        json.text("schema", SCHEMA);
        json.beginList("endpoints");
        listing.rows().forEach(this::row);
        json.endList();
        json.beginList("twice");
        for (Twice twice : listing.twice()) {
            json.begin();
            json.text("endpoint", twice.key());
            spot("first", twice.first());
            spot("again", twice.again());
            json.end();
        }
        json.endList();
        json.beginList("mistakes");
        for (Mistake mistake : listing.mistakes()) {
            json.begin();
            spot("place", mistake.spot());
            json.text("found", mistake.found());
            json.text("expected", mistake.expected());
            json.end();
        }
        json.endList();
        json.end();
    }

    private void row(Row row) {
        Endpoint endpoint = row.endpoint();
        json.begin();
        json.text("endpoint", endpoint.key());
        json.text("target", endpoint.target());
        json.texts("labels", endpoint.labels());
        json.text("service", endpoint.service().name());
        json.text("serverName", endpoint.serverName());
        json.text("host", endpoint.host());
        json.text("address", endpoint.address());
        json.number("port", endpoint.port());
        json.text("pool", endpoint.pool());
        json.text("role", endpoint.role().name());
        Pace pace = endpoint.pace();
        if (!pace.ofTheRun()) {
            json.begin("limits");
            if (pace.atOnce() > 0) {
                json.number("perAddress", pace.atOnce());
            }
            if (!pace.gap().isZero()) {
                json.number("gapMillis", pace.gap().toMillis());
            }
            json.end();
        }
        spot("place", row.spot());
        json.end();
    }

    private void spot(String name, Spot spot) {
        json.begin(name);
        json.text("source", spot.source());
        json.number("line", spot.line());
        json.number("column", spot.column());
        json.end();
    }
}
