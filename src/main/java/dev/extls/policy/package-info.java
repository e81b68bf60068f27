/**
 * What the user expects: rules and built-in policies.
 *
 * <p>Not here: whether a rule holds ({@code verdict}).
 */
@NullMarked
package dev.extls.policy;

import org.jspecify.annotations.NullMarked;
