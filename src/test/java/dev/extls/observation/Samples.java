package dev.extls.observation;

import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Outcome.Negotiated;
import dev.extls.observation.Outcome.Selected;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observations for tests, each with one thing changed. */
public final class Samples {
    /** When the first observation was started. */
    public static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

    /** Text that must be harmless everywhere. */
    public static final String HOSTILE =
            "<script>alert(1)</script>\u001b[31m\u001b]0;x\u0007\u009b2J\u0000\r\n\u202e\u200b\ud800=cmd|' /C calc'!A0";

    private Samples() {}

    /** A door at an address that its name has, named so by the user. */
    public static Endpoint endpoint(Service service, String serverName, String address) {
        return new Endpoint(
                serverName,
                service,
                serverName,
                serverName,
                address,
                service == Service.TLS ? 8443 : service.port(),
                Map.of(),
                "",
                Role.STANDALONE);
    }

    /** A handshake finished. */
    public static Outcome negotiated(ProtocolVersion version) {
        return new Negotiated(selection(version));
    }

    /** Only a ServerHello was seen. */
    public static Outcome selected(ProtocolVersion version, String ending) {
        return new Selected(selection(version), Stop.OUR_REFUSAL, ending);
    }

    /** A choice with a suite that fits. */
    public static Selection selection(ProtocolVersion version) {
        int suite = version == ProtocolVersion.TLS_1_3
                ? 0x1302
                : version == ProtocolVersion.SSL_2_0 ? 0x010080 : version == ProtocolVersion.TLS_1_2 ? 0xc030 : 0xc014;
        return new Selection(
                version, new CipherSuite(suite), version.before(ProtocolVersion.TLS_1_0) ? -1 : 24, "", false);
    }

    /** One observation: a handshake where BouncyCastle has the version, else a hello. */
    public static Observation observation(int number, Endpoint endpoint, ProtocolVersion asked, Outcome outcome) {
        Offer offer = asked.before(ProtocolVersion.TLS_1_0)
                ? Offer.hello(asked, List.of(new CipherSuite(0x000a)), List.of())
                : Offer.handshake(asked, List.of());
        boolean connected = !(outcome instanceof Outcome.NotReached reached
                && reached.trouble() != Trouble.THROTTLED
                && reached.trouble() != Trouble.STARTTLS_NOT_OFFERED);
        return new Observation(
                number,
                Question.VERSIONS,
                endpoint,
                offer,
                outcome,
                START.plusSeconds(number),
                Duration.ofMillis(120),
                connected ? "10.0.0.5:" + (40000 + number) : "",
                Learned.NOTHING,
                List.of(),
                Trust.NOT_ASKED,
                Transcript.EMPTY);
    }

    /** The same with an offer of another shape. */
    public static Observation shaped(Observation of, Shape shape) {
        return with(of, of.question(), of.offer().in(shape), of.learned(), of.certificates(), of.trust(), of.page());
    }

    /** The same with clear-text lines. */
    public static Observation learned(Observation of, Learned learned) {
        return with(of, of.question(), of.offer(), learned, of.certificates(), of.trust(), of.page());
    }

    /** The same with a certificate chain. */
    public static Observation certified(Observation of, Bytes... chain) {
        Trust trust = new Trust(Trust.Kind.NOT_TRUSTED, "no root");
        return with(of, of.question(), of.offer(), of.learned(), List.of(chain), trust, of.page());
    }

    /** The same, asked for another reason. */
    public static Observation asking(Question question, Observation of) {
        return with(of, question, of.offer(), of.learned(), of.certificates(), of.trust(), of.page());
    }

    /** The same that asked for a page. */
    public static Observation paged(Observation of, WebPage page) {
        return with(of, Question.HEALTH, of.offer(), of.learned(), of.certificates(), of.trust(), page);
    }

    private static Observation with(
            Observation of,
            Question question,
            Offer offer,
            Learned learned,
            List<Bytes> certificates,
            Trust trust,
            WebPage page) {
        return new Observation(
                of.number(),
                question,
                of.endpoint(),
                offer,
                of.outcome(),
                of.started(),
                of.took(),
                of.localAddress(),
                learned,
                certificates,
                trust,
                of.transcript(),
                of.approach(),
                page);
    }

    /** Every part filled in, with hostile text wherever there is text. */
    public static Observation full(int number, Outcome outcome, String text) {
        Endpoint endpoint = new Endpoint(
                text + "t",
                Service.SMTP,
                text + "n",
                text + "h",
                text,
                65535,
                Map.of(text + "a", text, "b", ""),
                text,
                Role.MEMBER,
                new Pace(1, Duration.ofSeconds(2, 1)));
        Offer offer = new Offer(
                Way.HELLO,
                ProtocolVersion.TLS_1_3,
                List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.SSL_3_0),
                List.of(new CipherSuite(0), new CipherSuite(0xffff), new CipherSuite(0x010080)),
                List.of(NamedGroup.X25519, new NamedGroup(0xfefe)),
                List.of("h2", text),
                Shape.WITHOUT_SERVER_NAME,
                new Extras(
                        Bytes.fromHex("0001ff"),
                        Optional.of(Bytes.EMPTY),
                        List.of(1, 0),
                        true,
                        KeyShares.EVERY_CURVE,
                        List.of(0x0403, 0xfefe)));
        return new Observation(
                number,
                Question.VERSIONS,
                endpoint,
                offer,
                outcome,
                Instant.parse("2026-06-01T08:00:00.123456789Z"),
                Duration.ofSeconds(3, 1),
                "[fd00::5]:40000",
                new Learned(text, text, text, List.of(text, "", "STARTTLS")),
                List.of(Bytes.fromHex("3000"), Bytes.EMPTY),
                new Trust(Trust.Kind.NOT_TRUSTED, text),
                new Transcript(
                        List.of(new Line(false, text), new Line(true, "EHLO x")),
                        Bytes.fromHex("16030100ff"),
                        Bytes.fromHex("15030300020246"),
                        true));
    }
}
