/**
 * Which inquiries, how many connections at once, when to stop; pacing and progress events.
 *
 * <p>Not here: a socket ({@code net}) or a file ({@code journal}); each observation is handed to a sink.
 */
@NullMarked
package dev.extls.run;

import org.jspecify.annotations.NullMarked;
