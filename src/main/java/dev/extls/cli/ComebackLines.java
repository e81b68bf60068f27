package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Moment;
import dev.extls.run.Progress;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How services come back, a line with the time for each change: for a log, where nobody watches. */
final class ComebackLines extends PassedOn {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Notes notes;

    ComebackLines(Notes notes, Progress other) {
        super(other);
        this.notes = notes;
    }

    @Override
    public void became(Endpoint endpoint, Moment moment) {
        notes.note(CLOCK.format(moment.at()) + " UTC  " + endpoint.serverName() + " (" + endpoint.service() + " "
                + endpoint.port() + ") " + moment.phase().sentence()
                + (moment.said().isBlank() ? "" : ": " + moment.said()));
        super.became(endpoint, moment);
    }
}
