/**
 * Opinion as a pure function of observations: rules held against answers.
 *
 * <p>Not here: how it looks on paper ({@code report}).
 */
@NullMarked
package dev.extls.verdict;

import org.jspecify.annotations.NullMarked;
