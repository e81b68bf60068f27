package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.NodeGroup;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.observation.Sighting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * By what a member of a pool is recognised: what it tells when it is reached directly, and what the list calls it.
 *
 * @param label what it is called in a sentence, bounded
 * @param listed what it is called in the grid of the pool, bounded
 * @param told names that it tells itself, in lower case
 * @param names the same and those of the list, each as it is and up to its first dot, in lower case
 * @param signs of its own sample, if there is one that tells something
 * @param certificates SHA-256 of the leaves that it shows
 */
record MemberSigns(
        String label,
        String listed,
        Set<String> told,
        Set<String> names,
        Optional<Sighting> signs,
        Set<String> certificates) {
    MemberSigns {
        told = Set.copyOf(told);
        names = Set.copyOf(names);
        certificates = Set.copyOf(certificates);
    }

    static MemberSigns of(EndpointAnswers member, Endpoint virtual, PoolNames grid) {
        Endpoint endpoint = member.endpoint();
        Optional<Sighting> signs =
                member.sightings().stream().filter(Sighting::tells).findFirst();
        Set<String> told = new LinkedHashSet<>();
        signs.map(Sighting::name).ifPresent(told::add);
        Identity.seenIn(member.observations()).forEach(identity -> told.add(identity.name()));
        told.removeIf(String::isBlank);
        String node = endpoint.labels().getOrDefault(PoolNames.NODE, "").strip();
        boolean ownName = endpoint.namedByHostName() && !endpoint.serverName().equals(virtual.serverName());
        String written = ownName ? endpoint.serverName() : endpoint.host();
        Set<String> names = new LinkedHashSet<>();
        told.forEach(name -> add(name, names));
        add(node, names);
        add(written, names);
        Set<String> certificates = new LinkedHashSet<>();
        signs.map(Sighting::certificate).filter(hash -> !hash.isEmpty()).ifPresent(certificates::add);
        member.observations().stream()
                .filter(one -> !one.certificates().isEmpty())
                .map(Observation::certificates)
                .distinct()
                .forEach(chain ->
                        certificates.add(CertificateFacts.of(chain.get(0)).sha256()));
        String label = !node.isEmpty()
                ? node
                : ownName ? written : told.stream().findFirst().orElse(written + ":" + endpoint.port());
        return new MemberSigns(Words.cut(label), grid.of(endpoint), lower(told), names, signs, certificates);
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new LinkedHashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static void add(String name, Set<String> names) {
        if (!name.isBlank()) {
            String lower = name.toLowerCase(Locale.ROOT);
            names.add(lower);
            names.add(first(lower));
        }
    }

    /** EX01 is the first label of ex01.contoso.test; an address has none. */
    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && !name.matches("[0-9.]+") ? name.substring(0, dot) : name;
    }

    /**
     * The member that a node is: the only one that tells this name itself, else the only one that is called so, else, for a node without a name or with
     * one that several members tell, the only one that shows this certificate and, where it was offered the same, this hello.
     */
    static Optional<MemberSigns> recognised(NodeGroup node, List<MemberSigns> members) {
        String name = node.like().name().toLowerCase(Locale.ROOT);
        if (!name.isEmpty()) {
            List<MemberSigns> telling = those(members, member -> member.told.contains(name));
            List<MemberSigns> called =
                    those(members, member -> member.names.contains(name) || member.names.contains(first(name)));
            if (telling.size() == 1 || (telling.isEmpty() && called.size() == 1)) {
                return Optional.of((telling.isEmpty() ? called : telling).get(0));
            }
            if (telling.isEmpty()) {
                return Optional.empty();
            }
        }
        String certificate = node.like().certificate();
        List<MemberSigns> alike = those(members, member -> member.certificates.contains(certificate));
        if (alike.size() > 1) {
            alike = those(
                    alike,
                    member -> member.signs
                            .filter(signs -> signs.hello().equals(node.like().hello()))
                            .isPresent());
        }
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private static List<MemberSigns> those(List<MemberSigns> members, Predicate<MemberSigns> wanted) {
        return members.stream().filter(wanted).toList();
    }
}
