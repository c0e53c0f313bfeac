/**
 * Turns an event into the deliveries that show it: the topology, and the pure functions in it.
 *
 * <p>Everything here is confined to one stream thread, except {@link io.logcast.projection.ProjectionCounters} and
 * {@link io.logcast.projection.DefinitionsGate}. Never reads a clock, never keeps state between two events that would
 * change a projection, never drops a record: what cannot be projected becomes a dead letter.
 * Start: {@link io.logcast.projection.ProjectionTopology}, then {@link io.logcast.projection.Projector}.
 */
package io.logcast.projection;
