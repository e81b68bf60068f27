/**
 * Real peers for tests, each started by the test and stopped by it: servers of five other TLS stacks, one of the JDK's, and one that
 * plays a script. All on loopback and free ports, all of their files in a temporary directory.
 *
 * <p>What does not live here: anything that knows the code under test. A ClientHello is read by {@link
 * dev.extls.testkit.OfferedHello} and a version is confirmed by {@link dev.extls.testkit.JdkClient}, so that both can contradict it.
 */
@NullMarked
package dev.extls.testkit;

import org.jspecify.annotations.NullMarked;
