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

/** The details of one endpoint after another, packed, with the transcripts of what its answers rest on as long as the page stays quick. */
final class PageDetails {
    /** So many transcripts an endpoint; all others are in the journal. */
    private static final int MOST_TRANSCRIPTS = 18;

    private static final int MOST_OF_A_VERSION = 4;

    /** Characters of details in a page, behind which there are no more transcripts. */
    private static final long MOST_CHARACTERS = 24_000_000;

    private final Transcripts transcripts;
    private final Instant at;
    private long characters;

    PageDetails(Transcripts transcripts, Instant at) {
        this.transcripts = transcripts;
        this.at = at;
    }

    String of(JudgedEndpoint endpoint) {
        try {
            String packed = Packed.of(
                    EndpointDetails.json(endpoint, characters < MOST_CHARACTERS ? shown(endpoint) : List.of(), at));
            characters += packed.length();
            return packed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Observation> shown(JudgedEndpoint endpoint) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (Answer answer : endpoint.answers().versions().values()) {
            answer.evidence().stream().limit(MOST_OF_A_VERSION).forEach(ids::add);
        }
        return transcripts.of(endpoint.answers()).stream()
                .filter(one -> ids.contains(one.id()))
                .limit(MOST_TRANSCRIPTS)
                .toList();
    }
}
