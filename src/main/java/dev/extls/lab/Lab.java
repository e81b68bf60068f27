package dev.extls.lab;

import dev.extls.tls.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A running farm of simulated Exchange servers on 127.0.0.1. Closing it closes every door and every connection. */
public final class Lab implements AutoCloseable {
    /** The profile of a virtual door that passes TLS through to its members. */
    public static final String PASS_THROUGH = "pass-through";

    /** The profile of a server that is restarted: its ports refuse connections. Only a {@link Turn} may name it. */
    public static final String DOWN = "down";

    private final OpenPorts ports;
    private final Restart restart;
    private final List<LabDoor> doors;
    private final LabAuthority authority;

    private Lab(OpenPorts ports, Restart restart, List<LabDoor> doors, LabAuthority authority) {
        this.ports = ports;
        this.restart = restart;
        this.doors = List.copyOf(doors);
        this.authority = authority;
    }

    /**
     * Opens the doors.
     *
     * @param farm the servers; a wished port that is taken is replaced by a free one
     * @return the running lab, all doors ready
     * @throws IllegalArgumentException if a profile is unknown or a virtual door has no members
     * @throws IllegalStateException if {@link LabSecurity#allowEverything()} was not called
     * @throws IOException if no port can be had
     */
    public static Lab start(List<LabServer> farm) throws IOException {
        if (!LabSecurity.everythingAllowed()) {
            throw new IllegalStateException("the JVM restricts TLS: call LabSecurity.allowEverything() before any TLS");
        }
        OpenPorts ports = new OpenPorts();
        Restart restart = new Restart();
        boolean started = false;
        try {
            LabAuthority authority = new LabAuthority(Instant.now());
            List<LabDoor> doors = new Farm(farm, Profiles.committed(), authority, ports, restart).open();
            started = true;
            return new Lab(ports, restart, doors, authority);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks cryptography that the lab needs", e);
        } finally {
            if (!started) {
                restart.close();
                ports.close();
            }
        }
    }

    /**
     * The names that a {@link LabServer} may have as profile. Behind a plus sign a name may ask for another refusal: {@code RST},
     * {@code FIN}, {@code SILENCE} or {@code ALERT} with a number, as in {@code ex2016-2016+ALERT70}.
     *
     * @return the names in the order of the committed file, without {@link #PASS_THROUGH}
     */
    public static Set<String> profileNames() {
        return Profiles.committed().names();
    }

    /**
     * What must be told to whoever sees the lab.
     *
     * @return one sentence
     */
    public static String notice() {
        return "This is a simulation: there is no Exchange server here, every answer comes from extls itself on 127.0.0.1,"
                + " made after published documents.";
    }

    /**
     * Restarts the servers that have turns. What they play at once they play on return, the rest by and by.
     *
     * @param timesAsQuick how many times as quick as real servers, at least 1
     * @param trouble is told, on another thread, of a port that somebody else has taken
     */
    public void restart(int timesAsQuick, Consumer<IOException> trouble) {
        restart.begin(timesAsQuick, trouble);
    }

    /**
     * The doors in the order asked for.
     *
     * @return an immutable list
     */
    public List<LabDoor> doors() {
        return doors;
    }

    /**
     * The certificate that signed all others.
     *
     * @return an X.509 certificate in DER
     */
    public Bytes authority() {
        try {
            return Bytes.of(authority.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate just made has no encoding", e);
        }
    }

    /** Closes every door and every connection, and waits until that is done. */
    @Override
    public void close() {
        restart.close();
        ports.close();
    }
}
