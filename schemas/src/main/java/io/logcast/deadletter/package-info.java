/**
 * What was refused, kept with its reason in {@code logcast.dead-letters}.
 *
 * <p>Values only: no thread owns anything here. Never changes the refused bytes. Start:
 * {@link io.logcast.deadletter.DeadLetter}.
 */
package io.logcast.deadletter;
