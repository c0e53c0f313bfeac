/**
 * {@code ./logcast bench}: load scenarios over the services as processes, each beside a floor.
 *
 * <p>Main thread. Never imports what is inside of a service: only main classes, to start them. Start:
 * {@link io.logcast.bench.Bench}.
 */
package io.logcast.bench;
