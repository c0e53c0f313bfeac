/**
 * The door of AcceleratXR's push service in its later generation (composer-js, rapidrest): WebSockets with a few messages of
 * JSON, and channels that are those of Redis.
 *
 * <p>A connection belongs to its event loop; what is counted for a user is under the monitor of {@code PushUsers}. Never keeps
 * a message for a client: it is a subscriber of the log like all others. Start:
 * {@link io.logcast.gateway.profile.acceleratxr.push.PushConnection}.
 */
package io.logcast.gateway.profile.acceleratxr.push;
