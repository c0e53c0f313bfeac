/**
 * Engine.IO 4 and 3: sessions over polling and WebSocket, and the way from the one to the other.
 *
 * <p>A session belongs to one event loop for life; connections of other loops are brought there, or hand over what they read.
 * Never looks into a message. Start: {@link io.logcast.gateway.engineio.EngineSocket}.
 */
package io.logcast.gateway.engineio;
