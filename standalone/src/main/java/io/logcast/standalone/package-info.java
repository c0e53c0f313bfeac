/**
 * The command line of the development platform.
 *
 * <p>Runs on the main thread. Never more than the choice of a command. Start:
 * {@link io.logcast.standalone.Standalone}.
 */
package io.logcast.standalone;
