package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Shard;
import dev.extls.target.TargetList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be scanned: named on the command line, in lists, and by domains. */
final class TargetOptions {
    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "A host, name@address, or a URI such as smtp://host:port.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A list of targets: text, CSV or YAML; - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--mx",
            paramLabel = "DOMAIN",
            description =
                    "The mail exchangers of a domain, by SMTP: its MX records, without one the domain itself (RFC 5321,"
                            + " section 5.1).")
    private List<String> mailDomains = new ArrayList<>();

    @Option(
            names = "--autodiscover",
            paramLabel = "DOMAIN",
            description =
                    "Where clients look for the Autodiscover service of a domain ([MS-OXDISCO], sections 1.3 and 2.2.2),"
                            + " by HTTPS: DOMAIN, autodiscover.DOMAIN and the SRV records of _autodiscover._tcp.DOMAIN.")
    private List<String> autodiscoverDomains = new ArrayList<>();

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            converter = ShardConverter.class,
            description =
                    "Scan the K-th of N parts of the list. Each endpoint is in one part, the same on every machine and in"
                            + " every order of the list.")
    private Optional<Shard> shard = Optional.empty();

    /** Those that are named on the command line, and no others. */
    static TargetOptions of(List<String> targets) {
        TargetOptions options = new TargetOptions();
        options.targets = targets;
        return options;
    }

    /** Reads and finds everything that this run has to scan. */
    Expanded read(NameOptions names, Notes notes) throws UserError {
        if (!given()) {
            throw new UserError("nothing to scan: expected a TARGET or -f FILE (extls scan --help shows examples)");
        }
        TargetInput.refuseLists(targets);
        List<TargetList> found = byDomain() ? Discovery.of(mailDomains, autodiscoverDomains, names, notes) : List.of();
        Expanded all = TargetInput.read(targets, files, found);
        notes.mistakes(all);
        if (all.endpoints().isEmpty()) {
            throw new UserError("no target is left to scan");
        }
        return shard.map(part -> part(part, all, notes)).orElse(all);
    }

    /** Whether anything is. */
    boolean given() {
        return !targets.isEmpty() || !files.isEmpty() || byDomain();
    }

    /** {@code 3/8}, or empty for the whole list. */
    String shard() {
        return shard.map(Shard::toString).orElse("");
    }

    /** Whether name servers are asked what there is. */
    boolean byDomain() {
        return !mailDomains.isEmpty() || !autodiscoverDomains.isEmpty();
    }

    /** A part may be empty: the list may have fewer endpoints than there are machines. */
    private static Expanded part(Shard shard, Expanded all, Notes notes) {
        Expanded part = shard.of(all);
        notes.note("part " + shard + " of the list: " + part.endpoints().size() + " of "
                + all.endpoints().size() + " endpoints");
        return part;
    }
}
