/**
 * WebSockets below all doors (RFC 6455): the answer that makes a connection one, the frames of a server, and a connection that
 * hands over one message at a time.
 *
 * <p>Everything of a connection belongs to its event loop. Never looks into a message. Start:
 * {@link io.logcast.gateway.websocket.WebSocketLink}.
 */
package io.logcast.gateway.websocket;
