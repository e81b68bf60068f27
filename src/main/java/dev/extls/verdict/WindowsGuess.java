package dev.extls.verdict;

import dev.extls.endpoint.TlsStart;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which generation of Windows Server may answer at an endpoint, guessed from its suites, their order, its versions and groups. Never a fact:
 * whoever runs a server may set all of it otherwise, and no rule of a policy rests on it.
 *
 * <p>Microsoft's lists of default suites ({@code windows-suites.tsv}) and "Protocols in TLS/SSL (Schannel SSP)" (2025-03-20): TLS 1.3 from
 * 2022 on; "TLS Elliptic Curves in Windows 10 version 1607 and later": curve25519 from 2016 on. Those generations fit whose default list holds
 * every suite that was accepted, in an order that does not contradict; among them those are likely of whose list the least is missing, if that is
 * a quarter of it at most.
 *
 * @param generations that are likely, oldest first; none where the answers do not look like Windows
 * @param reasons one or more, each a clause without full stop
 */
public record WindowsGuess(List<WindowsGeneration> generations, List<String> reasons) {
    /** A guess at more of them says nothing. */
    private static final int MOST_GENERATIONS = 4;

    /** A suite may be missing for so many that are there. */
    private static final long MOST_MISSING = 3;

    /** Suites of families that Schannel has never had, or never before TLS 1.3. */
    private static final Pattern FOREIGN =
            Pattern.compile(".*(_CAMELLIA_|_ARIA_|_SEED_|_IDEA_|_CCM|_anon_|_WITH_CHACHA20_).*");

    /** Groups that Schannel has never had. */
    private static final Pattern FOREIGN_GROUP = Pattern.compile("x448|brainpool.*|sect.*|secp(160|192|224|256k).*");

    /** "Exchange Server TLS configuration best practices" (2025-04-25): the suites of TLS 1.2. */
    private static final Set<String> RECOMMENDED = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

    /** Checks and copies. */
    public WindowsGuess {
        generations = List.copyOf(generations);
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a guess has its reasons");
        }
    }

    /**
     * Guesses.
     *
     * @param endpoint what is known of it; suites have to be asked for
     * @return empty where too little was seen to guess at all, or everything fits
     */
    public static Optional<WindowsGuess> of(EndpointAnswers endpoint) {
        Set<CipherSuite> accepted = accepted(endpoint);
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        List<String> foreign = foreign(endpoint, accepted);
        return foreign.isEmpty()
                ? new Guesswork(endpoint, accepted).guess()
                : Optional.of(new WindowsGuess(List.of(), List.of(noWindows(foreign))));
    }

    /**
     * The guess as a clause.
     *
     * @return such as {@code likely Windows Server 2016}
     */
    public String sentence() {
        return generations.isEmpty()
                ? "likely no Windows"
                : "likely Windows Server "
                        + generations.stream().map(WindowsGeneration::year).collect(Collectors.joining(" or "));
    }

    private static Set<CipherSuite> accepted(EndpointAnswers endpoint) {
        return endpoint.suites().values().stream()
                .flatMap(suites -> suites.accepted().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> foreign(EndpointAnswers endpoint, Set<CipherSuite> accepted) {
        List<String> foreign = new ArrayList<>();
        accepted.stream()
                .map(CipherSuite::label)
                .filter(name -> FOREIGN.matcher(name).matches())
                .forEach(foreign::add);
        endpoint.groups().values().stream()
                .flatMap(groups -> groups.accepted().stream())
                .map(NamedGroup::label)
                .distinct()
                .filter(name -> FOREIGN_GROUP.matcher(name).matches())
                .forEach(foreign::add);
        return foreign;
    }

    private static String noWindows(List<String> foreign) {
        return Words.some(foreign)
                + (foreign.size() == 1
                        ? " is accepted, which no generation of Windows has"
                        : " are accepted, which no generation of Windows has")
                + ": something else ends TLS here, such as a balancer";
    }

    /** One guess in the making. */
    private record Guesswork(EndpointAnswers endpoint, Set<CipherSuite> accepted) {
        Optional<WindowsGuess> guess() {
            List<WindowsGeneration> fitting =
                    Arrays.stream(WindowsGeneration.values()).filter(this::fits).toList();
            OptionalInt least = fitting.stream().mapToInt(this::missing).min();
            if (least.isEmpty()) {
                return Optional.empty();
            }
            List<WindowsGeneration> likely = fitting.stream()
                    .filter(generation -> missing(generation) == least.getAsInt())
                    .toList();
            boolean tooLittle = !recommended() && MOST_MISSING * least.getAsInt() > there(likely.get(0));
            return likely.size() > MOST_GENERATIONS || tooLittle
                    ? Optional.empty()
                    : Optional.of(new WindowsGuess(likely, reasons(likely)));
        }

        private boolean fits(WindowsGeneration generation) {
            boolean speaksIt = answer(ProtocolVersion.TLS_1_3) != AnswerKind.YES
                    || !generation.before(WindowsGeneration.WINDOWS_2022);
            boolean hasGroups = !curve25519() || !generation.before(WindowsGeneration.WINDOWS_2016);
            // "Protocols in TLS/SSL (Schannel SSP)": on by default up to 2008 R2, gone from 2016 on
            boolean speaksSsl2 = answer(ProtocolVersion.SSL_2_0) != AnswerKind.YES
                    || generation.before(WindowsGeneration.WINDOWS_2012);
            return speaksIt && hasGroups && speaksSsl2 && (recommendedBy(generation) || listedBy(generation));
        }

        private boolean recommendedBy(WindowsGeneration generation) {
            return recommended() && !generation.before(WindowsGeneration.WINDOWS_2016);
        }

        private boolean listedBy(WindowsGeneration generation) {
            return accepted.stream().filter(this::listed).allMatch(generation.defaults()::containsKey)
                    && inOrder(generation);
        }

        /** A suite of no list at all, such as NULL or EXPORT, was turned on by somebody and tells nothing. */
        private boolean listed(CipherSuite suite) {
            return Arrays.stream(WindowsGeneration.values())
                    .anyMatch(generation -> generation.defaults().containsKey(suite));
        }

        /** Whether the order in which suites were chosen is that of the list, as far as the server has one. */
        private boolean inOrder(WindowsGeneration generation) {
            Map<CipherSuite, Integer> ranks = generation.defaults();
            return endpoint.suites().values().stream()
                    // suites of SSL 3.0 were not all compared with each other
                    .filter(suites -> !suites.version().before(ProtocolVersion.TLS_1_0))
                    .filter(suites -> suites.serverOrder() == ServerOrder.SERVER)
                    .allMatch(suites -> ascending(suites.accepted().stream()
                            .filter(ranks::containsKey)
                            .map(ranks::get)
                            .toList()));
        }

        private static boolean ascending(List<Integer> ranks) {
            for (int i = 1; i < ranks.size(); i++) {
                if (ranks.get(i) < ranks.get(i - 1)) {
                    return false;
                }
            }
            return true;
        }

        /** How many suites of the list were refused that the certificate and the versions allow. */
        private int missing(WindowsGeneration generation) {
            Set<CipherSuite> open = endpoint.suites().values().stream()
                    .flatMap(suites -> suites.unknown().stream())
                    .collect(Collectors.toSet());
            return (int) generation.defaults().keySet().stream()
                    .filter(this::possible)
                    .filter(suite -> !accepted.contains(suite) && !open.contains(suite))
                    .count();
        }

        private long there(WindowsGeneration generation) {
            return accepted.stream().filter(generation.defaults()::containsKey).count();
        }

        private boolean possible(CipherSuite suite) {
            String name = suite.label();
            if (!name.contains("_WITH_")) {
                return toldByTls13() && answer(ProtocolVersion.TLS_1_3) != AnswerKind.UNKNOWN;
            }
            if (recommended()) {
                return false;
            }
            boolean ofTls12 = name.endsWith("_SHA256") || name.endsWith("_SHA384");
            return (!ofTls12 || endpoint.suites().containsKey(ProtocolVersion.TLS_1_2)) && certified(name);
        }

        /** Exchange keeps SMTP from TLS 1.3 whatever Windows has ("Exchange Server TLS configuration best practices", 2025-04-25). */
        private boolean toldByTls13() {
            return endpoint.endpoint().service().tlsStart() != TlsStart.SMTP_STARTTLS;
        }

        /** Whether a suite with the same kind of certificate was accepted. */
        private boolean certified(String name) {
            Predicate<String> alike = name.contains("_DSS_")
                    ? other -> other.contains("_DSS_")
                    : name.contains("_ECDSA_") ? other -> other.contains("_ECDSA_") : other -> other.contains("_RSA_");
            return accepted.stream().map(CipherSuite::label).anyMatch(alike);
        }

        /** Exactly what Microsoft recommends for Exchange, as far as the certificate allows it. */
        private boolean recommended() {
            Set<String> names = accepted.stream()
                    .map(CipherSuite::label)
                    .filter(name -> name.contains("_WITH_"))
                    .collect(Collectors.toSet());
            return !names.isEmpty()
                    && names.equals(RECOMMENDED.stream().filter(this::certified).collect(Collectors.toSet()));
        }

        private boolean curve25519() {
            return endpoint.groups().values().stream()
                    .anyMatch(groups -> groups.accepted().contains(NamedGroup.X25519));
        }

        private AnswerKind answer(ProtocolVersion version) {
            return Words.answer(endpoint, version).kind();
        }

        private List<String> reasons(List<WindowsGeneration> likely) {
            List<String> reasons = new ArrayList<>();
            if (answer(ProtocolVersion.TLS_1_3) == AnswerKind.YES) {
                reasons.add("TLS 1.3 is spoken, which came with 2022");
            }
            if (answer(ProtocolVersion.SSL_2_0) == AnswerKind.YES) {
                reasons.add("SSL 2.0 is spoken, which is on by default up to 2008 R2");
            }
            if (curve25519()) {
                reasons.add("x25519 is accepted, which came with 2016");
            }
            boolean gcm = accepted.stream()
                    .anyMatch(suite -> suite.label().startsWith("TLS_ECDHE_RSA_WITH_AES_")
                            && suite.label().contains("_GCM_"));
            if (gcm) {
                reasons.add("AES-GCM is accepted with ECDHE_RSA, which came with 2016");
            }
            boolean all2022 =
                    likely.stream().noneMatch(generation -> generation.before(WindowsGeneration.WINDOWS_2022));
            if (answer(ProtocolVersion.TLS_1_3) == AnswerKind.NO && toldByTls13() && !all2022) {
                reasons.add("TLS 1.3 is refused, which 2022 speaks by default");
            }
            if (recommended()) {
                reasons.add(
                        "its suites are those that Microsoft recommends for Exchange, which hides the default list");
            } else {
                reasons.add(list(likely));
            }
            return reasons;
        }

        private String list(List<WindowsGeneration> likely) {
            WindowsGeneration first = likely.get(0);
            int missing = missing(first);
            long there = there(first);
            boolean ordered = endpoint.suites().values().stream()
                    .map(SuiteAnswers::serverOrder)
                    .anyMatch(order -> order == ServerOrder.SERVER);
            String what = missing == 0
                    ? "its suites are the default list of " + first.year() + " (" + there + ")"
                    : there + " suites are of the default list of " + first.year() + ", " + missing
                            + " of it are refused";
            return what + (ordered ? ", and their order is that of the list" : "");
        }
    }
}
