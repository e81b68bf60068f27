package dev.extls.inquiry;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.observation.Approach;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trust;
import dev.extls.observation.WebPage;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Observations of one endpoint, told in the order of their start: one a second, each over in half a second unless said otherwise. */
final class Seen {
    static final Endpoint DOOR = new Endpoint(
            "ex01.contoso.test",
            Service.SMTP,
            "ex01.contoso.test",
            "ex01.contoso.test",
            "10.0.0.11",
            25,
            Map.of(),
            "",
            Role.STANDALONE);

    private static final Instant BEGINNING = Instant.parse("2026-11-23T08:00:00Z");

    private final List<Observation> observations = new ArrayList<>();
    private Instant clock = BEGINNING;
    private Question question = Question.VERSIONS;

    static Seen nothing() {
        return new Seen();
    }

    List<Observation> list() {
        return List.copyOf(observations);
    }

    Answer answer(ProtocolVersion version) {
        return VersionLaw.answer(version, list());
    }

    /** A full handshake in the version. */
    Seen negotiated(ProtocolVersion version) {
        return add(handshake(version), new Outcome.Negotiated(selection(version)));
    }

    /** A ServerHello that chose a version; the hello offered another one, or the same. */
    Seen chose(ProtocolVersion chosen, ProtocolVersion offered) {
        return chose(chosen, offered, Stop.AS_ASKED);
    }

    Seen chose(ProtocolVersion chosen, ProtocolVersion offered, Stop stop) {
        return add(hello(offered), new Outcome.Selected(selection(chosen), stop, "detail"));
    }

    /** A fatal alert to the likely suites. */
    Seen alert(ProtocolVersion version, int description) {
        return add(hello(version), new Outcome.Alerted(new Alert(2, description)));
    }

    /** A fatal alert to certain suites. */
    Seen alert(ProtocolVersion version, int description, List<CipherSuite> suites) {
        return add(Offer.hello(version, suites, List.of()), new Outcome.Alerted(new Alert(2, description)));
    }

    /** An alert of level warning to every suite. */
    Seen warning(ProtocolVersion version, int description) {
        return add(
                Offer.hello(version, KnownSuites.of(version), List.of()),
                new Outcome.Alerted(new Alert(1, description)));
    }

    /** A FIN in answer to every suite known for the version. */
    Seen fin(ProtocolVersion version) {
        return fin(version, KnownSuites.of(version));
    }

    Seen fin(ProtocolVersion version, List<CipherSuite> suites) {
        return add(Offer.hello(version, suites, List.of()), new Outcome.Closed());
    }

    /** An RST in answer to every suite known for the version. */
    Seen rst(ProtocolVersion version) {
        return rst(version, KnownSuites.of(version));
    }

    Seen rst(ProtocolVersion version, List<CipherSuite> suites) {
        return add(Offer.hello(version, suites, List.of()), new Outcome.Reset());
    }

    Seen ended(ProtocolVersion version, Outcome outcome) {
        return add(hello(version), outcome);
    }

    /** What follows is asked for another reason. */
    Seen asking(Question next) {
        question = next;
        return this;
    }

    /** Any offer and how it ended. */
    Seen add(Offer offer, Outcome outcome) {
        observations.add(new Observation(
                observations.size() + 1,
                question,
                DOOR,
                offer,
                outcome,
                clock,
                Duration.ofMillis(500),
                "127.0.0.1:40312",
                Learned.NOTHING,
                List.of(),
                Trust.NOT_ASKED,
                Transcript.EMPTY));
        clock = clock.plusSeconds(1);
        return this;
    }

    /** The same behind a header of the PROXY protocol, each of them. */
    List<Observation> announced() {
        return observations.stream()
                .map(one -> new Observation(
                        one.number(),
                        one.question(),
                        one.endpoint(),
                        one.offer(),
                        one.outcome(),
                        one.started(),
                        one.took(),
                        one.localAddress(),
                        one.learned(),
                        one.certificates(),
                        one.trust(),
                        one.transcript(),
                        new Approach("PROXY TCP4 10.0.0.9 10.0.0.11 40312 25", ""),
                        WebPage.NOT_ASKED))
                .toList();
    }

    /** What crossed the wire on the latest one. */
    Seen sending(Transcript transcript) {
        Observation last = observations.remove(observations.size() - 1);
        observations.add(new Observation(
                last.number(),
                last.question(),
                last.endpoint(),
                last.offer(),
                last.outcome(),
                last.started(),
                last.took(),
                last.localAddress(),
                last.learned(),
                last.certificates(),
                last.trust(),
                transcript));
        return this;
    }

    /** The latest one took longer: the next ones start while it still lasts. */
    Seen lasting(double seconds) {
        return took(Duration.ofMillis((long) (seconds * 1000)));
    }

    /** The latest one ended in the very instant in which the next one starts. */
    Seen lastingUntilTheNext() {
        return took(Duration.ofSeconds(1));
    }

    /** The wall clock is set back before the next one. */
    Seen clockSetBack(Duration by) {
        clock = clock.minus(by);
        return this;
    }

    /** The node of the latest one named itself in the EHLO reply; empty for a node that did not. */
    Seen by(String node) {
        return told(new Learned("", node, "", List.of()), List.of());
    }

    /** The latest one was greeted so. */
    Seen greeted(String greeting) {
        return told(new Learned(greeting, "", "", List.of()), List.of());
    }

    /** The latest one was shown this leaf. */
    Seen certified(String leaf) {
        return told(Learned.NOTHING, List.of(Bytes.of(leaf.getBytes(StandardCharsets.US_ASCII))));
    }

    /** The latest one was shown this leaf. */
    Seen certified(Bytes leaf) {
        return told(Learned.NOTHING, List.of(leaf));
    }

    private Seen told(Learned learned, List<Bytes> certificates) {
        Observation last = observations.get(observations.size() - 1);
        return inPlaceOfTheLatest(last.took(), learned, certificates);
    }

    private Seen took(Duration took) {
        Observation last = observations.get(observations.size() - 1);
        return inPlaceOfTheLatest(took, last.learned(), last.certificates());
    }

    private Seen inPlaceOfTheLatest(Duration took, Learned learned, List<Bytes> certificates) {
        Observation last = observations.remove(observations.size() - 1);
        observations.add(new Observation(
                last.number(),
                last.question(),
                last.endpoint(),
                last.offer(),
                last.outcome(),
                last.started(),
                took,
                last.localAddress(),
                learned,
                certificates,
                last.trust(),
                last.transcript()));
        return this;
    }

    static Offer hello(ProtocolVersion version) {
        return Offer.hello(version, KnownSuites.likely(version), List.of());
    }

    private static Offer handshake(ProtocolVersion version) {
        return Offer.handshake(version, List.of());
    }

    private static Selection selection(ProtocolVersion version) {
        return new Selection(version, KnownSuites.of(version).get(0), -1, "", false);
    }
}
