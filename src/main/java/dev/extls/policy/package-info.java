/**
 * What the user expects: rules, waivers, built-in policies, read from YAML.
 *
 * <p>Not here: whether a rule holds ({@code verdict}). Files come from {@code cli}, policies go to {@code verdict}.
 */
@NullMarked
package dev.extls.policy;

import org.jspecify.annotations.NullMarked;
