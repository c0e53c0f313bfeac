/**
 * The EventSource door: {@code GET /v1/events} as text/event-stream.
 *
 * <p>Before the stream starts a failure is an HTTP problem, afterwards a last frame. After the hand-over everything is on
 * the connection's event loop. Never decides who sees what. Start: {@link io.logcast.gateway.sse.SseController}.
 */
package io.logcast.gateway.sse;
