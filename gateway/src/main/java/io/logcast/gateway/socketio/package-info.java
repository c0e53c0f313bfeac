/**
 * Socket.IO 5, and what clients of Engine.IO 3 speak: packets, namespaces, rooms, acknowledgements.
 *
 * <p>A connection and its sockets belong to one event loop; others go through {@link io.logcast.gateway.socketio.Adapter}.
 * Never knows what an event means, and nothing of the log. Start: {@link io.logcast.gateway.socketio.ClientSocket}.
 */
package io.logcast.gateway.socketio;
