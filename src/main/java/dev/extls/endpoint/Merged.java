package dev.extls.endpoint;

import dev.extls.written.Place;

/**
 * A door that the list names twice and the scan visits once.
 *
 * @param key the door, {@link Endpoint#key()}
 * @param first where it was named first
 * @param again where it was named again
 */
public record Merged(String key, Place first, Place again) {
    /**
     * What was merged, in one line.
     *
     * @return such as {@code servers.txt:9:1: smtp://ex01.contoso.test:25 is already in servers.txt:3:1}
     */
    public String sentence() {
        return again + ": " + key + " is already in " + first;
    }
}
