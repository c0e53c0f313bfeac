/**
 * What was typed after {@code ./logcast bench NAME}, checked against what the scenario knows.
 *
 * <p>Immutable; any thread. Never guesses: an unknown option is an error. Start: {@link io.logcast.bench.option.Options}.
 */
package io.logcast.bench.option;
