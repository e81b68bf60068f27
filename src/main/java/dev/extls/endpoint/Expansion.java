package dev.extls.endpoint;

import dev.extls.target.ServiceName;
import dev.extls.target.ServicePort;
import dev.extls.target.Target;
import dev.extls.target.TargetList;
import dev.extls.written.Place;
import dev.extls.written.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Targets to doors: which services a target means, on which ports, in which pool. */
public final class Expansion {
    private final Set<Problem> problems;
    private final Doors doors = new Doors();

    private Expansion(List<Problem> ofTheList) {
        this.problems = new LinkedHashSet<>(ofTheList);
    }

    /**
     * Gives a list its meaning.
     *
     * @param list what the user wrote
     * @return its endpoints; a target whose meaning is a mistake becomes a problem, the others go on
     */
    public static Expanded of(TargetList list) {
        Expansion expansion = new Expansion(list.problems());
        list.targets().forEach(expansion::expand);
        return expansion.doors.expanded(expansion.problems);
    }

    private void expand(Target target) {
        for (ServicePort port : target.ports()) {
            named(port.service(), port.place(), Expansion::names);
        }
        Set<Service> services = services(target);
        if (target.port() != 0 && services.size() > 1) {
            tell(target.place(), "one port for " + services.size() + " services", "one service, or a port for each");
            return;
        }
        for (Service service : services) {
            int port = port(target, service);
            if (port == 0) {
                tell(target.place(), Service.TLS.scheme() + " without port", "tls://host:port");
                continue;
            }
            doors.add(endpoint(target, service, port), target.place()).ifPresent(problems::add);
        }
    }

    private Set<Service> services(Target target) {
        Set<Service> services = new LinkedHashSet<>();
        if (!target.scheme().isEmpty()) {
            named(target.scheme(), target.place(), Expansion::schemes).ifPresent(services::add);
        } else if (!target.services().isEmpty()) {
            for (ServiceName name : target.services()) {
                named(name.name(), name.place(), Expansion::names).ifPresent(services::add);
            }
        } else if (target.port() != 0) {
            ofPort(target).ifPresent(services::add);
        } else {
            services.addAll(Service.OF_A_BARE_NAME);
        }
        return services;
    }

    private Optional<Service> ofPort(Target target) {
        Optional<Service> usual = Arrays.stream(Service.values())
                .filter(service -> service.port() == target.port())
                .findFirst();
        if (usual.isEmpty()) {
            tell(
                    target.place(),
                    "port " + target.port() + " without a service",
                    "scheme://host:port with one of " + schemes(Service.values()));
        }
        return usual;
    }

    private static int port(Target target, Service service) {
        if (target.port() != 0) {
            return target.port();
        }
        int port = service.port();
        for (ServicePort other : target.ports()) {
            if (Service.named(other.service()).filter(service::equals).isPresent()) {
                port = other.port();
            }
        }
        return port;
    }

    private static Endpoint endpoint(Target target, Service service, int port) {
        String host = target.host();
        boolean literal = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        Role role = target.pool().isEmpty()
                ? Role.STANDALONE
                : target.role().equals(Target.VIRTUAL) ? Role.VIRTUAL : Role.MEMBER;
        return new Endpoint(
                target.written(),
                service,
                target.serverName().isEmpty() ? host : target.serverName(),
                host,
                literal ? host : "",
                port,
                target.labels(),
                target.pool(),
                role,
                new Pace(target.pace().perAddress(), target.pace().gap()));
    }

    private Optional<Service> named(String name, Place place, Function<Service[], String> known) {
        Optional<Service> service = Service.named(name);
        if (service.isEmpty()) {
            tell(place, "\"" + name + "\"", "one of " + known.apply(Service.values()));
        }
        return service;
    }

    /** Once for each place: a mistake in a group concerns all its targets. */
    private void tell(Place place, String found, String expected) {
        problems.add(new Problem(place, found, expected));
    }

    private static String schemes(Service... services) {
        return Arrays.stream(services).map(service -> service.scheme() + "://").collect(Collectors.joining(", "));
    }

    private static String names(Service... services) {
        return Arrays.stream(services).map(Service::name).collect(Collectors.joining(", "));
    }

    static List<Problem> inOrder(Set<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing((Problem problem) -> problem.place().source())
                .thenComparingInt(problem -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()));
        return sorted;
    }
}
