package dev.extls.net;

import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Finds the records of one type that a name has, following its CNAME records through answers and further questions. */
final class DnsLookUp {
    /** So many CNAME records in a row are followed; those of real services are five at most. */
    private static final int LONGEST_CHAIN = 8;

    /** RFC 1035 section 2.3.4: 255 octets on the wire are 253 characters; a label has up to 63 octets. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_LABEL = 63;

    private final BiFunction<String, DnsRecordType, CompletableFuture<DnsAnswer>> asker;
    private final Consumer<String> notes;
    private final String host;
    private final DnsRecordType type;
    private final Set<String> met = new HashSet<>();

    DnsLookUp(
            BiFunction<String, DnsRecordType, CompletableFuture<DnsAnswer>> asker,
            Consumer<String> notes,
            String host,
            DnsRecordType type) {
        this.asker = asker;
        this.notes = notes;
        this.host = host;
        this.type = type;
    }

    CompletableFuture<LookedUp<DnsReply.Resource>> start() {
        met.add(host);
        return ask(host);
    }

    private CompletableFuture<LookedUp<DnsReply.Resource>> ask(String name) {
        if (!isName(name)) {
            return done(LookedUp.nothing(name.equals(host) ? host + " is no name" : leads("to no name")));
        }
        return asker.apply(name, type)
                .thenCompose(answer -> answer.reply()
                        .map(reply -> read(name, reply))
                        .orElseGet(() -> done(LookedUp.unanswered(answer.silence()))));
    }

    private CompletableFuture<LookedUp<DnsReply.Resource>> read(String name, DnsReply reply) {
        boolean exists = !reply.code().equals(DnsResponseCode.NXDOMAIN);
        if (exists && !reply.code().equals(DnsResponseCode.NOERROR)) {
            return done(LookedUp.unanswered(
                    "the name server answers " + reply.code().toString().toUpperCase(Locale.ROOT) + " for " + name));
        }
        String owner = name;
        while (reply.of(owner, type).isEmpty()) {
            List<DnsReply.Resource> aliases = reply.of(owner, DnsRecordType.CNAME);
            if (aliases.isEmpty()) {
                return withoutRecords(name, owner, exists, reply.truncated());
            }
            owner = aliases.get(0).name();
            if (!met.add(owner)) {
                return done(LookedUp.nothing(leads("in a circle")));
            }
            if (met.size() > LONGEST_CHAIN + 1) {
                return done(LookedUp.nothing(leads("through more than " + LONGEST_CHAIN + " names")));
            }
        }
        if (reply.truncated()) {
            notes.accept(host + ": the answer of the name server was cut off, some " + type.name()
                    + " records may be missing");
        }
        return done(LookedUp.of(reply.of(owner, type)));
    }

    private CompletableFuture<LookedUp<DnsReply.Resource>> withoutRecords(
            String name, String owner, boolean exists, boolean truncated) {
        if (truncated) {
            return done(LookedUp.unanswered("the answer of the name server for " + host + " was cut off"));
        }
        if (!exists) {
            String alias = owner.equals(host) ? "" : ", to which the CNAME record of " + host + " leads";
            return done(LookedUp.nothing("there is no name " + owner + " (NXDOMAIN)" + alias));
        }
        return owner.equals(name) ? done(LookedUp.nothing(host + " has no " + type.name() + " record")) : ask(owner);
    }

    private String leads(String where) {
        return "the CNAME record of " + host + " leads " + where;
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LONGEST_LABEL) {
                return false;
            }
        }
        return true;
    }

    private static CompletableFuture<LookedUp<DnsReply.Resource>> done(LookedUp<DnsReply.Resource> result) {
        return CompletableFuture.completedFuture(result);
    }
}
