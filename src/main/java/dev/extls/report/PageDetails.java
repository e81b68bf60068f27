package dev.extls.report;

import dev.extls.inquiry.Answer;
import dev.extls.observation.Observation;
import dev.extls.verdict.JudgedEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The details of endpoints, packed, with the transcripts of what their answers rest on as long as the page stays quick. */
final class PageDetails {
    /** So many transcripts an endpoint; all others are in the journal. */
    private static final int MOST_TRANSCRIPTS = 18;

    private static final int MOST_OF_A_VERSION = 4;

    /** Characters of details in a page, behind which there are no more transcripts. */
    private static final long MOST_CHARACTERS = 24_000_000;

    /** Fewer are not worth other threads. */
    private static final int MANY = 8;

    private final Transcripts transcripts;
    private final Instant at;
    private long characters;

    PageDetails(Transcripts transcripts, Instant at) {
        this.transcripts = transcripts;
        this.at = at;
    }

    /** Of one endpoint after another, worked out side by side; whether they have transcripts is decided for all of them. */
    List<String> of(List<JudgedEndpoint> endpoints) {
        boolean room = characters < MOST_CHARACTERS;
        Stream<JudgedEndpoint> all = endpoints.size() < MANY ? endpoints.stream() : endpoints.parallelStream();
        List<String> packed = all.map(endpoint -> packed(endpoint, room)).toList();
        characters += packed.stream().mapToLong(String::length).sum();
        return packed;
    }

    private String packed(JudgedEndpoint endpoint, boolean withTranscripts) {
        try {
            return Packed.of(EndpointDetails.json(endpoint, withTranscripts ? shown(endpoint) : List.of(), at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Observation> shown(JudgedEndpoint endpoint) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (Answer answer : endpoint.answers().versions().values()) {
            answer.evidence().stream().limit(MOST_OF_A_VERSION).forEach(ids::add);
        }
        return transcripts.of(endpoint.answers(), ids).stream()
                .limit(MOST_TRANSCRIPTS)
                .toList();
    }
}
