/**
 * Something to see at once: a shop whose orders are placed, paid and shipped.
 *
 * <p>The demo thread publishes, over HTTP like anybody else. Never touches Kafka or the services' insides. Start:
 * {@link io.logcast.standalone.demo.DemoPublisher}.
 */
package io.logcast.standalone.demo;
