/**
 * The log as publishers see it: append an event, get a receipt.
 *
 * <p>Stateless but for what is on its way; any thread. Never answers before the log has the event. Start:
 * {@link io.logcast.node.event.EventLog}.
 */
package io.logcast.node.event;
