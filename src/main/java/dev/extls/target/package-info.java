/**
 * What the user wrote: lists in YAML, CSV, text and URIs; problems with line numbers.
 *
 * <p>Not here: what a target means in ports and services ({@code endpoint}). Text comes from {@code cli}, targets go to
 * {@code endpoint}.
 */
@NullMarked
package dev.extls.target;

import org.jspecify.annotations.NullMarked;
