/**
 * Observations as JSON lines: appended as they happen, read back exactly.
 *
 * <p>Not here: answers or opinion; whoever wants them asks {@code inquiry} and {@code verdict} again.
 */
@NullMarked
package dev.extls.journal;

import org.jspecify.annotations.NullMarked;
