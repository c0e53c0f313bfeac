/**
 * What is older than memory: where a subscriber begins, and reading the log from there.
 *
 * <p>Replay threads own their consumers; others hand them requests and get a stage. Never keeps a position for anybody:
 * that is the subscriber's. Start: {@link io.logcast.gateway.replay.ReplaySource}, then
 * {@link io.logcast.gateway.replay.StartResolver}.
 */
package io.logcast.gateway.replay;
