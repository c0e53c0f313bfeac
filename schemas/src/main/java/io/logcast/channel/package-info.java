/**
 * What a delivery is addressed to: a stream, a user, a room or a Socket.IO namespace of a tenant.
 *
 * <p>Values only: no thread owns anything here. Never knows what a stream shows. Start:
 * {@link io.logcast.channel.Channel}.
 */
package io.logcast.channel;
