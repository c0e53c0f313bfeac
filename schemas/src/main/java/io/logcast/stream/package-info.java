/**
 * What subscribers see: stream definitions, which events they take, and what they show of them.
 *
 * <p>Values only: no thread owns anything here. Never looks at a token or a subscriber. Start:
 * {@link io.logcast.stream.StreamDefinition}.
 */
package io.logcast.stream;
