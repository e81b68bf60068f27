package dev.extls.lab;

/**
 * One door of a running lab.
 *
 * @param server what was asked for
 * @param port the port it has, 1 to 65535; another than the one wished for if that was taken
 * @param open false for a service that is not started: its port refuses connections
 */
public record LabDoor(LabServer server, int port, boolean open) {
    /**
     * Whether a port was wished for and another one had to be taken.
     *
     * @return false where any port was welcome
     */
    public boolean displaced() {
        return server.port() != 0 && server.port() != port;
    }
}
