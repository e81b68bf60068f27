package dev.extls.observation;

import dev.extls.tls.Bytes;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.ServerAnswer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signs by which one connection tells which node answered; every text is the server's and hostile.
 *
 * @param id of the observation
 * @param name what the node calls itself: X-FEServer or the health page of Exchange, the name in the EHLO reply or in the greeting; or empty
 * @param greeting the greeting without what changes from one to the next; or empty
 * @param certificate SHA-256 of the leaf in DER, lower-case hexadecimal digits; or empty
 * @param subject the leaf in a few words; empty without one
 * @param serial of the leaf, lower-case hexadecimal digits; or empty
 * @param hello what the ServerHello chose and the types of its extensions in their order; equal only where the offers were; or empty
 * @param trouble why none of these was seen; empty if one was
 */
public record Sighting(
        String id,
        String name,
        String greeting,
        String certificate,
        String subject,
        String serial,
        String hello,
        String trouble) {
    private static final int LONGEST = 512;

    /** Microsoft, "Load balancing in Exchange Server": the page is "200 OK", and names the server behind a line break. */
    private static final Pattern HEALTH_PAGE = Pattern.compile("^200 OK<br/?>([A-Za-z0-9._-]{1,255})\\s*$");

    /**
     * What differs between two greetings of one node: the time behind "ready at" and elsewhere (RFC 5322 section 3.3), and the timestamp of
     * APOP (RFC 1939 section 7). And what tells nothing of it: the response code of IMAP with the capabilities (RFC 9051 section 7.1).
     */
    private static final Pattern CHANGING = Pattern.compile(
            "(?<= ready) at .*$|^\\[[^\\[\\]]*\\]|<[^<>\\s]*>|(?: at )?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{5,8}(?: [-+][0-9]{4})?");

    /**
     * Reads the signs off a connection.
     *
     * @param observation any
     * @return its signs, or why there are none
     */
    public static Sighting of(Observation observation) {
        Optional<CertificateFacts> leaf =
                observation.certificates().stream().findFirst().map(CertificateFacts::of);
        String name = name(observation);
        String greeting = cut(timeless(observation.learned().greeting()));
        String hello = hello(observation);
        boolean nothing = name.isEmpty() && greeting.isEmpty() && leaf.isEmpty() && hello.isEmpty();
        return new Sighting(
                observation.id(),
                name,
                greeting,
                leaf.map(CertificateFacts::sha256).orElse(""),
                leaf.map(facts -> cut(facts.commonName().isEmpty() ? facts.subject() : facts.commonName()))
                        .orElse(""),
                leaf.map(facts -> cut(facts.serial())).orElse(""),
                hello,
                nothing ? trouble(observation.outcome()) : "");
    }

    private static String name(Observation observation) {
        String ofHeader = observation.page().header("X-FEServer");
        if (!ofHeader.isEmpty()) {
            return cut(ofHeader);
        }
        if (observation.page().status() == 200) {
            var told = HEALTH_PAGE.matcher(observation.page().body());
            if (told.find()) {
                return told.group(1);
            }
        }
        return cut(observation.learned().name().strip());
    }

    /** Exchange greets with "... ready at Fri, 5 Aug 2016 16:24:41 -0700". */
    static String timeless(String greeting) {
        return CHANGING.matcher(greeting).replaceAll("").strip();
    }

    private static String hello(Observation observation) {
        Optional<Selection> chosen = observation.outcome().chosen();
        if (chosen.isEmpty()
                || !(ClientHelloReader.read(observation.transcript().sent())
                        instanceof ClientHelloReader.Reading.Whole)) {
            return "";
        }
        Bytes received = observation.transcript().received();
        String extensions = ServerAnswer.read(received)
                .hello()
                .map(hello -> hello.extensions().stream()
                        .map(Extension::type)
                        .map(String::valueOf)
                        .collect(Collectors.joining("-")))
                .orElse("");
        Selection selection = chosen.get();
        return selection.version().label() + " " + selection.suite().label()
                + selection.group().map(group -> " " + group.label()).orElse("")
                + (extensions.isEmpty() ? "" : " " + extensions);
    }

    private static String trouble(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                missed -> missed.trouble().sentence(),
                injected -> "somebody spoke before TLS",
                negotiated -> "nothing was told",
                selected -> "nothing was told",
                alerted -> "the hello was refused",
                error -> "the hello was refused",
                closed -> Trouble.CLOSED.sentence(),
                reset -> Trouble.RESET.sentence(),
                silent -> Trouble.NO_ANSWER.sentence(),
                garbled -> Trouble.NOT_TLS.sentence(),
                fault -> Trouble.OUR_FAULT.sentence()));
    }

    /**
     * The same without the ServerHello, which tells nodes apart only where they were offered the same.
     *
     * @return a copy
     */
    public Sighting withoutHello() {
        boolean nothing = name.isEmpty() && greeting.isEmpty() && certificate.isEmpty();
        return new Sighting(
                id,
                name,
                greeting,
                certificate,
                subject,
                serial,
                "",
                nothing && trouble.isEmpty() ? "nothing was told" : trouble);
    }

    /**
     * Whether anything tells who answered.
     *
     * @return false where there is only a trouble
     */
    public boolean tells() {
        return trouble.isEmpty();
    }

    /**
     * What the node calls itself, or else its greeting.
     *
     * @return empty if neither was told
     */
    public String told() {
        return name.isEmpty() ? greeting : name;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
