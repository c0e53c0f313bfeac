/**
 * Loopback ports: a free one, or a clear word that one is taken.
 *
 * <p>Stateless; any thread. Never binds to an outside address. Start: {@link io.logcast.embedded.port.Ports}.
 */
package io.logcast.embedded.port;
