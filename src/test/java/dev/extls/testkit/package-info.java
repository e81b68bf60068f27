/**
 * Real peers for tests, each started by the test and stopped by it: servers of four other TLS stacks (OpenSSL, GnuTLS, NSS, the JDK's), and one
 * that plays a script. All on loopback and free ports, all of their files in a temporary directory.
 *
 * <p>What does not live here: anything that knows the code under test. A ClientHello is read by {@link
 * dev.extls.testkit.OfferedHello}, a version is confirmed by {@link dev.extls.testkit.JdkClient} and suites and groups are asked for one
 * by one by {@link dev.extls.testkit.SlowOracle}, so that all of them can contradict it.
 */
@NullMarked
package dev.extls.testkit;

import org.jspecify.annotations.NullMarked;
