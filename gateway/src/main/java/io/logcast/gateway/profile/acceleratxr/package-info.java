/**
 * The door of AcceleratXR's push service: a namespace of Socket.IO with its tokens, at its paths. What it sends comes from npm's
 * emitters through Redis, as to every namespace. Its later generation, without Socket.IO, is in the package {@code push}.
 *
 * <p>Everything runs on the threads of Socket.IO. It never sees a message: it says who is whom, where, and in which rooms.
 * Start: {@link io.logcast.gateway.profile.acceleratxr.AcceleratxrFactory}.
 */
package io.logcast.gateway.profile.acceleratxr;
