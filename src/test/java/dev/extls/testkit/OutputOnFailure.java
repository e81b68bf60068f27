package dev.extls.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Shows with a failed test what the servers that it started had printed. */
final class OutputOnFailure implements BeforeEachCallback, TestExecutionExceptionHandler {
    private static final Queue<Printed> PRINTED = new ConcurrentLinkedQueue<>();

    /**
     * Keeps the output of a server that has stopped.
     *
     * @param server its name
     * @param output what it printed
     */
    static void keep(String server, String output) {
        PRINTED.add(new Printed(server, output));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        PRINTED.clear();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof TestAbortedException)) {
            PRINTED.forEach(failure::addSuppressed);
        }
        throw failure;
    }

    /** Not thrown, only shown beside the failure. */
    private static final class Printed extends Exception {
        private static final long serialVersionUID = 1L;

        Printed(String server, String output) {
            super(server + " printed:\n" + output, null, false, false);
        }
    }
}
