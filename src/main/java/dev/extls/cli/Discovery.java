package dev.extls.cli;

import dev.extls.net.Dns;
import dev.extls.net.LookedUp;
import dev.extls.net.MailExchanger;
import dev.extls.net.Names;
import dev.extls.net.ServiceRecord;
import dev.extls.target.FoundHost;
import dev.extls.target.Target;
import dev.extls.target.TargetList;
import dev.extls.target.TargetReader;
import dev.extls.written.Place;
import dev.extls.written.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the endpoints that a domain announces. What nobody could say becomes a problem like a line of a list that cannot be read:
 * what would have been found is unknown.
 */
final class Discovery {
    private static final int MOST_RECORDS = 64;

    private final Dns dns;
    private final Names names;
    private final Notes notes;

    private Discovery(Dns dns, Names names, Notes notes) {
        this.dns = dns;
        this.names = names;
        this.notes = notes;
    }

    /** Asks for all domains at once; gives one list a domain and kind. */
    static List<TargetList> of(
            List<String> mailDomains, List<String> autodiscoverDomains, NameOptions options, Notes notes)
            throws UserError {
        List<String> mail = checked("--mx", mailDomains);
        List<String> autodiscover = checked("--autodiscover", autodiscoverDomains);
        try (Dns dns = options.resolver()
                        .map(server -> Dns.at(server, notes::note))
                        .orElseGet(() -> Dns.ofTheSystem(notes::note));
                Names names = options.open(notes)) {
            Discovery discovery = new Discovery(dns, names, notes);
            List<CompletableFuture<TargetList>> lists = new ArrayList<>();
            mail.forEach(domain -> lists.add(discovery.mailExchangers(domain)));
            autodiscover.forEach(domain -> lists.add(discovery.autodiscover(domain)));
            return lists.stream().map(CompletableFuture::join).toList();
        }
    }

    /** A domain is a host name as in a list of targets. */
    private static List<String> checked(String option, List<String> domains) throws UserError {
        List<String> names = new ArrayList<>();
        for (String domain : domains) {
            TargetList read = TargetReader.readFound(option, "smtp", List.of(new FoundHost(domain, 0, "")));
            if (!read.problems().isEmpty()) {
                Problem problem = read.problems().get(0);
                throw new UserError(option + " " + domain + ": found " + problem.found() + ", expected a domain such as"
                        + " contoso.com");
            }
            names.add(read.targets().get(0).host());
        }
        return names;
    }

    private CompletableFuture<TargetList> mailExchangers(String domain) {
        String source = "<MX of " + domain + ">";
        return dns.mailExchangers(domain).thenCompose(found -> {
            if (found.certainlyNothing()) {
                return withoutMailExchangers(domain, source, found);
            }
            return CompletableFuture.completedFuture(
                    found.failure().isPresent()
                            ? unknown(source, found, "its MX records")
                            : TargetReader.readFound(source, "smtp", mailHosts(domain, found.found())));
        });
    }

    /** RFC 7505: a domain that takes no mail says so with an exchanger that has no name. */
    private List<FoundHost> mailHosts(String domain, List<MailExchanger> exchangers) {
        List<FoundHost> hosts = bounded(domain, "MX", exchangers).stream()
                .filter(one -> !one.host().isEmpty())
                .map(one -> new FoundHost(one.host(), 0, "MX " + one.preference() + " of " + domain))
                .toList();
        if (hosts.isEmpty()) {
            notes.note(domain + " takes no mail: its MX record is empty (RFC 7505)");
        }
        return hosts;
    }

    /** RFC 5321 section 5.1: without an MX record, mail goes to the addresses of the domain itself. */
    private CompletableFuture<TargetList> withoutMailExchangers(
            String domain, String source, LookedUp<MailExchanger> none) {
        return names.addresses(domain).thenApply(addresses -> {
            if (addresses.failure().isEmpty()) {
                FoundHost itself = new FoundHost(domain, 0, domain + " without an MX record");
                return TargetReader.readFound(source, "smtp", List.of(itself));
            }
            return addresses.certainlyNothing()
                    ? unknown(source, none, "an MX record")
                    : unknown(source, addresses, "an MX record, or addresses of " + domain);
        });
    }

    private CompletableFuture<TargetList> autodiscover(String domain) {
        String source = "<Autodiscover of " + domain + ">";
        String host = "autodiscover." + domain;
        String service = "_autodiscover._tcp." + domain;
        CompletableFuture<LookedUp<String>> root = names.addresses(domain);
        CompletableFuture<LookedUp<String>> named = names.addresses(host);
        CompletableFuture<LookedUp<ServiceRecord>> records = dns.services(service);
        return CompletableFuture.allOf(root, named, records).thenApply(done -> {
            List<FoundHost> hosts = new ArrayList<>();
            List<LookedUp<?>> failures = new ArrayList<>();
            found(root.join(), new FoundHost(domain, 0, "root domain of Autodiscover"), hosts, failures);
            found(named.join(), new FoundHost(host, 0, "host of Autodiscover"), hosts, failures);
            if (records.join().failure().isPresent()) {
                failures.add(records.join());
            }
            // RFC 2782: a target of "." says that the service is decidedly not available
            bounded(domain, "SRV", records.join().found()).stream()
                    .filter(record -> !record.host().isEmpty())
                    .map(record -> new FoundHost(record.host(), portOf(record), "SRV of " + service))
                    .forEach(hosts::add);
            return together(source, TargetReader.readFound(source, "https", hosts), failures);
        });
    }

    private static void found(
            LookedUp<String> addresses, FoundHost host, List<FoundHost> hosts, List<LookedUp<?>> failures) {
        if (addresses.failure().isPresent()) {
            failures.add(addresses);
        } else {
            hosts.add(host);
        }
    }

    /** 0 is no port, and would stand for the usual one. */
    private static int portOf(ServiceRecord record) {
        return record.port() == 0 ? -1 : record.port();
    }

    /** What is certainly not there is no mistake as long as anything is. */
    private static TargetList together(String source, TargetList targets, List<LookedUp<?>> failures) {
        TargetList all = targets;
        boolean nothing = targets.targets().isEmpty() && targets.problems().isEmpty();
        for (LookedUp<?> failure : failures) {
            if (!failure.certainlyNothing() || nothing) {
                all = all.and(unknown(source, failure, "an address or an SRV record"));
            }
        }
        return all;
    }

    private static TargetList unknown(String source, LookedUp<?> failure, String expected) {
        List<Target> none = List.of();
        return new TargetList(
                none,
                List.of(new Problem(
                        new Place(source, 1, 1), failure.failure().orElseThrow().detail(), expected)));
    }

    private <T> List<T> bounded(String domain, String type, List<T> records) {
        if (records.size() <= MOST_RECORDS) {
            return records;
        }
        notes.note(domain + " has " + records.size() + " " + type + " records: the first " + MOST_RECORDS
                + " of them are used");
        return records.subList(0, MOST_RECORDS);
    }
}
