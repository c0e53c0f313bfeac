/**
 * The whole platform in one JVM, for development and tests.
 *
 * <p>The main thread starts it, the shutdown hook stops it. Never listens on an outside address. Start:
 * {@link io.logcast.standalone.platform.RunCommand}, then {@code Platform}.
 */
package io.logcast.standalone.platform;
