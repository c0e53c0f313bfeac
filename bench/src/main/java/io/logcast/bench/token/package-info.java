/**
 * Tokens of the subscribers and publishers of a run.
 *
 * <p>Values only. Never leaves loopback: the secret is made for the run. Start: {@link io.logcast.bench.token.TokenMint}.
 */
package io.logcast.bench.token;
