/**
 * The vocabulary: versions, suites, groups, alerts: numbers with names, from committed IANA tables.
 *
 * <p>Here lives every number space of TLS that the product speaks of, open spaces keeping the number.
 * Not here: how the numbers stand on the wire ({@code wire}). Imports nothing; everybody imports it.
 */
@NullMarked
package dev.extls.tls;

import org.jspecify.annotations.NullMarked;
