package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.report.TargetListing;
import dev.extls.report.TargetListing.Mistake;
import dev.extls.report.TargetListing.Row;
import dev.extls.report.TargetListing.Spot;
import dev.extls.report.TargetListing.Twice;
import dev.extls.written.Place;
import java.util.ArrayList;
import java.util.List;

/** What a list means, handed to {@code report}, which knows no lists. */
final class Listings {
    private Listings() {}

    /** For the eye, and for machines. */
    static TargetListing of(Expanded list) {
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < list.endpoints().size(); at++) {
            rows.add(new Row(list.endpoints().get(at), spot(list.places().get(at))));
        }
        return new TargetListing(
                rows,
                list.merged().stream()
                        .map(merged -> new Twice(merged.key(), spot(merged.first()), spot(merged.again())))
                        .toList(),
                list.problems().stream()
                        .map(problem -> new Mistake(spot(problem.place()), problem.found(), problem.expected()))
                        .toList());
    }

    private static Spot spot(Place place) {
        return new Spot(place.source(), place.line(), place.column());
    }
}
