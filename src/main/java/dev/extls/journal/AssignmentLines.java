package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** The lines of an assignment, gathered one by one; the last of them says how many there are. */
final class AssignmentLines {
    /** What tells a line of an endpoint. */
    static final String ENDPOINT = "assigned";

    /** What tells a line of a mistake, and holds it. */
    static final String MISTAKE = "mistake";

    /** What tells the last line, and holds the number of endpoints. */
    static final String END = "assignedEndpoints";

    /** The number of mistakes, in the last line. */
    static final String MISTAKES = "mistakes";

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private boolean whole;

    void endpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void mistake(String sentence) {
        mistakes.add(sentence);
    }

    void end(int endpointsWritten, int mistakesWritten) {
        whole = endpointsWritten == endpoints.size() && mistakesWritten == mistakes.size();
    }

    Assignment read() {
        return new Assignment(whole, endpoints, mistakes);
    }
}
