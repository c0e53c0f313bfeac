/**
 * Where a subscriber is in the log, as a value and as the text that clients keep.
 *
 * <p>Values only: no thread owns anything here. Never asks Kafka. Start: {@link io.logcast.cursor.Cursor}.
 */
package io.logcast.cursor;
