/**
 * What people write, with the place of every word: bytes to text, YAML to nodes; mistakes are values.
 *
 * <p>Not here: what the words mean ({@code target} for lists, {@code policy} for policies). Files come from {@code cli}.
 */
@NullMarked
package dev.extls.written;

import org.jspecify.annotations.NullMarked;
