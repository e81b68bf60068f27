/**
 * The embedded farm of simulated Exchange servers, a process of its own.
 *
 * <p>Its lax security settings never share a JVM with a scan. Not here: anything a scan needs.
 */
@NullMarked
package dev.extls.lab;

import org.jspecify.annotations.NullMarked;
