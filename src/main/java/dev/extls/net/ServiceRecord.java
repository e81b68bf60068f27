package dev.extls.net;

/**
 * An SRV record (RFC 2782).
 *
 * @param priority 0 to 65535, the lowest is tried first
 * @param port 0 to 65535
 * @param host lower case, without a dot at its end; empty where the service is decidedly not available; hostile text
 */
public record ServiceRecord(int priority, int port, String host) {}
