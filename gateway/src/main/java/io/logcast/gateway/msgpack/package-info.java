/**
 * MessagePack, as the libraries of JavaScript write it: read as JSON that says what a JavaScript program would have seen.
 *
 * <p>No state, any thread. Never knows what a message means. Start: {@link io.logcast.gateway.msgpack.MessagePackReader}.
 */
package io.logcast.gateway.msgpack;
