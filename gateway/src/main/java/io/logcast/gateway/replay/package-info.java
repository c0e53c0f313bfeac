/**
 * What is older than memory: where a subscriber begins, and reading the log from there, once for all who need it.
 *
 * <p>Replay threads own their consumers. What subscribers want and what is at hand meets in the
 * {@link io.logcast.gateway.replay.ReplayDesk}, guarded by its own lock, which nobody holds while reading or answering;
 * blocks are immutable and read by anybody. Never keeps a position for anybody: that is the subscriber's. Start:
 * {@link io.logcast.gateway.replay.ReplaySource}, then the desk, then {@link io.logcast.gateway.replay.StartResolver}.
 */
package io.logcast.gateway.replay;
