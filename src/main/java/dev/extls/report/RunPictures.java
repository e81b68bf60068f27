package dev.extls.report;

import dev.extls.verdict.JudgedEndpoint;
import java.util.List;

/**
 * What is drawn of all endpoints of a run.
 *
 * @param versions a bar a version, the oldest first
 * @param timeline when the connections were started
 */
record RunPictures(List<VersionBar> versions, RunTimeline timeline) {
    RunPictures {
        versions = List.copyOf(versions);
    }

    /** Goes through the endpoints once. */
    static RunPictures of(RunFacts run, List<JudgedEndpoint> endpoints) {
        VersionBar.Counting versions = new VersionBar.Counting();
        RunTimeline.Counting timeline = new RunTimeline.Counting(run);
        for (JudgedEndpoint endpoint : endpoints) {
            versions.add(endpoint.answers());
            timeline.add(endpoint.answers());
        }
        return new RunPictures(versions.bars(), timeline.whole());
    }
}
