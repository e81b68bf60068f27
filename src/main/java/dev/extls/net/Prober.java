package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.concurrent.CompletableFuture;

/** Makes one connection and tells what was seen. */
public interface Prober {
    /**
     * One connection: connect, dialogue, hello or handshake, close.
     *
     * @param number of the observation
     * @param question what the connection is made to find out
     * @param endpoint a resolved endpoint
     * @param offer what to propose
     * @return the observation, once the connection is closed; completes exceptionally with {@link Exhausted} if this machine had nothing
     *     left to connect with, and otherwise only for a bug of ours
     */
    CompletableFuture<Observation> probe(long number, Question question, Endpoint endpoint, Offer offer);
}
