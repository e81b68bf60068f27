/**
 * What we propose in one connection.
 *
 * <p>Not here: the bytes of the proposal ({@code wire}) and the reason for making it ({@code inquiry}).
 */
@NullMarked
package dev.extls.offer;

import org.jspecify.annotations.NullMarked;
