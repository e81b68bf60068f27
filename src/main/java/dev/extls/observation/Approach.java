package dev.extls.observation;

/**
 * How a connection came to its endpoint.
 *
 * @param header the header of the PROXY protocol that went first, as it reads in version 1, such as
 *     {@code PROXY TCP4 10.0.0.9 10.0.0.11 40312 25}, with {@code (v2)} behind it where it went in binary; empty without one
 * @param proxy the proxy that was gone through, such as {@code socks5://10.0.0.1:1080}, without a password; empty without one
 */
public record Approach(String header, String proxy) {
    /** Straight to the door, and our hello or the server's greeting came first. */
    public static final Approach DIRECT = new Approach("", "");

    /**
     * Whether a header of the PROXY protocol went before everything else: what comes back may be an answer to it.
     *
     * @return false if our side said nothing before the service's own protocol
     */
    public boolean announced() {
        return !header.isEmpty();
    }

    /**
     * Whether a proxy made the connection to the endpoint.
     *
     * @return true if the address that the endpoint sees is the proxy's
     */
    public boolean proxied() {
        return !proxy.isEmpty();
    }
}
