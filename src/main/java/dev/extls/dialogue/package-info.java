/**
 * The clear-text lines before TLS, as pure state machines.
 *
 * <p>Bytes in, steps out: what to say, when TLS may start, why it may not. Not here: sockets and clocks ({@code net}).
 */
@NullMarked
package dev.extls.dialogue;

import org.jspecify.annotations.NullMarked;
