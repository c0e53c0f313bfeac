/**
 * The doors of the publisher: {@code /v1/events}, {@code /v1/streams} and {@code /v1/webhooks}.
 *
 * <p>Stateless. Small bodies are read on the event loop that received them, large ones on a worker; no thread waits for
 * Kafka. Never answers 202 before the log has the event. Start: {@code PublishController}.
 */
package io.logcast.publish.http;
