/**
 * What was typed after {@code ./logcast COMMAND}.
 *
 * <p>Values only; main thread. Never starts anything. Start: {@link io.logcast.standalone.arguments.Arguments}.
 */
package io.logcast.standalone.arguments;
