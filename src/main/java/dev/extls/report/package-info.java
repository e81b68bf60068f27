/**
 * Verdicts and answers on paper: JSON and terminal.
 *
 * <p>Everything that the network said is escaped here for the paper it goes to. Not here: opinion.
 */
@NullMarked
package dev.extls.report;

import org.jspecify.annotations.NullMarked;
