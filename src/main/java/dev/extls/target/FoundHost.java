package dev.extls.target;

/**
 * A host that was found for the user, not written by him.
 *
 * @param name unchecked, may be hostile
 * @param port unchecked; 0 for the usual one of the service
 * @param how where it was found, which becomes the label {@value #LABEL}
 */
public record FoundHost(String name, int port, String how) {
    /** The label that tells where a target comes from. */
    public static final String LABEL = "discovered";
}
