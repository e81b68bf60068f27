/**
 * Which inquiries, how many connections at once, when to ask again, when to stop; pacing and progress events.
 *
 * <p>{@link dev.extls.run.Scan} takes endpoints on their way through {@code Lanes}, an address each, which say whose turn it is, how many at
 * once, and how long an address rests. Time comes from an {@code Agenda}, so that tests let it pass. What is under way stays small
 * however long the list: what was seen of an endpoint goes to the {@link dev.extls.run.Archive} and is read back from there when it is
 * needed again.
 *
 * <p>Not here: a socket ({@code net}) or a file ({@code journal}); each observation is handed to the archive.
 */
@NullMarked
package dev.extls.run;

import org.jspecify.annotations.NullMarked;
