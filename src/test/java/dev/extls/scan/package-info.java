/**
 * The whole scan, from the command line to the files it writes, against real servers and against servers that misbehave as told.
 *
 * <p>What is expected comes from the configuration of the server, never from the code under test. What lives in one room only is tested
 * there.
 */
@NullMarked
package dev.extls.scan;

import org.jspecify.annotations.NullMarked;
