package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.observation.Trouble;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Change.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What changed at one endpoint. A change is only told where both sides were seen; where one was not, that is told. */
final class Changes {
    /** RFC 7465 (RC4), RFC 9325 section 4.1 (NULL, EXPORT, anonymous), Microsoft's DisableCiphers.reg and DisableHashes.reg. */
    private static final Pattern WEAK = Pattern.compile("RC4|DES|RC2|EXPORT|_NULL_|_anon_|_MD5$");

    /** RFC 9325 section 4.2: forward secrecy and authenticated encryption; every ordinary suite of TLS 1.3 has both. */
    private static final Pattern STRONG =
            Pattern.compile("^TLS_(AES|CHACHA20)_.*|^TLS_(ECDHE|DHE)_(ECDSA|RSA)_WITH_.*(_GCM_|_CCM|_POLY1305_).*");

    /** Seen, not inferred: nobody listens, or the upgrade is not offered. */
    private static final Set<Trouble> SEEN = Set.of(Trouble.CONNECTION_REFUSED, Trouble.STARTTLS_NOT_OFFERED);

    private final EndpointAnswers before;
    private final EndpointAnswers after;
    private final Instant at;
    private final List<Change> changes = new ArrayList<>();

    Changes(EndpointAnswers before, EndpointAnswers after, Instant at) {
        this.before = before;
        this.after = after;
        this.at = at;
    }

    List<Change> all() {
        service();
        if (before.trouble().isEmpty() && after.trouble().isEmpty()) {
            for (ProtocolVersion version : ProtocolVersion.values()) {
                version(version);
            }
            for (ProtocolVersion version : ProtocolVersion.values()) {
                suites(version);
            }
            certificates();
        }
        identities();
        return changes;
    }

    private void service() {
        String then = before.trouble().map(trouble -> trouble.kind().sentence()).orElse("it answered");
        String now = after.trouble().map(trouble -> trouble.kind().sentence()).orElse("it answers");
        if (after.trouble().isPresent()) {
            Trouble kind = after.trouble().get().kind();
            boolean same = before.trouble().filter(one -> one.kind() == kind).isPresent();
            boolean gone = before.trouble().isEmpty() && SEEN.contains(kind);
            if (gone || !same) {
                add(Topic.SERVICE, gone ? Direction.WORSE : Direction.UNKNOWN, then, now);
            }
        } else if (before.trouble().isPresent()) {
            boolean seen = SEEN.contains(before.trouble().get().kind());
            add(Topic.SERVICE, seen ? Direction.BETTER : Direction.UNKNOWN, then, now);
        }
    }

    private void version(ProtocolVersion version) {
        Answer then = Words.answer(before, version);
        Answer now = Words.answer(after, version);
        String was = state(then);
        String is = state(now);
        if (was.equals(is)) {
            return;
        }
        String name = Words.version(version);
        if (then.kind() == AnswerKind.UNKNOWN || now.kind() == AnswerKind.UNKNOWN) {
            add(Topic.VERSION, Direction.UNKNOWN, name + " was " + was, "is " + is);
            return;
        }
        add(Topic.VERSION, direction(version, then, now), name + " was " + was, "is " + is);
    }

    /** A handshake that does not finish any more is no refusal, and no proof either. */
    private static Direction direction(ProtocolVersion version, Answer then, Answer now) {
        boolean old = version.before(ProtocolVersion.TLS_1_2);
        int step = spoken(now) - spoken(then);
        if (step == 0) {
            return old || now.proof() == Proof.CONFIRMED ? Direction.DIFFERENT : Direction.UNKNOWN;
        }
        return (step > 0) == old ? Direction.WORSE : Direction.BETTER;
    }

    /** By every node, by some, by none. */
    private static int spoken(Answer answer) {
        return VersionStatement.contradicted(answer) ? 1 : answer.kind() == AnswerKind.YES ? 2 : 0;
    }

    /** What is known of a version, after "was" and "is". */
    static String state(Answer answer) {
        if (VersionStatement.contradicted(answer)) {
            return "both negotiated and refused";
        }
        return switch (answer.kind()) {
            case YES ->
                switch (answer.proof()) {
                    case CONFIRMED -> "confirmed";
                    case SELECTED, NONE -> "chosen without a finished handshake";
                };
            case NO -> "refused";
            case UNKNOWN -> "unknown";
        };
    }

    private void suites(ProtocolVersion version) {
        SuiteAnswers then = before.suites().get(version);
        SuiteAnswers now = after.suites().get(version);
        if (then == null || now == null) {
            return;
        }
        List<CipherSuite> gone = without(then.accepted(), now.accepted());
        List<CipherSuite> come = without(now.accepted(), then.accepted());
        told(version, "no longer accepts ", without(gone, now.unknown()), Direction.WORSE, Direction.BETTER);
        told(version, "now accepts ", without(come, then.unknown()), Direction.BETTER, Direction.WORSE);
        List<CipherSuite> open = new ArrayList<>(gone);
        open.retainAll(now.unknown());
        come.stream().filter(then.unknown()::contains).forEach(open::add);
        if (!open.isEmpty()) {
            changes.add(new Change(
                    Topic.SUITES,
                    Direction.UNKNOWN,
                    "whether " + Words.version(version) + " changed about " + some(open) + " is unknown"));
        }
        if (gone.isEmpty() && come.isEmpty() && !then.accepted().equals(now.accepted())) {
            changes.add(new Change(
                    Topic.SUITE_ORDER,
                    Direction.DIFFERENT,
                    Words.version(version) + " has another order of suites: "
                            + then.accepted().get(0).label() + " was first, "
                            + now.accepted().get(0).label() + " is"));
        }
    }

    private void told(
            ProtocolVersion version, String verb, List<CipherSuite> suites, Direction strong, Direction weak) {
        told(version, verb, suites, Changes::weak, weak);
        told(version, verb, suites, suite -> !weak(suite) && strong(suite), strong);
        told(version, verb, suites, suite -> !weak(suite) && !strong(suite), Direction.DIFFERENT);
    }

    private void told(
            ProtocolVersion version,
            String verb,
            List<CipherSuite> suites,
            Predicate<CipherSuite> kind,
            Direction direction) {
        List<CipherSuite> those = suites.stream().filter(kind).toList();
        if (!those.isEmpty()) {
            changes.add(new Change(Topic.SUITES, direction, Words.version(version) + " " + verb + some(those)));
        }
    }

    private static boolean weak(CipherSuite suite) {
        return WEAK.matcher(suite.label()).find();
    }

    private static boolean strong(CipherSuite suite) {
        return STRONG.matcher(suite.label()).matches();
    }

    private static List<CipherSuite> without(List<CipherSuite> these, List<CipherSuite> those) {
        return these.stream().filter(suite -> !those.contains(suite)).toList();
    }

    private static String some(List<CipherSuite> suites) {
        return Words.some(suites.stream().map(CipherSuite::label).toList());
    }

    private void certificates() {
        List<CertificateFacts> then = leaves(before);
        List<CertificateFacts> now = leaves(after);
        if (then.isEmpty() || now.isEmpty()) {
            if (then.isEmpty() != now.isEmpty()) {
                add(Topic.CERTIFICATE, Direction.UNKNOWN, shown(then), shown(now));
            }
            return;
        }
        if (hashes(then).equals(hashes(now))) {
            return;
        }
        boolean wasGood = then.stream().allMatch(this::good);
        boolean isGood = now.stream().allMatch(this::good);
        Direction direction = wasGood == isGood ? Direction.DIFFERENT : isGood ? Direction.BETTER : Direction.WORSE;
        add(Topic.CERTIFICATE, direction, shown(then), shown(now));
    }

    /** Valid, and naming the server where it was asked for by name. */
    private boolean good(CertificateFacts leaf) {
        return leaf.readable()
                && CertificateDates.of(leaf, at).isEmpty()
                && (!after.endpoint().namedByHostName()
                        || leaf.matches(after.endpoint().serverName()));
    }

    private static List<CertificateFacts> leaves(EndpointAnswers answers) {
        return CertificateChain.seenIn(answers.observations()).stream()
                .map(CertificateChain::leaf)
                .toList();
    }

    private static Set<String> hashes(List<CertificateFacts> leaves) {
        return leaves.stream().map(CertificateFacts::sha256).collect(Collectors.toSet());
    }

    private static String shown(List<CertificateFacts> leaves) {
        return leaves.isEmpty()
                ? "no certificate was seen"
                : Words.some(leaves.stream().map(Node::certificate).distinct().toList());
    }

    /** Where both told something. */
    private void identities() {
        Set<String> then = names(before);
        Set<String> now = names(after);
        if (!then.isEmpty() && !now.isEmpty() && !then.equals(now)) {
            add(
                    Topic.IDENTITY,
                    Direction.DIFFERENT,
                    Words.some(then.stream().sorted().toList()),
                    Words.some(now.stream().sorted().toList()));
        }
    }

    /** A greeting without the time of day, and the name in it. */
    private static Set<String> names(EndpointAnswers answers) {
        return Identity.seenIn(answers.observations()).stream()
                .map(identity -> {
                    int time = identity.greeting().indexOf(" ready at ");
                    String greeting =
                            time < 0 ? identity.greeting() : identity.greeting().substring(0, time);
                    return Words.bounded(greeting.isBlank() ? identity.name() : greeting);
                })
                .filter(name -> !name.isBlank())
                .collect(Collectors.toSet());
    }

    private void add(Topic topic, Direction direction, String then, String now) {
        changes.add(new Change(topic, direction, then + "; now " + now));
    }
}
