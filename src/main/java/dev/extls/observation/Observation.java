package dev.extls.observation;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one connection showed, without opinion.
 *
 * @param number unique in a run, from 1 on, in the order in which the connections were started
 * @param question what the connection was made to find out
 * @param endpoint the door
 * @param offer what was proposed
 * @param outcome how it ended
 * @param started when the connection was started, by the wall clock
 * @param took from the start to the end, by a clock that never steps back
 * @param localAddress our address and port, such as {@code 127.0.0.1:40312}; empty if there was no connection
 * @param learned what the clear-text lines told
 * @param certificates the chain as sent, leaf first, each in DER; empty where none was seen
 * @param trust whether that chain leads to a root of this machine
 * @param transcript what crossed the wire
 * @param approach how the connection came to the door
 * @param page what a web site answered inside TLS, where it was asked who it is
 */
public record Observation(
        long number,
        Question question,
        Endpoint endpoint,
        Offer offer,
        Outcome outcome,
        Instant started,
        Duration took,
        String localAddress,
        Learned learned,
        List<Bytes> certificates,
        Trust trust,
        Transcript transcript,
        Approach approach,
        WebPage page) {
    /** Copies. */
    public Observation {
        certificates = List.copyOf(certificates);
    }

    /**
     * What a connection showed that went straight to the door and asked for no page.
     *
     * @param number unique in a run
     * @param question what the connection was made to find out
     * @param endpoint the door
     * @param offer what was proposed
     * @param outcome how it ended
     * @param started when the connection was started
     * @param took from the start to the end
     * @param localAddress our address and port, or empty
     * @param learned what the clear-text lines told
     * @param certificates the chain as sent
     * @param trust whether that chain leads to a root of this machine
     * @param transcript what crossed the wire
     */
    public Observation(
            long number,
            Question question,
            Endpoint endpoint,
            Offer offer,
            Outcome outcome,
            Instant started,
            Duration took,
            String localAddress,
            Learned learned,
            List<Bytes> certificates,
            Trust trust,
            Transcript transcript) {
        this(
                number,
                question,
                endpoint,
                offer,
                outcome,
                started,
                took,
                localAddress,
                learned,
                certificates,
                trust,
                transcript,
                Approach.DIRECT,
                WebPage.NOT_ASKED);
    }

    /** Of the number, which tells the observations of a run apart; a transcript is long. */
    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    /**
     * An observation of no connection at all.
     *
     * @param number unique in a run
     * @param question what would have been found out
     * @param endpoint the door
     * @param offer what would have been proposed
     * @param outcome why it was not
     * @param when by the wall clock
     * @return an observation without transcript
     */
    public static Observation withoutConnection(
            long number, Question question, Endpoint endpoint, Offer offer, Outcome outcome, Instant when) {
        return new Observation(
                number,
                question,
                endpoint,
                offer,
                outcome,
                when,
                Duration.ZERO,
                "",
                Learned.NOTHING,
                List.of(),
                Trust.NOT_ASKED,
                Transcript.EMPTY);
    }

    /**
     * The same observation with the fact about its chain.
     *
     * @param fact whether the chain leads to a root of this machine
     * @return a copy
     */
    public Observation withTrust(Trust fact) {
        return with(number, endpoint, certificates, fact, transcript);
    }

    /**
     * The same observation with another copy of its chain.
     *
     * @param same equal certificates
     * @return a copy
     */
    Observation withCertificates(List<Bytes> same) {
        return with(number, endpoint, same, trust, transcript);
    }

    /**
     * The same observation without the bytes that crossed the wire: a list of any size stays small in memory. The journal holds the
     * transcript by the same id.
     *
     * @return a copy with an empty transcript
     */
    public Observation withoutTranscript() {
        return with(number, endpoint, certificates, trust, Transcript.EMPTY);
    }

    /**
     * The same among the observations of a merged run.
     *
     * @param idOffset what is added to its number, not negative
     * @param door the endpoint as the merged run has it
     * @return an observation that differs by nothing else
     */
    public Observation retold(long idOffset, Endpoint door) {
        return with(number + idOffset, door, certificates, trust, transcript);
    }

    private Observation with(long otherNumber, Endpoint door, List<Bytes> chain, Trust fact, Transcript bytes) {
        return new Observation(
                otherNumber,
                question,
                door,
                offer,
                outcome,
                started,
                took,
                localAddress,
                learned,
                chain,
                fact,
                bytes,
                approach,
                page);
    }

    /**
     * By what reports and the journal name it.
     *
     * @return {@code o1}, {@code o2}, ...
     */
    public String id() {
        return "o" + number;
    }

    /**
     * Whether its connection was started before that of another, as their numbers tell.
     *
     * @param other of the same run
     * @return false for itself
     */
    public boolean startedBefore(Observation other) {
        return number < other.number;
    }

    /**
     * When the connection was over.
     *
     * @return start and length together
     */
    public Instant ended() {
        return started.plus(took);
    }

    /**
     * The version in question.
     *
     * @return the highest that was offered
     */
    public ProtocolVersion asked() {
        return offer.version();
    }

    /**
     * The shape of the hello, if it is not the usual one.
     *
     * @return a few words with their article, or empty for a plain hello
     */
    public String unusualShape() {
        return offer.shape() == Shape.PLAIN ? "" : offer.shape().sentence();
    }

    /**
     * Whether the server spoke in clear text before TLS.
     *
     * @return true where there was a greeting
     */
    public boolean greeted() {
        return !learned.greeting().isEmpty();
    }

    /**
     * Whether a complete handshake was tried, not a hello alone.
     *
     * @return true for {@link Way#HANDSHAKE}
     */
    public boolean handshakeTried() {
        return offer.way() == Way.HANDSHAKE;
    }
}
