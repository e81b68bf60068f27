package dev.extls.run;

/**
 * How many connections at once.
 *
 * @param perAddress to one address, all of its services together; 1 or more. Exchange allows 20 a source
 *     (MaxInboundConnectionPerSource of {@code Set-ReceiveConnector}), which printers and scanners share
 * @param overall to all addresses together; 1 or more
 * @param handshakes of these, how many may be full handshakes; 1 or more. A thousand in flight cost half a gigabyte
 */
public record Limits(int perAddress, int overall, int handshakes) {
    /** Two to an address, 256 in all, 64 of them handshakes. */
    public static final Limits DEFAULT = new Limits(2, 256, 64);

    /** Checks. */
    public Limits {
        if (perAddress < 1 || overall < 1 || handshakes < 1) {
            throw new IllegalArgumentException("a limit below one connection");
        }
    }

    /**
     * The same with another number to one address.
     *
     * @param connections 1 or more
     * @return a copy
     */
    public Limits perAddress(int connections) {
        return new Limits(connections, overall, handshakes);
    }

    /**
     * The same with another number to all addresses together.
     *
     * @param connections 1 or more
     * @return a copy
     */
    public Limits overall(int connections) {
        return new Limits(perAddress, connections, handshakes);
    }
}
