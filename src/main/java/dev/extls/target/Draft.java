package dev.extls.target;

import dev.extls.written.Complaint;
import dev.extls.written.Place;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target in the making: what the word says, and what the list says around it. */
final class Draft {
    final TargetText text;
    final String written;
    final Place place;
    String host;
    String serverName;
    int port;
    List<ServiceName> services = List.of();
    List<ServicePort> ports = List.of();
    final Map<String, String> labels = new TreeMap<>();
    String pool = "";
    String role = "";
    AskedPace pace = AskedPace.NONE;

    Draft(TargetText text, String written, Place place) {
        this.text = text;
        this.written = written;
        this.place = place;
        this.host = text.host();
        this.serverName = text.serverName();
        this.port = text.port();
    }

    /** The host is a name to ask for, the address is where to connect; false after a mistake. */
    boolean connectTo(Words address, Problems problems) {
        String literal = address.text();
        Complaint complaint = address.complainingTo(problems);
        if (!text.serverName().isEmpty()) {
            complaint.at(0, Shown.quoted(literal), "no address: the target names one behind \"@\"");
            return false;
        }
        boolean bracketed = literal.startsWith("[") && literal.endsWith("]") && literal.length() > 1;
        int from = bracketed ? 1 : 0;
        int to = literal.length() - from;
        Optional<String> numeric = literal.indexOf(':') >= 0
                ? IpAddress.v6(literal, from, to, complaint)
                : IpAddress.v4(literal, 0, literal.length(), complaint);
        numeric.ifPresent(found -> {
            serverName = found.equals(host) ? "" : host;
            host = found;
        });
        return numeric.isPresent();
    }

    /** The server name, in place of the host's; false after a mistake. */
    boolean askFor(Words name, Problems problems) {
        Optional<String> read = HostName.read(name.text(), 0, name.text().length(), name.complainingTo(problems));
        if (read.isPresent() && !text.serverName().isEmpty() && !read.get().equals(text.serverName())) {
            problems.add(
                    name.line(),
                    name.column(),
                    Shown.quoted(name.text()),
                    "the name before \"@\", " + Shown.quoted(text.serverName()));
            return false;
        }
        read.ifPresent(found -> serverName = found);
        return read.isPresent();
    }

    /** Takes over what holds for all, where the target says nothing itself; a written port speaks of one service, not of all. */
    void inherit(Shared shared) {
        services = services.isEmpty() && port == 0 ? shared.services() : services;
        List<ServicePort> all = new ArrayList<>(shared.ports());
        all.addAll(ports);
        ports = all;
        serverName = serverName.isEmpty() ? shared.serverName() : serverName;
        pace = pace.or(shared.pace());
        shared.labels().forEach(labels::putIfAbsent);
    }

    Target target() {
        return new Target(
                written,
                text.scheme(),
                serverName,
                host,
                port,
                text.scheme().isEmpty() ? services : List.of(),
                ports,
                labels,
                pool,
                role,
                pace,
                place);
    }
}
