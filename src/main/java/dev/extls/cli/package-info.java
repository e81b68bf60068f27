/**
 * Arguments, wiring, exit code.
 *
 * <p>The only room that knows all the others.
 */
@NullMarked
package dev.extls.cli;

import org.jspecify.annotations.NullMarked;
