/**
 * Other people's servers, for comparison, where they are installed.
 *
 * <p>Main thread. Never needed by a scenario: they are asked for by name. Start: {@link io.logcast.bench.peer.Peers}.
 */
package io.logcast.bench.peer;
