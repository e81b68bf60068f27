/**
 * TLS and SSL 2.0 bytes to values and back, no connection.
 *
 * <p>Here live records, handshake messages and hellos, with bounds on every read. Not here: sockets, time or opinion.
 * Bytes come from the tap in {@code net}, values go to {@code observation}.
 */
@NullMarked
package dev.extls.wire;

import org.jspecify.annotations.NullMarked;
