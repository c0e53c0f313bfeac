/**
 * What a delivery is addressed to: a stream, a user or a room of a tenant.
 *
 * <p>Values only: no thread owns anything here. Never knows what a stream shows. Start:
 * {@link io.logcast.channel.Channel}.
 */
package io.logcast.channel;
