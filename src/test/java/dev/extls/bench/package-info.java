/**
 * Benchmarks: extls and the tools of others in turns, on the same servers, in one run. Started by hand, never by the build; what they print is
 * compared by people, nothing here fails for being slow.
 */
@NullMarked
package dev.extls.bench;

import org.jspecify.annotations.NullMarked;
