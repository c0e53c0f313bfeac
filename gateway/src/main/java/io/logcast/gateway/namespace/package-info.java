/**
 * What a Socket.IO namespace is to the log: whose it is, who may enter, what a socket hears, and how it goes on where it was.
 *
 * <p>Whether somebody may come in is decided on any thread; a socket and its subscriber belong to the socket's event loop. Never
 * keeps an event for a socket: it has a position. Start: {@link io.logcast.gateway.namespace.TenantGatekeeper}, then
 * {@link io.logcast.gateway.namespace.SocketSubscriber}.
 */
package io.logcast.gateway.namespace;
