/**
 * Stream definitions: written to their topic, and answered for once this process has read them back.
 *
 * <p>Owns no state: the definition table of {@code io.logcast.node} does. Never keeps a definition of its own. Start:
 * {@link io.logcast.publish.stream.StreamRegistry}.
 */
package io.logcast.publish.stream;
