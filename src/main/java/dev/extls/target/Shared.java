package dev.extls.target;

import java.util.List;
import java.util.Map;

/**
 * What a list says for all targets of a part of it.
 *
 * @param services services of bare names, empty for the usual ones
 * @param ports ports of services
 * @param serverName the name to ask for, or empty
 * @param labels the labels
 * @param pace how gently addresses are to be treated
 */
record Shared(
        List<ServiceName> services,
        List<ServicePort> ports,
        String serverName,
        Map<String, String> labels,
        AskedPace pace) {
    static final Shared NOTHING = new Shared(List.of(), List.of(), "", Map.of(), AskedPace.NONE);

    Shared {
        services = List.copyOf(services);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
    }
}
