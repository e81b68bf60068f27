package dev.extls.net;

/**
 * The versions of the PROXY protocol (HAProxy Technologies, "The PROXY protocol, versions 1 &amp; 2", 2020-03-05), by which a balancer tells a
 * node whom it speaks for.
 */
public enum ProxyProtocol {
    /** One line of text, section 2.1. */
    V1,
    /** Binary, section 2.2. */
    V2
}
