package dev.extls.endpoint;

/** What an endpoint is in a pool. */
public enum Role {
    /** It stands for itself. */
    STANDALONE,
    /** The address that clients use, usually a load balancer. */
    VIRTUAL,
    /** A node behind it, reached directly. */
    MEMBER
}
