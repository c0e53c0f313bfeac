/**
 * What a channel shows, projected events and packets of Socket.IO emitters, and its bytes in {@code logcast.deliveries}.
 *
 * <p>Values only: no thread owns anything here. Never parses the JSON that it carries. Start:
 * {@link io.logcast.delivery.Delivery}.
 */
package io.logcast.delivery;
