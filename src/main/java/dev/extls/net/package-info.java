/**
 * The only room with sockets: Netty, BouncyCastle JSSE, DNS.
 *
 * <p>One job is one connection: connect, dialogue, hello or handshake, close. Not here: what to ask next
 * ({@code inquiry}) and how many at once ({@code run}).
 */
@NullMarked
package dev.extls.net;

import org.jspecify.annotations.NullMarked;
