/**
 * Events to be delivered: made, numbered, and sent at a given rate whatever the server does.
 *
 * <p>The thread that runs the {@link io.logcast.bench.feed.OpenLoop} owns everything but the acknowledgements, which are counted by
 * the transport's thread. Never waits for an answer before the next event. Start: {@link io.logcast.bench.feed.OpenLoop}.
 */
package io.logcast.bench.feed;
