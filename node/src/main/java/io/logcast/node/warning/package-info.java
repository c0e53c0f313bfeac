/**
 * Warnings that whoever is outside can cause as often as he likes.
 *
 * <p>Any thread; no state but the time of the last warning. Never decides what is worth one. Start:
 * {@link io.logcast.node.warning.Seldom}.
 */
package io.logcast.node.warning;
