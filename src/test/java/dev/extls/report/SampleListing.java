package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.report.TargetListing.Mistake;
import dev.extls.report.TargetListing.Row;
import dev.extls.report.TargetListing.Spot;
import dev.extls.report.TargetListing.Twice;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Listings to print, with every part filled in somewhere. */
final class SampleListing {
    private static final Pace GENTLE = new Pace(1, Duration.ofMillis(2500));

    private SampleListing() {}

    static TargetListing listing() {
        Spot first = new Spot("servers.yaml", 3, 5);
        Spot pool = new Spot("servers.yaml", 9, 16);
        return new TargetListing(
                List.of(
                        row(first, Service.SMTP, "ex01.contoso.test", "ex01.contoso.test", Role.STANDALONE),
                        row(first, Service.HTTPS, "ex01.contoso.test", "ex01.contoso.test", Role.STANDALONE),
                        row(first, Service.BACKEND_IMAPS, "ex01.contoso.test", "ex01.contoso.test", Role.STANDALONE),
                        row(pool, Service.HTTPS, "mail.contoso.test", "mail.contoso.test", Role.VIRTUAL),
                        row(pool, Service.HTTPS, "mail.contoso.test", "2001:db8::11", Role.MEMBER)),
                List.of(new Twice("https://ex01.contoso.test:443", first, new Spot("more.csv", 2, 1))),
                List.of(new Mistake(new Spot("more.csv", 3, 7), "\"!\"", "a letter")));
    }

    static TargetListing nothing() {
        return new TargetListing(List.of(), List.of(), List.of());
    }

    /** A text wherever there is text. */
    static TargetListing of(String text) {
        Spot spot = new Spot(text, 1, 1);
        Endpoint endpoint = new Endpoint(
                text, Service.TLS, text + "n", text, text, 1, Map.of(text, text), text, Role.MEMBER, GENTLE);
        return new TargetListing(
                List.of(new Row(endpoint, spot), new Row(endpoint, new Spot("other", 1, 1))),
                List.of(new Twice(text, spot, spot)),
                List.of(new Mistake(spot, text, text)));
    }

    private static Row row(Spot spot, Service service, String serverName, String host, Role role) {
        return new Row(
                new Endpoint(
                        host,
                        service,
                        serverName,
                        host,
                        host.indexOf(':') < 0 ? "" : host,
                        service.port(),
                        Map.of("site", "Berlin", "owner", "Messaging, Berlin"),
                        role == Role.STANDALONE ? "" : "mail.contoso.test",
                        role,
                        role == Role.MEMBER ? GENTLE : Pace.OF_THE_RUN),
                spot);
    }
}
