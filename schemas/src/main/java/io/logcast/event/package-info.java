/**
 * What happened: the {@link io.logcast.event.Event} and its bytes in {@code logcast.events}.
 *
 * <p>Values only: no thread owns anything here. Never does I/O. Start: {@link io.logcast.event.Event}, then
 * {@link io.logcast.event.CloudEventCodec}.
 */
package io.logcast.event;
