package dev.extls.lab;

import java.security.Security;
import java.util.List;

/** What the JVM of the lab may do: everything that SunJSSE can, SSL 3.0, RC4 and small keys included. */
public final class LabSecurity {
    /** Each is read once, when the first TLS class loads; absent is not empty. */
    private static final List<String> RESTRICTIONS =
            List.of("jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms", "jdk.tls.legacyAlgorithms");

    private LabSecurity() {}

    /** Lifts every restriction. Must run before any TLS class loads; it cannot be undone in this JVM. */
    public static void allowEverything() {
        RESTRICTIONS.forEach(property -> Security.setProperty(property, ""));
    }

    /**
     * Whether the restrictions are lifted.
     *
     * @return true if all properties are empty; whether that was so before TLS classes loaded cannot be seen here
     */
    static boolean everythingAllowed() {
        return RESTRICTIONS.stream().allMatch(property -> "".equals(Security.getProperty(property)));
    }
}
