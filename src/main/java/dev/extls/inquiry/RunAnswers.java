package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * The answers of a run in the order of its endpoints, each made when it is asked for: those of a long list do not fit into memory at once,
 * and what they are made of lies in the journal. Whoever goes through all of them should do it once.
 */
public final class RunAnswers extends AbstractList<EndpointAnswers> implements RandomAccess {
    private final List<Endpoint> endpoints;
    private final IntFunction<EndpointAnswers> making;

    /**
     * Answers that are made when they are asked for.
     *
     * @param endpoints of the run
     * @param making gives what is known of the endpoint at a place, the same each time
     */
    public RunAnswers(List<Endpoint> endpoints, IntFunction<EndpointAnswers> making) {
        this.endpoints = List.copyOf(endpoints);
        this.making = making;
    }

    /**
     * Answers that are there already.
     *
     * @param answers of any number of endpoints
     * @return the same
     */
    public static RunAnswers of(List<EndpointAnswers> answers) {
        List<EndpointAnswers> there = List.copyOf(answers);
        return new RunAnswers(there.stream().map(EndpointAnswers::endpoint).toList(), there::get);
    }

    /**
     * The endpoints, for which no answer has to be made.
     *
     * @return in the order of the run
     */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * Some of them.
     *
     * @param places in the order that is wanted
     * @return answers that are made when they are asked for
     */
    public RunAnswers at(List<Integer> places) {
        int[] chosen = places.stream().mapToInt(Integer::intValue).toArray();
        return new RunAnswers(
                Arrays.stream(chosen).mapToObj(endpoints::get).toList(), place -> making.apply(chosen[place]));
    }

    @Override
    public EndpointAnswers get(int place) {
        return making.apply(place);
    }

    @Override
    public int size() {
        return endpoints.size();
    }
}
