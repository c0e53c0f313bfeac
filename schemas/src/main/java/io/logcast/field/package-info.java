/**
 * Texts from outside: how they are measured, and the refusal that names the field and its limit.
 *
 * <p>Stateless; any thread. Never repeats a refused value. Start: {@link io.logcast.field.InvalidField}.
 */
package io.logcast.field;
