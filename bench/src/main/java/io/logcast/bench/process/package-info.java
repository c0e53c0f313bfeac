/**
 * Processes of their own: starting them, ending them whatever happens, and reading from {@code /proc} what they cost.
 *
 * <p>The main thread starts and ends; figures may be read by any thread. Never knows what a process does. Start:
 * {@link io.logcast.bench.process.Children}.
 */
package io.logcast.bench.process;
