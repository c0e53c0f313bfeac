/**
 * Where requests of Engine.IO come in: the paths on the gateway's own port, CORS and Origin, bodies and their limits, the
 * upgrade to WebSocket, and requests for sessions of other gateways. Other doors mount WebSockets of theirs here.
 *
 * <p>Runs on the event loops of Micronaut. Never authenticates: that is done above Engine.IO, for each namespace. Start:
 * {@code DoorFilter} for polling, {@code UpgradeHandler} for WebSocket.
 */
package io.logcast.gateway.door;
