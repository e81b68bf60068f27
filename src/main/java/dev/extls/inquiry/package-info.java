/**
 * Question to offers, outcomes to answer; pure, adaptive.
 *
 * <p>Here lives the law: YES and NO are seen, everything else is UNKNOWN with its reason. Not here: sockets, clocks,
 * policy. Observations come in from {@code run}, offers go out to it, answers go to {@code verdict} and {@code report}.
 */
@NullMarked
package dev.extls.inquiry;

import org.jspecify.annotations.NullMarked;
