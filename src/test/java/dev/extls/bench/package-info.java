/**
 * Benchmarks: extls and the tools of others in turns, on the same servers, in one run; and the soak, by the same responder. Started by hand, but for the
 * short form of the soak, which the build runs; what they print is compared by people, nothing here fails for being slow.
 */
@NullMarked
package dev.extls.bench;

import org.jspecify.annotations.NullMarked;
