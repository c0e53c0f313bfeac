/**
 * The door of {@code GET /v1/events}: an EventSource, lines of JSON, or a page, as the client accepts.
 *
 * <p>Before the stream starts a failure is an HTTP problem, afterwards a last frame. After the hand-over everything is on
 * the connection's event loop. Never decides who sees what. Start: {@link io.logcast.gateway.sse.EventsController}.
 */
package io.logcast.gateway.sse;
