package dev.extls.cli;

import dev.extls.inquiry.Sampling;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How is counted which nodes answer behind one address. */
final class NodeOptions {
    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Count which nodes answer, by N connections to each endpoint that is no member of a pool; 0 for none. Default:"
                            + " for the virtual addresses of pools, until ten in a row show no other node, at most 20.")
    private @Nullable Integer samples;

    @Option(
            names = "--no-healthcheck",
            description =
                    "Ask no web site for its health page (GET /owa/healthcheck.htm, once a connection, without a login), by which"
                            + " nodes of Exchange name themselves when they are counted.")
    boolean noHealthcheck;

    /** How many connections are made to count nodes, and where. */
    Sampling sampling() throws UserError {
        if (samples == null) {
            return Sampling.USUAL;
        }
        if (samples < 0 || samples > Sampling.MOST) {
            throw new UserError("--samples " + samples + ": expected a number from 0 to " + Sampling.MOST);
        }
        return Sampling.of(samples);
    }

    /** For the journal: what was set. */
    Map<String, String> recorded() {
        Map<String, String> options = new TreeMap<>();
        options.put("samples", samples == null ? "" : String.valueOf(samples));
        options.put("healthcheck", String.valueOf(!noHealthcheck));
        return options;
    }
}
