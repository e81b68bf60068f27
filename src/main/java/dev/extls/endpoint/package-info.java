/**
 * The doors a target has: services, ports, names, pools.
 *
 * <p>Not here: name resolution ({@code net}) or the lines spoken before TLS ({@code dialogue}). Targets come in,
 * endpoints go to {@code run}.
 */
@NullMarked
package dev.extls.endpoint;

import org.jspecify.annotations.NullMarked;
