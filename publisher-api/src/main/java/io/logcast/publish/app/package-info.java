/**
 * The publisher as a process.
 *
 * <p>Runs once, on the main thread. Never serves a request. Start: {@link io.logcast.publish.app.PublisherApplication}.
 */
package io.logcast.publish.app;
